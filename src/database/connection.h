/* What a connection string says, in Prisma's reading of it. */
#ifndef DUNLIN_DATABASE_CONNECTION_H
#define DUNLIN_DATABASE_CONNECTION_H

#include "base/environment.h"
#include "base/url.h"
#include "dialect/dialect.h"

typedef enum TlsMode {
    TLS_NEVER,
    TLS_IF_OFFERED,
    TLS_REQUIRED,
    TLS_VERIFIED_CHAIN,
    TLS_VERIFIED_HOST,
} TlsMode;

typedef struct Connection {
    const Dialect *dialect;
    Text shown; /* the URL without secrets, for messages */
    Text host;  /* PostgreSQL: a name, an address, or the folder of a socket */
    Text port;
    Text user;
    Text password;
    bool has_password;
    Text database;   /* its name; SQLite: the base name of the file */
    Text name_space; /* the default namespace; "public" where the URL names none */
    Text file;       /* SQLite: the path */
    TlsMode tls;
    Text tls_authority; /* file of certificates, or empty */
    Text channel_binding;
    Text application_name;
    Text options;
    int64_t connect_timeout; /* milliseconds; 0: none */
    int64_t query_timeout;   /* milliseconds; 0: none */
    bool pooled;             /* pgbouncer=true: no parameters at the start of the session */
} Connection;

/* Reads a connection string. Relative paths in it are seen from `folder`. P1013 when it is not
 * valid, D1006 when no dialect of this version fits. */
bool connection_parse(Arena *arena, Text text, Text folder, Connection *connection, Error *error);

/* "host:port", or "unix:PATH", or the file: where the database is, for messages. */
Text connection_place(Arena *arena, const Connection *connection);

/* The file of certificates by which PostgreSQL's server is verified: the connection's, or the
 * system's; empty where neither is. */
Text postgres_tls_authority(const Connection *connection);

#endif

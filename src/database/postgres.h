/* What the parts of the PostgreSQL client share; for database/postgres*.c only. */
#ifndef DUNLIN_DATABASE_POSTGRES_H
#define DUNLIN_DATABASE_POSTGRES_H

#include "database/database.h"
#include "database/libpq.h"

typedef struct PostgresDatabase {
    Database base;
    const Libpq *pq;
    PGconn *handle;
} PostgresDatabase;

static inline PostgresDatabase *postgres_of(Database *database)
{
    return (PostgresDatabase *)database;
}

/* Connects to a database of the connection's server, without preparing the session. */
bool postgres_connect(Arena *arena, const Connection *connection, Text name,
                      PostgresDatabase **database, Error *error);

/* Waits until the socket is ready, at most until `deadline` (0: none). False at the deadline and
 * when the user interrupts. */
bool postgres_wait(const PostgresDatabase *database, short events, int64_t deadline);

/* Fills the error from a connection that could not be opened; returns false. */
bool postgres_connecting_failed(const PostgresDatabase *database, Error *error);

/* Fills the error when a server did not answer in time, or the user interrupted; returns false. */
bool postgres_no_answer(const PostgresDatabase *database, Error *error);

/* Fills the error from a connection that broke; returns false. */
bool postgres_connection_lost(const PostgresDatabase *database, const char *message, Error *error);

/* Fills the error from a result of the server; returns false. */
bool postgres_statement_failed(const PostgresDatabase *database, const PGresult *result,
                               Error *error);

#endif

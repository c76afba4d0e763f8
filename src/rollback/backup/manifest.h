/* The manifest of a backup: what it is of, what is in it, and how its file can be told from every
 * other. It stands beside the file, as JSON that ends with its own checksum. */
#ifndef DUNLIN_ROLLBACK_BACKUP_MANIFEST_H
#define DUNLIN_ROLLBACK_BACKUP_MANIFEST_H

#include "rollback/backup/content.h"

enum { BACKUP_FORMAT = 1 };

typedef struct BackupManifest {
    Text program;  /* "dunlin 1.0" */
    Text tool;     /* what wrote the file: "pg_dump 15.18" */
    Text provider; /* "postgresql" */
    Text server;   /* the version of the server or library */

    Text database; /* its name */
    Text location; /* host and port, or the file's path */
    BackupIdentity identity;

    /* How a new database for it is made; PostgreSQL only. */
    Text encoding;
    Text collation;
    Text character_type;
    Text locale_provider; /* "c": libc, "i": ICU, "b": built in */
    Text locale;          /* of that provider */

    Text file; /* its name, without a folder */
    int64_t size;
    Text digest;          /* SHA-256, in hexadecimal digits */
    int64_t started;      /* milliseconds since 1970 */
    int64_t milliseconds; /* that it took */
    BackupContent content;
} BackupManifest;

/* Appends the document. */
void manifest_write(Buffer *out, const BackupManifest *manifest);

/* Reads a document, which has to live as long as the manifest. Nothing that stands in it is
 * trusted. D1043 when it is damaged, D1044 when a later version of dunlin has written it. */
bool manifest_read(Arena *arena, Text document, Text path, BackupManifest *manifest, Error *error);

#endif

/* What backups of one product are: a table for each, and what its functions share. For
 * rollback/backup*.c only. */
#ifndef DUNLIN_ROLLBACK_BACKUP_KIND_H
#define DUNLIN_ROLLBACK_BACKUP_KIND_H

#include "rollback/backup.h"
#include "rollback/backup/partial.h"

/* A backup that was restored into a database of its own, which nobody else knows of. */
typedef struct Scratch {
    const BackupRequest *request;
    bool replaces; /* it is to take the place of a database that may be there */
    Connection connection;
    Database *database; /* open; NULL after it was closed */
    Partial file;       /* SQLite: its file */
    Database *server;   /* PostgreSQL: where databases are made and dropped */
    Text name;          /* so there; empty when there is nothing to drop */
    Text by_hand;       /* PostgreSQL: the command that writes over the database where it is */
} Scratch;

typedef struct BackupKind {
    const Dialect *dialect;
    const char *suffix; /* of the file */

    /* Saves the database into `path`, which is an empty file, and tells all of the manifest that
     * can only be known now: tool, server, content, how the database is made. */
    bool (*save)(Arena *arena, const BackupRequest *request, Text path, BackupManifest *manifest,
                 Error *error);

    /* P1009 when the request's database exists, and something is in it. */
    bool (*check_empty)(Arena *arena, const BackupRequest *request, Error *error);

    /* Restores the file into a scratch database, which is left open. */
    bool (*scratch_open)(Arena *arena, const Backup *backup, Scratch *scratch, Error *error);

    /* Makes the scratch database the request's database. */
    bool (*put_in_place)(Arena *arena, Scratch *scratch, RestoreMode mode, Error *error);

    /* Takes away what is left of the scratch database, also after a failure to open it. */
    bool (*scratch_close)(Arena *arena, Scratch *scratch, Error *error);
} BackupKind;

extern const BackupKind backup_kind_postgres;
extern const BackupKind backup_kind_sqlite;

#endif

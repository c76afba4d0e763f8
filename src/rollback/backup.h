/* Backups: a database in a file, with a manifest beside it. */
#ifndef DUNLIN_ROLLBACK_BACKUP_H
#define DUNLIN_ROLLBACK_BACKUP_H

#include "base/environment.h"
#include "rollback/backup/manifest.h"

/* Told while it goes on; may be zero. */
typedef struct BackupObserver {
    void *context;
    /* A part of the work begins: "dumping", "restoring" … */
    void (*begins)(void *context, const char *part);
    /* It goes on, at this many bytes, or -1 where nobody counts them. */
    void (*goes_on)(void *context, int64_t bytes);
} BackupObserver;

typedef struct BackupRequest {
    const Connection *connection;   /* of the database that is saved, or restored */
    const Environment *environment; /* of the programs that are run */
    Text program;                   /* "dunlin 1.0" */
    bool no_owners;                 /* a restore gives everything to the user, without privileges */
    bool other_database;            /* a backup of another database will do */
    BackupObserver observer;
} BackupRequest;

typedef struct Backup {
    Text path;          /* of the file */
    Text manifest_path; /* the same with ".json" */
    BackupManifest manifest;
} Backup;

/* Saves the database into a new file of the folder, which is made where it is missing. Both are
 * only there under their names when they are whole: first the file, then the manifest. D1041,
 * D1042, D1021, and those of connecting. */
bool backup_create(Arena *arena, const BackupRequest *request, Text folder, Backup *backup,
                   Error *error);

/* Reads the manifest of a backup, whose path is the file's or the manifest's. D1007, D1043 or D1044
 * when it cannot be used. */
bool backup_open(Arena *arena, Text path, Backup *backup, Error *error);

/* Compares size and checksum of the file with the manifest: D1043. */
bool backup_check_file(Arena *arena, const Backup *backup, const BackupObserver *observer,
                       Error *error);

/* D1045 when it is of another product or database than the request's, unless that will do. A
 * database that is not there, or not readable, cannot speak against it. */
bool backup_check_identity(Arena *arena, const BackupRequest *request, const Backup *backup,
                           Error *error);

/* Checks all of it: manifest, file, and what comes of it when it is restored, into a database that
 * is gone afterwards. D1041, D1043, D1045, D1046, D1047. */
bool backup_verify(Arena *arena, const BackupRequest *request, const Backup *backup, Error *error);

typedef enum RestoreMode {
    RESTORE_NEW,  /* into a database that does not exist, or is empty */
    RESTORE_OVER, /* in place of what is there, or of nothing */
} RestoreMode;

/* Restores it as the request's database. It is checked as by backup_verify(), and only takes its
 * place when it is whole; until then, what was there is there. D1047 when that cannot be, P1009
 * when a new database is not empty, and all of backup_verify(). */
bool backup_restore(Arena *arena, const BackupRequest *request, const Backup *backup,
                    RestoreMode mode, Error *error);

/* Each does nothing when there is no observer. */
void backup_begins(const BackupObserver *observer, const char *part);
void backup_goes_on(const BackupObserver *observer, int64_t bytes);

#endif

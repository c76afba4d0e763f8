/* The backups of a folder. */
#ifndef DUNLIN_ROLLBACK_BACKUP_FOLDER_H
#define DUNLIN_ROLLBACK_BACKUP_FOLDER_H

#include "rollback/backup.h"

typedef struct BackupEntry {
    Backup backup; /* without a readable manifest: only the paths */
    bool is_good;  /* manifest and size are as they should be */
    Error problem; /* why not */
} BackupEntry;
typedef LIST_OF(BackupEntry) BackupEntries;

/* All of them, the newest first, and those that cannot be read behind them. With `checksums`, every
 * file is read. D1007 when the folder cannot be read. */
bool backup_list(Arena *arena, Text folder, bool checksums, BackupEntries *entries, Error *error);

/* Takes away the oldest backups of the same database as `kept`, until there are only `count`, of
 * which `kept` is one. Those of other databases, and what is no good backup, stay. `removed` gets
 * the paths. D1021 when a file cannot be removed. */
bool backup_prune(Arena *arena, Text folder, const Backup *kept, size_t count, TextList *removed,
                  Error *error);

#endif

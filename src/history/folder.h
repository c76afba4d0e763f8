/* The migrations folder: its migrations in order, and migration_lock.toml. It is read from its
 * files, or given by a program that has read them. */
#ifndef DUNLIN_HISTORY_FOLDER_H
#define DUNLIN_HISTORY_FOLDER_H

#include "base/error.h"

typedef struct HistoryRow HistoryRow;

typedef struct Migration {
    Text name;   /* the folder's name: the key everywhere */
    Text script; /* its bytes, once migration_read_script() was called */
    bool read;
    Text problem;          /* in a given folder: why the script could not be read, or empty */
    const HistoryRow *row; /* set by diagnose(): its latest row that is not rolled back, or NULL */
} Migration;

typedef struct MigrationsFolder {
    Text path;
    LIST_OF(Migration) migrations; /* in the order in which they are applied */
    bool has_lock_file;
    Text provider; /* as the lock file has it; empty where it names none */
    bool is_given; /* what is in it was handed over: none of its files is opened */
} MigrationsFolder;

typedef LIST_OF(Migration *) MigrationList;

/* All migrations of the folder, in their order. */
MigrationList folder_all(Arena *arena, const MigrationsFolder *folder);

/* Reads the names and the lock file. A folder that does not exist is one without migrations. D1007
 * when it cannot be read. */
bool folder_read(Arena *arena, Text path, MigrationsFolder *folder, Error *error);

/* A folder that somebody else has read; `lock_file` is the text of migration_lock.toml, or NULL.
 * Its migrations are added in the order in which they are applied, each with its script or with the
 * reason why it has none. The texts are not copied. */
MigrationsFolder folder_given(Text path, const Text *lock_file);
void folder_add(Arena *arena, MigrationsFolder *folder, Text name, Text script);
void folder_add_unreadable(Arena *arena, MigrationsFolder *folder, Text name, Text problem);

/* P3019 when the lock file names another provider than `provider` (a word of a schema file). */
bool folder_check_provider(const MigrationsFolder *folder, Text provider, Error *error);

/* Reads the script of one migration into `script`. P3015 when there is none, D1008 and D1009 when
 * it could not be sent to a database as it is. */
bool migration_read_script(Arena *arena, const MigrationsFolder *folder, Migration *migration,
                           Error *error);

/* D1008 and D1009 when the script, which is that of the file, could not be sent to a database as it
 * is. */
bool migration_check_bytes(const Migration *migration, Text path, Error *error);

/* The path of the migration's script. */
Text migration_path(Arena *arena, const MigrationsFolder *folder, const Migration *migration);

/* The migration of that name, or NULL. */
Migration *folder_find(const MigrationsFolder *folder, Text name);

/* The order of two migration names: as people sort names, punctuation before digits before letters,
 * without regard to case unless nothing else differs. */
int migration_name_compare(Text a, Text b);

#endif

/* What a snapshot is of: a history, told by the names and contents of its migrations. */
#ifndef DUNLIN_DRIFT_HISTORY_KEY_H
#define DUNLIN_DRIFT_HISTORY_KEY_H

#include "history/diagnose.h"

/* The key of migrations of a folder. P3015 when a script is missing. */
bool history_key_of_folder(Arena *arena, const MigrationsFolder *folder,
                           const MigrationList *migrations, Text *key, Error *error);

/* The key of what the table says was applied: that of the migrations, as long as no file was edited
 * since. The scripts of the folder need not be there. */
Text history_key_of_rows(Arena *arena, const History *history);

#endif

/* One migration on a database that nobody else works on: up, and down. */
#ifndef DUNLIN_ROLLBACK_ONE_MIGRATION_H
#define DUNLIN_ROLLBACK_ONE_MIGRATION_H

#include "history/run.h"

/* Applies it; its script was read, and `hooks` may be NULL. As migration_run(). */
bool one_migration_up(Arena *arena, Database *database, const MigrationsFolder *folder,
                      const Migration *migration, const RunHooks *hooks, Error *error);

/* Takes the latest one back. As down_plan() and down_run(). */
bool one_migration_down(Arena *arena, Database *database, MigrationsFolder *folder, Error *error);

#endif

/* One migration on a database that nobody else works on: up, and down. */
#ifndef DUNLIN_ROLLBACK_ONE_MIGRATION_H
#define DUNLIN_ROLLBACK_ONE_MIGRATION_H

#include "rollback/keep.h"

/* Applies it; its script was read, and `hooks` may be NULL. As migration_run(). */
bool one_migration_up(Arena *arena, Database *database, const MigrationsFolder *folder,
                      const Migration *migration, const RunHooks *hooks, Error *error);

/* Takes the latest one back, and puts back what was kept of it; `report` tells that. As down_plan()
 * and down_run(), and those of keep.h. */
bool one_migration_down(Arena *arena, Database *database, MigrationsFolder *folder,
                        KeepReport *report, Error *error);

#endif

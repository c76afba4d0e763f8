#include "rollback/one_migration.h"

#include "rollback/down.h"

static bool read_history(Arena *arena, Database *database, History *history, Error *error)
{
    return history_read(arena, database, history, error) &&
           (history->exists || history_create(arena, history, error));
}

bool one_migration_up(Arena *arena, Database *database, const MigrationsFolder *folder,
                      const Migration *migration, const RunHooks *hooks, Error *error)
{
    History history;
    MigrationRun run = {.migration = migration,
                        .path = migration_path(error->arena, folder, migration),
                        .hooks = hooks};
    return read_history(arena, database, &history, error) &&
           migration_run(arena, &history, &run, error);
}

bool one_migration_down(Arena *arena, Database *database, MigrationsFolder *folder,
                        KeepReport *report, Error *error)
{
    DownPlan plan;
    DownRequest request = {.folder = folder, .steps = 1};
    return down_plan(arena, database, &request, &plan, error) &&
           down_run(arena, &plan, &plan.items.items[0], report, error);
}

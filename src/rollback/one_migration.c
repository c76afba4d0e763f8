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

typedef struct PuttingBack {
    KeepRestore *restore;
    KeepReport *report;
} PuttingBack;

static bool look(void *context, Text id, Error *error)
{
    (void)id;
    return keep_restore_look(((PuttingBack *)context)->restore, error);
}

static bool put_back(void *context, Text id, Error *error)
{
    PuttingBack *back = context;
    (void)id;
    return keep_restore(back->restore, back->report, error);
}

bool one_migration_down(Arena *arena, Database *database, MigrationsFolder *folder,
                        KeepReport *report, Error *error)
{
    DownPlan plan;
    DownRequest request = {.folder = folder, .steps = 1};
    PuttingBack back = {.report = report};
    RunHooks hooks = {.context = &back, .begin = look, .between = put_back};
    if (!down_plan(arena, database, &request, &plan, error))
        return false;
    const DownItem *item = &plan.items.items[0];
    if (!keep_restore_open(arena, database, item->row->id, &back.restore, error))
        return false;
    bool done = down_run(arena, &plan, item, back.restore ? &hooks : NULL, error);
    keep_restore_close(back.restore);
    return done;
}

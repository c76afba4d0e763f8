#include "history/dev.h"

#include "sql/snapshot.h"

/* Is it the migration's own fault, and not that of the way to the shadow database? */
static bool is_of_migration(const Error *error)
{
    return error->code == ERROR_P3006 || error->code == ERROR_P3015 || error->code == ERROR_D1008 ||
           error->code == ERROR_D1009;
}

/* The schema that the migrations make; NULL with `failure` filled when one of them fails. */
static bool replay(const DevRequest *request, const MigrationList *migrations,
                   const SqlSchema **schema, Error *failure, Error *error)
{
    if (replay_schema(request->replay, migrations, schema, error))
        return true;
    *schema = NULL;
    if (!is_of_migration(error))
        return false;
    *failure = *error;
    *error = (Error){.arena = error->arena};
    return true;
}

static void list_migrations(Arena *arena, const MigrationsFolder *folder, DevDiagnosis *found)
{
    found->all = folder_all(arena, folder);
    for (list_each(Migration, migration, &folder->migrations))
        if (migration->row && row_is_applied(migration->row))
            list_add(arena, &found->applied, migration);
}

bool dev_diagnose(Arena *arena, const DevRequest *request, DevDiagnosis *found, Error *error)
{
    *found = (DevDiagnosis){0};
    if (!history_read(arena, request->database, &found->history, error))
        return false;
    diagnose(arena, request->folder, &found->history, &found->diagnosis);
    if (!diagnose_edited(arena, request->folder, &found->diagnosis, error))
        return false;
    list_migrations(arena, request->folder, found);
    if (!replay(request, &found->applied, &found->expected, &found->applied_error, error))
        return false;
    if (!found->expected)
        return true;
    if (!describe_database(arena, request->database, request->describe, &found->live, error))
        return false;
    found->comparison = sql_compare(arena, found->expected, &found->live);
    steps_between(arena, &found->comparison, request->describe->rules, STEPS_FORWARD,
                  &found->drift);
    return replay(request, &found->all, &found->wanted, &found->pending_error, error);
}

bool dev_needs_reset(const DevDiagnosis *found)
{
    const Diagnosis *diagnosis = &found->diagnosis;
    return diagnosis->failed.count || diagnosis->edited.count || diagnosis->missing.count ||
           found->drift.items.count;
}

bool dev_describe_in_full(Arena *arena, const DevRequest *request, const DevDiagnosis *found,
                          const SqlSchema **expected, SqlSchema *live, Error *error)
{
    DescribeRequest describe = describe_in_full(request->describe);
    return replay_in_full(request->replay, &found->applied, expected, error) &&
           describe_database(arena, request->database, &describe, live, error);
}

bool dev_is_exact(Arena *arena, const DevRequest *request, const DevDiagnosis *found, bool *exact,
                  Error *error)
{
    SqlSchema live;
    const SqlSchema *expected;
    *exact = false;
    if (found->drift.items.count)
        return true;
    if (!dev_describe_in_full(arena, request, found, &expected, &live, error))
        return false;
    *exact = snapshot_is_same(arena, expected, &live);
    return true;
}

bool dev_keep(Arena *arena, const DevRequest *request, const DevDiagnosis *found, Error *error)
{
    DescribeRequest describe = describe_in_full(request->describe);
    SqlSchema live;
    MigrationList all = folder_all(arena, request->folder);
    if (!describe_database(arena, request->database, &describe, &live, error))
        return false;
    replay_keep(request->replay, &all, &found->all, &live);
    return true;
}

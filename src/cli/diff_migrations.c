#include "cli/diff_migrations.h"

#include "base/file.h"
#include "dialect/providers.h"
#include "history/replay.h"
#include "project/config_value.h"

bool diff_migrations_read(Context *context, const DiffScope *scope, Text path, DiffSide *side,
                          Error *error)
{
    (void)scope;
    MigrationsFolder *folder = NEW(context->arena, MigrationsFolder);
    side->folder = folder;
    if (!folder_read(context->arena, path_resolve(context->arena, context->folder, path), folder,
                     error))
        return false;
    Text shown = shown_path(context, folder->path);
    if (folder->provider.length == 0) {
        fail(error, ERROR_D1001, "%.*s has no migration_lock.toml that names a provider",
             TEXT_ARG(shown));
        return error_hint(error, "is it the folder of the migrations?");
    }
    const Provider *provider = provider_find(dialect_providers, folder->provider);
    side->rules = provider ? sql_rules_of(provider) : NULL;
    return side->rules || fail(error, ERROR_D1006, "this version writes no SQL for '%.*s' yet",
                               TEXT_ARG(folder->provider));
}

/* The shadow database: of the command line, or of the project where there is one. */
static bool find_shadow(Context *context, const DiffScope *scope, Project *project,
                        Connection *shadow, bool *given, Error *error)
{
    Error unused = {.arena = context->arena};
    *given = scope->shadow_url.length > 0;
    if (!project_open(context->arena, context->folder, scope->project, &context->environment,
                      project, error))
        return false;
    if (*given)
        return project_connection_of_url(project, scope->shadow_url, shadow, error);
    return !project_load_schema(project, &unused) ||
           project_shadow_connection(project, NULL, shadow, given, error);
}

bool diff_migrations_replay(Context *context, const DiffScope *scope,
                            const DescribeRequest *describe, DiffSide *side, Error *error)
{
    Arena *arena = context->arena;
    Project project;
    Connection shadow;
    MigrationList all = {0};
    bool given = false;
    const SqlSchema *schema = NULL;
    const Dialect *dialect = dialect_of_provider(side->folder->provider);
    if (!dialect)
        return fail(error, ERROR_D1006, "this version cannot use a database of '%.*s' yet",
                    TEXT_ARG(side->folder->provider));
    if (!find_shadow(context, scope, &project, &shadow, &given, error))
        return false;
    ReplayRequest request = {
        .shadow = {.dialect = dialect, .given = given ? &shadow : NULL},
        .describe = *describe,
        .folder = side->folder,
        .cache = project_cache_folder(&project),
    };
    if (!config_value(&project.config.init_shadow_db, project.config_path, &request.init_script,
                      error))
        return false;
    for (list_each(Migration, migration, &side->folder->migrations))
        list_add(arena, &all, migration);
    Replay *replay = replay_begin(arena, &request);
    bool done = replay_schema(replay, &all, &schema, error);
    Error closing = {.arena = arena};
    bool closed = replay_end(replay, done ? error : &closing);
    if (done)
        side->sql = *schema;
    return done && closed;
}

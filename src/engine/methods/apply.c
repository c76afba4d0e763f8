/* Applying migrations, and saying what is true of one. */
#include "engine/methods.h"
#include "history/resolve.h"

bool method_apply_migrations(Request *request, Error *error)
{
    MigrationsFolder folder;
    ApplyRequest apply;
    AppliedMigrations applied = {0};
    if (!request_project(request, error) || !request_apply(request, &folder, &apply, error) ||
        !folder_check_provider(&folder, apply.provider, error) ||
        !request_connect(request, OPEN_READ_WRITE, error) ||
        !apply_migrations(request->arena, request->database, &apply, &applied, error))
        return false;
    json_begin_object(request->answer, "result");
    json_begin_array(request->answer, "appliedMigrationNames");
    for (list_each(AppliedMigration, migration, &applied))
        json_add_text(request->answer, NULL, migration->name);
    json_end_array(request->answer);
    json_end_object(request->answer);
    return true;
}

bool method_mark_migration_applied(Request *request, Error *error)
{
    MigrationsFolder folder;
    ApplyRequest apply;
    Text name;
    if (!request_open(request, OPEN_READ_WRITE, error) ||
        !request_apply(request, &folder, &apply, error) ||
        !parameter_text(request->parameters, "migrationName", &name, error) ||
        !resolve_applied(request->arena, request->database, &apply, name, error))
        return false;
    answer_nothing(request);
    return true;
}

bool method_mark_migration_rolled_back(Request *request, Error *error)
{
    ApplyRequest apply = {.no_lock = apply_lock_is_off(request->engine->environment)};
    Text name;
    if (!request_open(request, OPEN_READ_WRITE, error) ||
        !parameter_text(request->parameters, "migrationName", &name, error) ||
        !resolve_rolled_back(request->arena, request->database, &apply, name, error))
        return false;
    answer_nothing(request);
    return true;
}

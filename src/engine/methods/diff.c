/* What leads from one side to another. */
#include "dialect/providers.h"
#include "engine/methods.h"
#include "engine/schema.h"
#include "history/diff_side.h"
#include "sql/render.h"
#include "sql/summary.h"

/* Prisma 7 creates also the namespace that is always there, in the script for a new database. */
static void name_usual_namespace(Arena *arena, DiffSide *side)
{
    SqlSchema *schema = &side->sql;
    if (schema->has_usual_namespace && schema->namespaces.count == 0)
        list_add(arena, &schema->namespaces, (SqlNamespace){schema->usual_namespace});
}

static bool read_models(Request *request, const JsonValue *target, DiffScope *scope, DiffSide *side,
                        Error *error)
{
    Arena *arena = request->arena;
    SchemaFiles *files = NEW(arena, SchemaFiles);
    SchemaOptions options = {.providers = dialect_providers};
    Schema schema;
    if (!parameter_schema_files(arena, target, files, error) ||
        !schema_read(arena, files, &options, &schema, error) ||
        !schema_check(request, &schema, error) ||
        !diff_side_of_models(arena, scope, &schema.datamodel, request->engine->environment, side,
                             error))
        return false;
    name_usual_namespace(arena, side);
    return true;
}

/* A live database: of a schema, whose models are not looked at, or of a URL. */
static bool find_database(Request *request, const JsonValue *target, DiffScope *scope,
                          DiffSide *side, Error *error)
{
    Connection *connection = NEW(request->arena, Connection);
    Schema schema;
    if (!request_datasource(request, target, error))
        return false;
    *connection = request->connection;
    if (!parameter(target, "files"))
        return diff_side_of_database(connection, text_from(connection->dialect->providers[0]), side,
                                     error);
    if (!diff_side_of_database(connection, request->project.provider, side, error) ||
        !schema_of_process(request, &schema, error))
        return false;
    diff_scope_widen(request->arena, scope, &schema.datamodel);
    return true;
}

/* The shadow database, if one is named: by the request (version 6), or by the process (7). */
static bool find_shadow(Request *request, DiffScope *scope, Error *error)
{
    const Engine *engine = request->engine;
    Project project = {
        .arena = request->arena, .folder = engine->folder, .environment = engine->environment};
    Connection *shadow = NEW(request->arena, Connection);
    Text url;
    if (!parameter_optional_text(request->parameters, "shadowDatabaseUrl", &url, error))
        return false;
    url = url.length ? url : engine->shadow_url;
    if (url.length && !connection_parse(request->arena, url, engine->folder, shadow, error))
        return false;
    scope->shadow = url.length ? shadow : NULL;
    scope->cache = project_cache_folder(&project);
    return true;
}

static bool read_migrations(Request *request, const JsonValue *target, DiffScope *scope,
                            DiffSide *side, Error *error)
{
    MigrationsFolder *folder = NEW(request->arena, MigrationsFolder);
    return parameter_migrations(request->arena, target, folder, error) &&
           parameter_optional_text(target, "shadowDbInitScript", &scope->init_script, error) &&
           diff_side_of_migrations(folder, side, error) && find_shadow(request, scope, error);
}

static bool read_side(Request *request, const char *name, DiffScope *scope, DiffSide *side,
                      Error *error)
{
    const JsonValue *target;
    Text tag;
    *side = (DiffSide){0};
    if (!parameter_object(request->parameters, name, &target, error) ||
        !parameter_text(target, "tag", &tag, error))
        return false;
    if (text_is(tag, "empty"))
        return true;
    if (text_is(tag, "schemaDatamodel"))
        return read_models(request, target, scope, side, error);
    if (text_is(tag, "schemaDatasource") || text_is(tag, "url"))
        return find_database(request, target, scope, side, error);
    if (text_is(tag, "migrations"))
        return read_migrations(request, target, scope, side, error);
    return fail(error, ERROR_D1040, "there is no side '%.*s'", TEXT_ARG(tag));
}

static bool find_steps(Request *request, Steps *steps, Error *error)
{
    Arena *arena = request->arena;
    DiffScope scope = {0};
    DiffSide *sides = NEW_ARRAY(arena, DiffSide, 2);
    Comparison *comparison = NEW(arena, Comparison);
    const SqlRules *rules;
    if (!read_side(request, "from", &scope, &sides[0], error) ||
        !read_side(request, "to", &scope, &sides[1], error) ||
        !request_external(request, &scope.external, &scope.external_enums, error) ||
        !(rules = diff_rules(&sides[0], &sides[1], error)) ||
        !diff_side_describe(arena, &scope, &sides[0], error) ||
        !diff_side_describe(arena, &scope, &sides[1], error))
        return false;
    *comparison = sql_compare(arena, &sides[0].sql, &sides[1].sql);
    steps_between(arena, comparison, rules, STEPS_FORWARD, steps);
    return true;
}

bool method_diff(Request *request, Error *error)
{
    enum { DIFFERENT = 2 };
    Steps steps;
    if (!find_steps(request, &steps, error))
        return false;
    if (parameter_flag(request->parameters, "script"))
        render_script(request->arena, &steps, &request->printed);
    else
        summary_write(&steps, &request->printed);
    request->prints = true;
    bool different = steps.items.count && parameter_flag(request->parameters, "exitCode");
    json_begin_object(request->answer, "result");
    json_add_number(request->answer, "exitCode", different ? DIFFERENT : 0);
    json_end_object(request->answer);
    return true;
}

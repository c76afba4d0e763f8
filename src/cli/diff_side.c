#include "cli/diff_side.h"

#include "base/file.h"
#include "cli/diagnostics.h"
#include "dialect/providers.h"
#include "project/config_value.h"

typedef struct SideSource {
    const char *option;
    bool is_given;
    bool is_known; /* to this version */
} SideSource;

enum { SOURCES = 7 };

static void sources_of(const DiffSideArguments *arguments, SideSource *sources)
{
    const SideSource all[SOURCES] = {
        {"empty", arguments->empty, true},
        {"schema-datamodel", arguments->datamodel.length > 0, true},
        {"migrations", arguments->migrations.length > 0, true},
        {"schema-datasource", arguments->datasource.length > 0, true},
        {"config-datasource", arguments->config_datasource, true},
        {"url", arguments->url.length > 0, true},
        {"local-d1", arguments->local_d1, false},
    };
    memcpy(sources, all, sizeof all);
}

bool diff_side_check(const DiffSideArguments *arguments, const char *name, Error *error)
{
    SideSource sources[SOURCES];
    const SideSource *given = NULL;
    sources_of(arguments, sources);
    for (int i = 0; i < SOURCES; i++) {
        if (!sources[i].is_given)
            continue;
        if (given)
            return fail(error, ERROR_D1001, "give only one of --%s-%s and --%s-%s", name,
                        given->option, name, sources[i].option);
        given = &sources[i];
    }
    if (!given) {
        fail(error, ERROR_D1001, "what to compare %s is missing", name);
        return error_hint(error, "give --%s-empty, --%s-schema-datamodel PATH or --%s-url URL",
                          name, name, name);
    }
    if (given->is_known)
        return true;
    fail(error, ERROR_D1006, "--%s-%s is not known to this version yet", name, given->option);
    return error_hint(error,
                      "compare schema files or databases: --%s-schema-datamodel PATH, "
                      "--%s-url URL",
                      name, name);
}

/* --- reading --- */

static bool read_models(DiffReading *reading, Text given, DiffSide *side, int *status, Error *error)
{
    Context *context = reading->context;
    Arena *arena = context->arena;
    SchemaOptions options = {
        .providers = dialect_providers, .version = reading->scope.version, .text_arena = arena};
    SchemaFiles *files = NEW(arena, SchemaFiles);
    Schema schema;
    Text path = path_resolve(arena, context->folder, given);
    if (!schema_files_read(arena, path, files, error) ||
        !schema_read(reading->scratch, files, &options, &schema, error))
        return false;
    if (schema.diagnostics.error_count) {
        diagnostics_report_invalid(context, &schema, shown_path(context, path));
        *status = 1;
        return false;
    }
    return diff_side_of_models(arena, &reading->scope, &schema.datamodel, &context->environment,
                               side, error);
}

static bool find_url(DiffReading *reading, Text url, DiffSide *side, Error *error)
{
    Context *context = reading->context;
    Project project;
    Connection *connection = NEW(context->arena, Connection);
    return project_open(context->arena, context->folder, reading->project, &context->environment,
                        &project, error) &&
           project_connection_of_url(&project, url, connection, error) &&
           diff_side_of_database(connection, text_from(connection->dialect->providers[0]), side,
                                 error);
}

/* The database of a project, which the schema of `path` belongs to, or else the usual one. Its
 * models are not looked at. */
static bool find_datasource(DiffReading *reading, Text path, DiffSide *side, Error *error)
{
    Context *context = reading->context;
    Project project;
    ProjectOptions options = reading->project;
    Schema schema;
    Connection *connection = NEW(context->arena, Connection);
    options.schema = path;
    if (!project_open(context->arena, context->folder, options, &context->environment, &project,
                      error) ||
        !project_load_schema(&project, error) || !project_connection(&project, connection, error) ||
        !diff_side_of_database(connection, project.provider, side, error))
        return false;
    SchemaOptions reader = {.providers = dialect_providers, .version = reading->scope.version};
    if (reader.version == 0)
        reader.version = project.prisma_major >= 7 ? PRISMA_7 : PRISMA_6;
    if (!schema_read(reading->scratch, &project.schema, &reader, &schema, error))
        return false;
    diff_scope_widen(context->arena, &reading->scope, &schema.datamodel);
    return true;
}

/* The shadow database: of the command line, or of the project where there is one. */
static bool find_shadow(DiffReading *reading, Error *error)
{
    Context *context = reading->context;
    Arena *arena = context->arena;
    DiffScope *scope = &reading->scope;
    Project *project = NEW(arena, Project);
    Connection *shadow = NEW(arena, Connection);
    Error unused = {.arena = arena};
    bool given = reading->shadow_url.length > 0;
    if (!project_open(arena, context->folder, reading->project, &context->environment, project,
                      error))
        return false;
    bool found = given ? project_connection_of_url(project, reading->shadow_url, shadow, error)
                       : !project_load_schema(project, &unused) ||
                             project_shadow_connection(project, NULL, shadow, &given, error);
    scope->shadow = given ? shadow : NULL;
    scope->cache = project_cache_folder(project);
    return found && config_value(&project->config.init_shadow_db, project->config_path,
                                 &scope->init_script, error);
}

static bool read_migrations(DiffReading *reading, Text given, DiffSide *side, Error *error)
{
    Arena *arena = reading->context->arena;
    MigrationsFolder *folder = NEW(arena, MigrationsFolder);
    Text path = path_resolve(arena, reading->context->folder, given);
    return folder_read(arena, path, folder, error) &&
           diff_side_of_migrations(folder, side, error) && find_shadow(reading, error);
}

bool diff_side_read(DiffReading *reading, const DiffSideArguments *arguments, DiffSide *side,
                    int *status, Error *error)
{
    *side = (DiffSide){0};
    if (arguments->empty)
        return true;
    if (arguments->migrations.length)
        return read_migrations(reading, arguments->migrations, side, error);
    if (arguments->url.length)
        return find_url(reading, arguments->url, side, error);
    ArenaMark mark = arena_mark(reading->scratch);
    bool done = arguments->datamodel.length
                    ? read_models(reading, arguments->datamodel, side, status, error)
                    : find_datasource(reading, arguments->datasource, side, error);
    if (done)
        arena_rewind(reading->scratch, mark);
    return done;
}

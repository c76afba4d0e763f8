#include "cli/diff_side.h"

#include "base/file.h"
#include "base/url.h"
#include "cli/diagnostics.h"
#include "cli/diff_migrations.h"
#include "describe/describe.h"
#include "dialect/providers.h"
#include "psl/configuration.h"

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

/* --- schemas --- */

static bool find_rules(const Provider *provider, DiffSide *side, Error *error)
{
    side->rules = sql_rules_of(provider);
    return side->rules ||
           fail(error, ERROR_D1006, "this version writes no SQL for %s yet", provider->product);
}

/* The namespace that the connection URL names, as far as it can be known; else an empty text. */
static Text namespace_of_url(const Context *context, const Datasource *datasource)
{
    Error ignored = {.arena = context->arena};
    Url url;
    Text text = datasource->url.literal;
    const Text *variable =
        text_is_none(datasource->url.variable)
            ? NULL
            : environment_get_text(&context->environment, datasource->url.variable);
    if (variable)
        text = *variable;
    if (text_is_none(text) || !url_parse(context->arena, text, &url, &ignored))
        return TEXT("");
    const Text *schema = url_parameter(&url, "schema");
    return schema ? *schema : TEXT("");
}

static bool is_listed(const TextList *list, Text name)
{
    for (list_each(Text, item, list))
        if (text_equal(*item, name))
            return true;
    return false;
}

/* What the schema says of the databases of both sides. */
static void widen_scope(Arena *arena, DiffScope *scope, const Datamodel *datamodel)
{
    if (datamodel->version > scope->seen)
        scope->seen = datamodel->version;
    scope->preview_features |= datamodel->preview_features;
    for (size_t i = 0; datamodel->datasource && i < datamodel->datasource->schemas.count; i++) {
        Text name = datamodel->datasource->schemas.items[i].name;
        if (!is_listed(&scope->namespaces, name))
            list_add(arena, &scope->namespaces, text_copy(arena, name));
    }
}

static bool read_datamodel(Context *context, Arena *reading, DiffScope *scope, Text given,
                           DiffSide *side, int *status, Error *error)
{
    Arena *arena = context->arena;
    SchemaOptions options = {
        .providers = dialect_providers, .version = scope->version, .text_arena = arena};
    SchemaFiles *files = NEW(arena, SchemaFiles);
    Schema schema;
    Text path = path_resolve(arena, context->folder, given);
    const Datamodel *datamodel = &schema.datamodel;
    if (!schema_files_read(arena, path, files, error) ||
        !schema_read(reading, files, &options, &schema, error))
        return false;
    if (schema.diagnostics.error_count) {
        diagnostics_report_invalid(context, &schema, shown_path(context, path));
        *status = 1;
        return false;
    }
    if (!datamodel->datasource)
        return fail(error, ERROR_P1012,
                    "the schema has no datasource, so its database is not known");
    if (!find_rules(datamodel->provider, side, error))
        return false;
    widen_scope(arena, scope, datamodel);
    sql_schema_from_datamodel(arena, datamodel, side->rules,
                              namespace_of_url(context, datamodel->datasource), &side->sql);
    return true;
}

/* --- databases --- */

static bool find_url(Context *context, const DiffScope *scope, Text url, DiffSide *side,
                     Error *error)
{
    Project project;
    side->connection = NEW(context->arena, Connection);
    return project_open(context->arena, context->folder, scope->project, &context->environment,
                        &project, error) &&
           project_connection_of_url(&project, url, side->connection, error) &&
           find_rules(
               provider_find(dialect_providers, text_from(side->connection->dialect->providers[0])),
               side, error);
}

/* The database of a project, which the schema of `path` belongs to, or else the usual one. Its
 * models are not looked at. */
static bool find_datasource(Context *context, Arena *reading, DiffScope *scope, Text path,
                            DiffSide *side, Error *error)
{
    Project project;
    ProjectOptions options = scope->project;
    Schema schema;
    options.schema = path;
    side->connection = NEW(context->arena, Connection);
    if (!project_open(context->arena, context->folder, options, &context->environment, &project,
                      error) ||
        !project_load_schema(&project, error) ||
        !project_connection(&project, side->connection, error) ||
        !find_rules(provider_find(dialect_providers, project.provider), side, error))
        return false;
    SchemaOptions reader = {.providers = dialect_providers, .version = scope->version};
    if (reader.version == 0)
        reader.version = project.prisma_major >= 7 ? PRISMA_7 : PRISMA_6;
    if (!schema_read(reading, &project.schema, &reader, &schema, error))
        return false;
    widen_scope(context->arena, scope, &schema.datamodel);
    return true;
}

bool diff_side_read(Context *context, Arena *reading, DiffScope *scope,
                    const DiffSideArguments *arguments, DiffSide *side, int *status, Error *error)
{
    *side = (DiffSide){0};
    if (arguments->empty)
        return true;
    if (arguments->migrations.length)
        return diff_migrations_read(context, scope, arguments->migrations, side, error);
    if (arguments->url.length)
        return find_url(context, scope, arguments->url, side, error);
    ArenaMark mark = arena_mark(reading);
    bool done =
        arguments->datamodel.length
            ? read_datamodel(context, reading, scope, arguments->datamodel, side, status, error)
            : find_datasource(context, reading, scope, arguments->datasource, side, error);
    if (done)
        arena_rewind(reading, mark);
    return done;
}

bool diff_side_describe(Context *context, const DiffScope *scope, DiffSide *side, Error *error)
{
    if (!side->connection && !side->folder)
        return true;
    Database *database;
    PrismaVersion version = scope->version ? scope->version : scope->seen;
    DescribeRequest request = {
        .rules = side->rules,
        .version = version ? version : PRISMA_6,
        .namespaces = &scope->namespaces,
        .extensions = (scope->preview_features >> PREVIEW_POSTGRESQL_EXTENSIONS & 1) != 0,
        .partial_indexes = (scope->preview_features >> PREVIEW_PARTIAL_INDEXES & 1) != 0,
    };
    if (side->folder)
        return diff_migrations_replay(context, scope, &request, side, error);
    if (!database_open(context->arena, side->connection, OPEN_READ_ONLY, &database, error))
        return false;
    bool done = describe_database(context->arena, database, &request, &side->sql, error);
    database_close(database);
    return done;
}

const SqlRules *diff_rules(const DiffSide *from, const DiffSide *to, Error *error)
{
    if (!from->rules || !to->rules)
        return from->rules ? from->rules : to->rules;
    if (from->rules == to->rules)
        return from->rules;
    fail(error, ERROR_D1001, "the schemas are for different databases");
    error_hint(error, "both sides need the same provider");
    return NULL;
}

#include "cli/diff_side.h"

#include "base/file.h"
#include "base/url.h"
#include "cli/diagnostics.h"
#include "dialect/providers.h"

typedef struct SideSource {
    const char *option;
    bool is_given;
    bool needs_database;
} SideSource;

enum { SOURCES = 7 };

static void sources_of(const DiffSideArguments *arguments, SideSource *sources)
{
    const SideSource all[SOURCES] = {
        {"empty", arguments->empty, false},
        {"schema-datamodel", arguments->datamodel.length > 0, false},
        {"migrations", arguments->migrations.length > 0, true},
        {"schema-datasource", arguments->datasource.length > 0, true},
        {"config-datasource", arguments->config_datasource, true},
        {"url", arguments->url.length > 0, true},
        {"local-d1", arguments->local_d1, true},
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
        return error_hint(error, "give --%s-empty or --%s-schema-datamodel PATH", name, name);
    }
    if (!given->needs_database)
        return true;
    fail(error, ERROR_D1006, "--%s-%s needs a database, which this version cannot compare yet",
         name, given->option);
    return error_hint(error, "compare schema files: --%s-schema-datamodel PATH", name);
}

static bool find_rules(const Datamodel *datamodel, DiffSide *side, Error *error)
{
    if (!datamodel->datasource)
        return fail(error, ERROR_P1012,
                    "the schema has no datasource, so its database is not known");
    side->rules = sql_rules_of(datamodel->provider);
    return side->rules || fail(error, ERROR_D1006, "this version writes no SQL for %s yet",
                               datamodel->provider->product);
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

bool diff_side_read(Context *context, Arena *reading, PrismaVersion version,
                    const DiffSideArguments *arguments, DiffSide *side, int *status, Error *error)
{
    Arena *arena = context->arena;
    *side = (DiffSide){0};
    if (arguments->empty)
        return true;
    SchemaOptions options = {
        .providers = dialect_providers, .version = version, .text_arena = arena};
    SchemaFiles *files = NEW(arena, SchemaFiles);
    Schema schema;
    Text path = path_resolve(arena, context->folder, arguments->datamodel);
    ArenaMark mark = arena_mark(reading);
    if (!schema_files_read(arena, path, files, error) ||
        !schema_read(reading, files, &options, &schema, error))
        return false;
    if (schema.diagnostics.error_count) {
        diagnostics_report_invalid(context, &schema, shown_path(context, path));
        *status = 1;
        return false;
    }
    if (!find_rules(&schema.datamodel, side, error))
        return false;
    sql_schema_from_datamodel(arena, &schema.datamodel, side->rules,
                              namespace_of_url(context, schema.datamodel.datasource), &side->sql);
    arena_rewind(reading, mark);
    return true;
}

const SqlRules *diff_rules(const DiffSide *from, const DiffSide *to, Error *error)
{
    if (!from->rules || !to->rules)
        return from->rules ? from->rules : to->rules;
    if (from->rules == to->rules)
        return from->rules;
    fail(error, ERROR_D1001, "the schemas are for different databases");
    error_hint(error, "both datasources need the same provider");
    return NULL;
}

#include "history/diff_side.h"

#include "base/url.h"
#include "dialect/providers.h"
#include "dialect/sql_rules.h"
#include "psl/configuration.h"
#include "sql/external.h"
#include "sql/from_datamodel.h"

static bool find_rules(const Provider *provider, DiffSide *side, Error *error)
{
    side->rules = provider ? sql_rules_of(provider) : NULL;
    return side->rules || fail(error, ERROR_D1006, "this version writes no SQL for %s yet",
                               provider ? provider->product : "that database");
}

/* ---- models ---- */

/* The namespace that the connection URL names, as far as it can be known; else an empty text. */
static Text namespace_of_url(Arena *arena, const Environment *environment,
                             const Datasource *datasource)
{
    Error ignored = {.arena = arena};
    Url url;
    Text text = datasource->url.literal;
    const Text *variable = text_is_none(datasource->url.variable)
                               ? NULL
                               : environment_get_text(environment, datasource->url.variable);
    if (variable)
        text = *variable;
    if (text_is_none(text) || !url_parse(arena, text, &url, &ignored))
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

void diff_scope_widen(Arena *arena, DiffScope *scope, const Datamodel *datamodel)
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

bool diff_side_of_models(Arena *arena, DiffScope *scope, const Datamodel *datamodel,
                         const Environment *environment, DiffSide *side, Error *error)
{
    *side = (DiffSide){0};
    if (!datamodel->datasource)
        return fail(error, ERROR_P1012,
                    "the schema has no datasource, so its database is not known");
    if (!find_rules(datamodel->provider, side, error))
        return false;
    diff_scope_widen(arena, scope, datamodel);
    sql_schema_from_datamodel(arena, datamodel, side->rules,
                              namespace_of_url(arena, environment, datamodel->datasource),
                              &side->sql);
    return true;
}

/* ---- databases ---- */

bool diff_side_of_database(const Connection *connection, Text provider, DiffSide *side,
                           Error *error)
{
    *side = (DiffSide){.connection = connection};
    return find_rules(provider_find(dialect_providers, provider), side, error);
}

bool diff_side_of_migrations(MigrationsFolder *folder, DiffSide *side, Error *error)
{
    *side = (DiffSide){.folder = folder};
    if (folder->provider.length)
        return find_rules(provider_find(dialect_providers, folder->provider), side, error);
    fail(error, ERROR_D1001, "'%.*s' has no migration_lock.toml that names a provider",
         TEXT_ARG(folder->path));
    return error_hint(error, "is it the folder of the migrations?");
}

static bool describe_live(Arena *arena, const DescribeRequest *describe, DiffSide *side,
                          Error *error)
{
    Database *database;
    if (!database_open(arena, side->connection, OPEN_READ_ONLY, &database, error))
        return false;
    bool done = describe_database(arena, database, describe, &side->sql, error);
    database_close(database);
    return done;
}

static bool replay(Arena *arena, const DiffScope *scope, const DescribeRequest *describe,
                   DiffSide *side, Error *error)
{
    MigrationList all = folder_all(arena, side->folder);
    const SqlSchema *schema = NULL;
    const Dialect *dialect = dialect_of_provider(side->folder->provider);
    if (!dialect)
        return fail(error, ERROR_D1006, "this version cannot use a database of '%.*s' yet",
                    TEXT_ARG(side->folder->provider));
    ReplayRequest request = {
        .shadow = {.dialect = dialect, .given = scope->shadow},
        .describe = *describe,
        .folder = side->folder,
        .init_script = scope->init_script,
        .cache = scope->cache,
    };
    Replay *replay = replay_begin(arena, &request);
    bool done = replay_schema(replay, &all, &schema, error);
    Error closing = {.arena = arena};
    bool closed = replay_end(replay, done ? error : &closing);
    if (done)
        side->sql = *schema;
    return done && closed;
}

bool diff_side_describe(Arena *arena, const DiffScope *scope, DiffSide *side, Error *error)
{
    if (!side->rules)
        return true; /* there is nothing */
    if (!external_check(side->rules, scope->external, scope->external_enums, error))
        return false;
    if (!side->connection && !side->folder) {
        sql_mark_external(&side->sql, side->rules, scope->external, scope->external_enums);
        return true;
    }
    PrismaVersion version = scope->version ? scope->version : scope->seen;
    DescribeRequest request = {
        .rules = side->rules,
        .version = version ? version : PRISMA_6,
        .namespaces = &scope->namespaces,
        .extensions = (scope->preview_features >> PREVIEW_POSTGRESQL_EXTENSIONS & 1) != 0,
        .partial_indexes = (scope->preview_features >> PREVIEW_PARTIAL_INDEXES & 1) != 0,
        .external = scope->external,
        .external_enums = scope->external_enums,
    };
    return side->folder ? replay(arena, scope, &request, side, error)
                        : describe_live(arena, &request, side, error);
}

/* ---- both ---- */

const SqlRules *diff_rules(const DiffSide *from, const DiffSide *to, Error *error)
{
    if (!from->rules && !to->rules)
        fail(error, ERROR_D1001, "both sides are empty");
    if (!from->rules || !to->rules)
        return from->rules ? from->rules : to->rules;
    if (from->rules == to->rules)
        return from->rules;
    fail(error, ERROR_D1001, "the schemas are for different databases");
    error_hint(error, "both sides need the same provider");
    return NULL;
}

#include "describe/postgres/postgres.h"

#include "dialect/providers.h"
#include "sql/writer.h"

Text postgres_keep(const PostgresDescribing *in, Text text)
{
    return text_copy(in->base->arena, text);
}

int postgres_number(Text text)
{
    int64_t value = 0;
    return text_to_int64(text, &value) ? (int)value : 0;
}

int postgres_next_number(Text *rest)
{
    return postgres_number(text_cut(rest, ' '));
}

/* --- namespaces --- */

static void take_namespace(void *context, const Text *values, size_t columns)
{
    (void)columns;
    PostgresDescribing *in = context;
    SqlSchema *schema = in->base->schema;
    map_set_index(&in->namespaces, text_copy(in->base->scratch, values[0]),
                  (uint32_t)schema->namespaces.count);
    list_add(in->base->arena, &schema->namespaces, (SqlNamespace){postgres_keep(in, values[1])});
}

static Text wanted_namespaces(const Describing *in)
{
    Buffer list = BUFFER(in->scratch);
    const TextList *namespaces = in->request->namespaces;
    if (!namespaces || namespaces->count == 0)
        sql_add_literal(&list, in->schema->usual_namespace);
    for (size_t i = 0; namespaces && i < namespaces->count; i++)
        sql_add(&list, i ? ", {}" : "{}", sql_literal(namespaces->items[i]));
    return buffer_text(&list);
}

bool postgres_describe_namespaces(PostgresDescribing *in, Error *error)
{
    Describing *base = in->base;
    Text sql = sql_text(base->scratch,
                        "SELECT oid, nspname FROM pg_catalog.pg_namespace"
                        " WHERE nspname IN ({}) ORDER BY nspname",
                        sql_raw(wanted_namespaces(base)));
    if (!database_each(base->database, sql, (RowSink){in, take_namespace}, error))
        return false;
    Buffer list = BUFFER(base->scratch);
    for (list_each(const MapEntry, entry, &in->namespaces.entries))
        sql_add(&list, list.length ? ", {}" : "{}", sql_raw(entry->key));
    in->namespace_list = list.length ? buffer_text(&list) : TEXT("0");
    return true;
}

/* --- all --- */

bool describe_postgres(Describing *base, Error *error)
{
    static bool (*const parts[])(PostgresDescribing * in, Error * error) = {
        postgres_describe_namespaces,   postgres_describe_enums,      postgres_describe_sequences,
        postgres_describe_tables,       postgres_describe_columns,    postgres_describe_indexes,
        postgres_describe_foreign_keys, postgres_describe_extensions, postgres_describe_views,
    };
    PostgresDescribing in = {
        .base = base,
        .provider = provider_find(dialect_providers, text_from(base->request->rules->provider)),
        .namespaces = MAP(base->scratch),
        .tables = MAP(base->scratch),
        .enums = MAP(base->scratch),
        .sequences = MAP(base->scratch)};
    base->schema->usual_namespace = text_copy(base->arena, base->database->connection->name_space);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!parts[i](&in, error))
            return false;
    return true;
}

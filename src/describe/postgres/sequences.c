/* Sequences of PostgreSQL. */
#include "describe/postgres/postgres.h"
#include "dialect/dialect.h"
#include "sql/writer.h"

static Text key_of(Arena *arena, Text namespace, Text name)
{
    Buffer key = BUFFER(arena);
    buffer_add(&key, namespace);
    buffer_add_char(&key, '\0');
    buffer_add(&key, name);
    return buffer_text(&key);
}

static int64_t number(Text text)
{
    int64_t value = 0;
    text_to_int64(text, &value);
    return value;
}

static void take_sequence(void *context, const Text *values, size_t columns)
{
    (void)columns;
    PostgresDescribing *in = context;
    SqlSchema *schema = in->base->schema;
    uint32_t namespace = map_index(&in->namespaces, values[0]);
    if (namespace == NONE)
        return;
    map_set_index(&in->sequences,
                  key_of(in->base->scratch, schema->namespaces.items[namespace].name, values[1]),
                  (uint32_t)schema->sequences.count);
    list_add(in->base->arena, &schema->sequences,
             (SqlSequence){.name = postgres_keep(in, values[1]),
                           .start = number(values[2]),
                           .increment = number(values[3]),
                           .least = number(values[4]),
                           .most = number(values[5]),
                           .cache = number(values[6])});
}

bool postgres_describe_sequences(PostgresDescribing *in, Error *error)
{
    Text sql = sql_text(in->base->scratch,
                        "SELECT c.relnamespace, c.relname, s.seqstart,"
                        " s.seqincrement, s.seqmin, s.seqmax, s.seqcache"
                        " FROM pg_catalog.pg_class c"
                        " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        " JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid"
                        " WHERE c.relnamespace IN ({}) ORDER BY c.relname, n.nspname",
                        sql_raw(in->namespace_list));
    return database_each(in->base->database, sql, (RowSink){in, take_sequence}, error);
}

uint32_t postgres_find_sequence(const PostgresDescribing *in, Text sql)
{
    const SqlSyntax *syntax = &dialect_postgres.syntax;
    Arena *scratch = in->base->scratch;
    SqlToken token = sql_token(syntax, sql, 0);
    Text namespace = in->base->schema->usual_namespace;
    Text name = sql_token_name(scratch, sql, token);
    token = sql_token(syntax, sql, token.end);
    if (sql_token_is(sql, token, ".")) {
        namespace = name;
        name = sql_token_name(scratch, sql, sql_token(syntax, sql, token.end));
    }
    return map_index(&in->sequences, key_of(scratch, namespace, name));
}

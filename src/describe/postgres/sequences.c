/* Sequences of PostgreSQL. */
#include "describe/postgres/postgres.h"
#include "sql/writer.h"

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
    map_set_index(&in->sequences, text_copy(in->base->scratch, values[0]),
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
                        "SELECT CAST(c.oid AS pg_catalog.regclass), c.relname, s.seqstart,"
                        " s.seqincrement, s.seqmin, s.seqmax, s.seqcache"
                        " FROM pg_catalog.pg_class c"
                        " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        " JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid"
                        " WHERE c.relnamespace IN ({}) ORDER BY c.relname, n.nspname",
                        sql_raw(in->namespace_list));
    return database_each(in->base->database, sql, (RowSink){in, take_sequence}, error);
}

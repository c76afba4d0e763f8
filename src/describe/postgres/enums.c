/* Enums of PostgreSQL. */
#include "describe/postgres/postgres.h"
#include "sql/writer.h"

typedef struct EnumReader {
    PostgresDescribing *in;
    Text last; /* OID of the enum that the last row was of */
    bool is_left_out;
} EnumReader;

static void begin_enum(EnumReader *reader, const Text *values)
{
    PostgresDescribing *in = reader->in;
    SqlSchema *schema = in->base->schema;
    uint32_t namespace = map_index(&in->namespaces, values[1]);
    reader->last = text_copy(in->base->scratch, values[0]);
    reader->is_left_out = namespace == NONE;
    if (reader->is_left_out)
        return;
    map_set_index(&in->enums, reader->last, (uint32_t)schema->enums.count);
    list_add(in->base->arena, &schema->enums,
             (SqlEnum){.name = postgres_keep(in, values[2]),
                       .namespace = namespace,
                       .first_value = (uint32_t)schema->enum_values.count});
}

static void take_value(void *context, const Text *values, size_t columns)
{
    (void)columns;
    EnumReader *reader = context;
    const PostgresDescribing *in = reader->in;
    SqlSchema *schema = in->base->schema;
    if (text_is_none(reader->last) || !text_equal(reader->last, values[0]))
        begin_enum(reader, values);
    if (reader->is_left_out)
        return;
    list_add(in->base->arena, &schema->enum_values, postgres_keep(in, values[3]));
    list_last(&schema->enums).value_count++;
}

bool postgres_describe_enums(PostgresDescribing *in, Error *error)
{
    EnumReader reader = {.in = in};
    Text sql = sql_text(in->base->scratch,
                        "SELECT t.oid, t.typnamespace, t.typname, e.enumlabel"
                        " FROM pg_catalog.pg_type t"
                        " JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace"
                        " JOIN pg_catalog.pg_enum e ON e.enumtypid = t.oid"
                        " WHERE t.typnamespace IN ({})"
                        " ORDER BY n.nspname, t.typname, e.enumsortorder",
                        sql_raw(in->namespace_list));
    return database_each(in->base->database, sql, (RowSink){&reader, take_value}, error);
}

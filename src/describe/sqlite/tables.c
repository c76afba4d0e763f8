/* Tables of SQLite with their columns. */
#include "describe/sqlite/sqlite.h"

typedef struct TableReader {
    SqliteDescribing *in;
    Text last; /* the table that the last row was of */
    bool is_left_out;
} TableReader;

/* What is not the user's: tables of SQLite, of the history, of Cloudflare. */
static bool is_foreign_to_user(Text name)
{
    static const char *const names[] = {"_prisma_migrations", "_cf_KV", "d1_migrations"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_is(name, names[i]))
            return true;
    return text_starts_with(name, "sqlite_");
}

static void begin_table(TableReader *reader, Text name)
{
    SqliteDescribing *in = reader->in;
    SqlSchema *schema = in->base->schema;
    reader->last = sqlite_keep(in, name);
    reader->is_left_out = is_foreign_to_user(name);
    if (reader->is_left_out)
        return;
    map_set_index(&in->tables, reader->last, (uint32_t)schema->tables.count);
    list_add(in->base->arena, &schema->tables,
             (SqlTable){.name = reader->last,
                        .namespace = NONE,
                        .first_column = (uint32_t)schema->columns.count,
                        .primary_key = NONE,
                        .first_foreign_key = NONE});
}

static void take_column(void *context, const Text *values, size_t columns)
{
    (void)columns;
    TableReader *reader = context;
    SqliteDescribing *in = reader->in;
    SqlSchema *schema = in->base->schema;
    Arena *arena = in->base->arena;
    if (text_is_none(reader->last) || !text_equal(reader->last, values[0]))
        begin_table(reader, values[0]);
    if (reader->is_left_out)
        return;
    int64_t position = 0;
    text_to_int64(values[5], &position);
    SqlColumn column = {.name = sqlite_keep(in, values[1]),
                        .table = (uint32_t)schema->tables.count - 1,
                        .type = sqlite_column_type(arena, values[2], text_is(values[3], "1"))};
    if (!text_is_none(values[4]))
        column.default_value = sqlite_default(arena, values[4], column.type.family);
    if (position > 0)
        list_add(in->base->scratch, &in->key_parts,
                 (KeyColumn){(uint32_t)schema->columns.count, (uint32_t)position,
                             text_equal_ignoring_case(values[2], TEXT("integer"))});
    list_add(arena, &schema->columns, column);
    list_last(&schema->tables).column_count++;
}

bool sqlite_describe_tables(SqliteDescribing *in, Error *error)
{
    TableReader reader = {.in = in};
    return database_each(in->base->database,
                         TEXT("SELECT t.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk"
                              " FROM sqlite_master t, pragma_table_info(t.name) c"
                              " WHERE t.type = 'table' ORDER BY t.name, c.cid"),
                         (RowSink){&reader, take_column}, error);
}

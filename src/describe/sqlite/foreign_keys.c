/* Foreign keys of SQLite's tables. They have no names there. */
#include "describe/sqlite/sqlite.h"

typedef struct ForeignKeyReader {
    SqliteDescribing *in;
    uint32_t table; /* that the last row was of */
    Text last;      /* the number of its foreign key */
    bool is_broken; /* it leads to a table that is not there */
} ForeignKeyReader;

static ReferentialAction action_of(Text name)
{
    static const struct {
        const char *name;
        ReferentialAction action;
    } actions[] = {{"CASCADE", ACTION_CASCADE},
                   {"SET NULL", ACTION_SET_NULL},
                   {"SET DEFAULT", ACTION_SET_DEFAULT},
                   {"RESTRICT", ACTION_RESTRICT}};
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        if (text_equal_ignoring_case(name, text_from(actions[i].name)))
            return actions[i].action;
    return ACTION_NO_ACTION;
}

static void begin_key(ForeignKeyReader *reader, uint32_t table, const Text *values)
{
    SqliteDescribing *in = reader->in;
    SqlSchema *schema = in->base->schema;
    uint32_t referenced = map_index(&in->tables, values[2]);
    reader->table = table;
    reader->last = text_copy(in->base->scratch, values[1]);
    reader->is_broken = referenced == NONE;
    if (!reader->is_broken)
        list_add(in->base->arena, &schema->foreign_keys,
                 (SqlForeignKey){.name = TEXT(""),
                                 .table = table,
                                 .referenced_table = referenced,
                                 .first_column = (uint32_t)schema->foreign_key_columns.count,
                                 .on_delete = action_of(values[6]),
                                 .on_update = action_of(values[5])});
}

/* The column that is meant; where none is said, or one that is not there, that of the primary key
 * at the same place, if it has as many columns. */
static uint32_t referenced_column(const SqlSchema *schema, const SqlForeignKey *key, Text name,
                                  Text count)
{
    int64_t columns = 0;
    text_to_int64(count, &columns);
    uint32_t column =
        text_is_none(name) ? NONE : sql_table_find_column(schema, key->referenced_table, name);
    uint32_t primary = schema->tables.items[key->referenced_table].primary_key;
    if (column != NONE || primary == NONE || columns != schema->indexes.items[primary].column_count)
        return column;
    return sql_index_columns(schema, &schema->indexes.items[primary])[key->column_count].column;
}

static void take_column(void *context, const Text *values, size_t columns)
{
    (void)columns;
    ForeignKeyReader *reader = context;
    SqliteDescribing *in = reader->in;
    SqlSchema *schema = in->base->schema;
    uint32_t table = map_index(&in->tables, values[0]);
    if (table == NONE)
        return;
    if (table != reader->table || !text_equal(reader->last, values[1]))
        begin_key(reader, table, values);
    if (reader->is_broken)
        return;
    SqlForeignKey *key = &list_last(&schema->foreign_keys);
    SqlForeignKeyColumn column = {sql_table_find_column(schema, table, values[3]),
                                  referenced_column(schema, key, values[4], values[7])};
    if (column.column == NONE || column.referenced_column == NONE)
        return; /* it is not described, or not there */
    list_add(in->base->arena, &schema->foreign_key_columns, column);
    key->column_count++;
}

static void drop_keys_without_columns(SqlSchema *schema)
{
    size_t kept = 0;
    for (list_each(const SqlForeignKey, key, &schema->foreign_keys))
        if (key->column_count)
            schema->foreign_keys.items[kept++] = *key;
    schema->foreign_keys.count = kept;
}

bool sqlite_describe_foreign_keys(SqliteDescribing *in, Error *error)
{
    ForeignKeyReader reader = {.in = in, .table = NONE};
    bool done = database_each(in->base->database,
                              TEXT("SELECT t.name, k.id, k.\"table\", k.\"from\", k.\"to\","
                                   " k.on_update, k.on_delete,"
                                   " count(*) OVER (PARTITION BY t.name, k.id)"
                                   " FROM sqlite_master t, pragma_foreign_key_list(t.name) k"
                                   " WHERE t.type = 'table' ORDER BY t.name, k.id, k.seq"),
                              (RowSink){&reader, take_column}, error);
    drop_keys_without_columns(in->base->schema);
    return done;
}

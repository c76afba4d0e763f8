#include "rollback/row_tables.h"

#include <stdlib.h>

#include "sql/writer.h"

static bool is_set(Text value)
{
    return text_is(value, "1");
}

static Text qualified(Arena *arena, Text namespace, Text name)
{
    return namespace.data ? sql_text(arena, "{}.{}", sql_name(namespace), sql_name(name))
                          : sql_text(arena, "{}", sql_name(name));
}

static void add_column(Arena *arena, RowTables *tables, const Text *values)
{
    RowTable *last = tables->count ? &list_last(tables) : NULL;
    if (!last || !text_equal(last->namespace, values[0]) || !text_equal(last->name, values[1])) {
        last = &list_push(arena, tables);
        *last = (RowTable){.namespace = values[0],
                           .name = values[1],
                           .sql = qualified(arena, values[0], values[1])};
    }
    if (values[2].data)
        list_add(arena, &last->columns,
                 (RowColumn){.name = values[2],
                             .type = values[3],
                             .kind = values[4],
                             .is_array = is_set(values[5]),
                             .is_required = is_set(values[6]),
                             .is_computed = is_set(values[7]),
                             .is_counted = is_set(values[8]),
                             .has_default = is_set(values[9]),
                             .is_unique = is_set(values[10])});
}

static int compare_names(const RowTable *table, Text namespace, Text name)
{
    int order = text_compare(table->namespace, namespace);
    return order ? order : text_compare(table->name, name);
}

uint32_t row_table_find(const RowTables *tables, Text namespace, Text name)
{
    uint32_t low = 0;
    uint32_t high = (uint32_t)tables->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = compare_names(&tables->items[middle], namespace, name);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return ROW_TABLE_NONE;
}

Text row_table_shown(Arena *arena, Text namespace, Text name)
{
    return namespace.length ? text_format(arena, "%.*s.%.*s", TEXT_ARG(namespace), TEXT_ARG(name))
                            : name;
}

/* SQLite keeps the name in a foreign key as it was written there. */
static uint32_t find_column(const RowTable *table, Text name)
{
    uint32_t alike = ROW_TABLE_NONE;
    for (uint32_t i = 0; i < table->columns.count; i++) {
        if (text_equal(table->columns.items[i].name, name))
            return i;
        if (text_equal_ignoring_case(table->columns.items[i].name, name))
            alike = i;
    }
    return alike;
}

/* A key whose table or column is gone meanwhile is passed over, and so is one to nothing. */
static void add_key_column(Arena *arena, RowTables *tables, const Text *values, bool is_new)
{
    uint32_t number = row_table_find(tables, values[1], values[2]);
    if (number == ROW_TABLE_NONE || !values[6].data)
        return;
    RowTable *table = &tables->items[number];
    uint32_t column = find_column(table, values[3]);
    if (column == ROW_TABLE_NONE)
        return;
    if (is_new)
        list_add(arena, &table->keys,
                 (RowKey){.target = qualified(arena, values[4], values[5]),
                          .target_number = row_table_find(tables, values[4], values[5])});
    if (table->keys.count)
        list_add(arena, &list_last(&table->keys).columns,
                 (RowKeyColumn){.column = column, .referenced = values[6]});
}

bool row_tables_read(Arena *arena, Database *database, RowTables *tables, Error *error)
{
    const RowsSql *sql = database->connection->dialect->rows;
    Rows columns;
    Rows keys;
    *tables = (RowTables){0};
    if (!database_query(database, arena, text_from(sql->columns), &columns, error) ||
        !database_query(database, arena, text_from(sql->foreign_keys), &keys, error))
        return false;
    for (list_each(Row, row, &columns.rows))
        add_column(arena, tables, row->values);
    Text latest = {0};
    for (list_each(Row, row, &keys.rows)) {
        add_key_column(arena, tables, row->values, !text_equal(latest, row->values[0]));
        latest = row->values[0];
    }
    return true;
}

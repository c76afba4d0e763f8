#include "rollback/keep/catalog.h"

#include "sql/effects.h"
#include "sql/writer.h"

static bool is_set(Text value)
{
    return text_is(value, "1");
}

static bool ask(Arena *arena, Database *database, const char *query, Rows *rows, Error *error)
{
    return database_query(database, arena, text_from(query), rows, error);
}

static CatalogTable *last_table(Arena *arena, KeepCatalog *catalog, const Text *values)
{
    CatalogTable *last = catalog->tables.count ? &list_last(&catalog->tables) : NULL;
    if (last && text_equal(last->namespace_name, values[0]) && text_equal(last->name, values[1]))
        return last;
    last = &list_push(arena, &catalog->tables);
    *last = (CatalogTable){.namespace_name = values[0],
                           .name = values[1],
                           .is_partition = is_set(values[10]),
                           .has_triggers = is_set(values[11])};
    return last;
}

static void take_columns(Arena *arena, KeepCatalog *catalog, const Rows *rows)
{
    for (list_each(const Row, row, &rows->rows)) {
        const Text *values = row->values;
        CatalogTable *table = last_table(arena, catalog, values);
        if (!values[2].data)
            continue;
        list_add(arena, &table->columns,
                 (CatalogColumn){.name = values[2],
                                 .type = values[3],
                                 .type_name = values[4],
                                 .is_own_type = is_set(values[5]),
                                 .is_required = is_set(values[6]),
                                 .is_computed = is_set(values[7]),
                                 .is_always = is_set(values[8]),
                                 .is_counted = is_set(values[9])});
    }
}

/* The table of exactly these names. */
static uint32_t find_exactly(const KeepCatalog *catalog, Text namespace_name, Text name)
{
    for (uint32_t i = 0; i < catalog->tables.count; i++)
        if (text_equal(catalog->tables.items[i].name, name) &&
            text_equal(catalog->tables.items[i].namespace_name, namespace_name))
            return i;
    return NO_CATALOG_TABLE;
}

static void take_keys(Arena *arena, KeepCatalog *catalog, const Rows *rows)
{
    Text latest = {0};
    uint32_t latest_table = NO_CATALOG_TABLE;
    for (list_each(const Row, row, &rows->rows)) {
        uint32_t number = find_exactly(catalog, row->values[0], row->values[1]);
        if (number == NO_CATALOG_TABLE)
            continue;
        CatalogTable *table = &catalog->tables.items[number];
        if (number != latest_table || !text_equal(latest, row->values[2]))
            (void)list_push(arena, &table->keys);
        list_add(arena, &list_last(&table->keys).columns, row->values[3]);
        latest = row->values[2];
        latest_table = number;
    }
}

static void take_references(Arena *arena, KeepCatalog *catalog, const Rows *rows)
{
    Text latest = {0};
    for (list_each(const Row, row, &rows->rows)) {
        const Text *values = row->values;
        uint32_t from = find_exactly(catalog, values[1], values[2]);
        uint32_t to = find_exactly(catalog, values[4], values[5]);
        if (from == NO_CATALOG_TABLE || to == NO_CATALOG_TABLE || !values[6].data)
            continue;
        CatalogTable *table = &catalog->tables.items[from];
        if (!text_equal(latest, values[0]))
            list_add(arena, &table->references,
                     (CatalogReference){.table = to,
                                        .on_delete = (CatalogAction)values[7].data[0],
                                        .on_update = (CatalogAction)values[8].data[0]});
        latest = values[0];
        CatalogReference *reference = &list_last(&table->references);
        list_add(arena, &reference->columns, values[3]);
        list_add(arena, &reference->referenced, values[6]);
    }
}

bool keep_catalog_read(Arena *arena, Database *database, KeepCatalog *catalog, Error *error)
{
    const KeepSql *sql = database->connection->dialect->keep;
    Rows columns;
    Rows keys;
    Rows references;
    *catalog = (KeepCatalog){.harmful = MAP(arena)};
    if (!ask(arena, database, sql->columns, &columns, error) ||
        !ask(arena, database, sql->keys, &keys, error) ||
        !ask(arena, database, sql->references, &references, error))
        return false;
    catalog->usual_namespace = can(database->connection->dialect, CAN_NAMESPACES)
                                   ? database->connection->name_space
                                   : TEXT("main");
    take_columns(arena, catalog, &columns);
    take_keys(arena, catalog, &keys);
    take_references(arena, catalog, &references);
    return true;
}

bool keep_catalog_ask_functions(Arena *arena, Database *database, const TextList *names,
                                KeepCatalog *catalog, Error *error)
{
    const KeepSql *sql = database->connection->dialect->keep;
    Buffer list = BUFFER(arena);
    Rows rows;
    if (!sql->functions || names->count == 0)
        return true;
    for (list_each(const Text, name, names))
        sql_add(&list, list.length ? ", {}" : "{}", sql_literal(*name));
    if (!database_query(database, arena,
                        sql_text(arena, sql->functions, sql_raw(buffer_text(&list))), &rows, error))
        return false;
    for (list_each(const Row, row, &rows.rows))
        map_set(&catalog->harmful, row->values[0], catalog);
    return true;
}

uint32_t keep_catalog_find(const KeepCatalog *catalog, const SqlSyntax *syntax, Text namespace_name,
                           Text name)
{
    Text space = namespace_name.length ? namespace_name : catalog->usual_namespace;
    for (uint32_t i = 0; i < catalog->tables.count; i++)
        if (effect_same_name(syntax, catalog->tables.items[i].name, name) &&
            effect_same_name(syntax, catalog->tables.items[i].namespace_name, space))
            return i;
    return NO_CATALOG_TABLE;
}

uint32_t keep_catalog_column(const CatalogTable *table, const SqlSyntax *syntax, Text name)
{
    for (uint32_t i = 0; i < table->columns.count; i++)
        if (effect_same_name(syntax, table->columns.items[i].name, name))
            return i;
    return NO_CATALOG_TABLE;
}

/* Foreign keys of PostgreSQL's tables. */
#include <stdlib.h>

#include "describe/postgres/postgres.h"
#include "sql/writer.h"

/* A row of the catalog; the lists are "{1,2}". */
typedef struct CatalogForeignKey {
    SqlForeignKey key;
    Text columns;
    Text referenced_columns;
} CatalogForeignKey;

typedef struct ForeignKeyReader {
    PostgresDescribing *in;
    LIST_OF(CatalogForeignKey) keys;
    Error *error; /* of a key to a namespace that is not described */
    bool failed;
} ForeignKeyReader;

static ReferentialAction action_of(Text letter)
{
    switch (letter.length ? letter.data[0] : '\0') {
    case 'c':
        return ACTION_CASCADE;
    case 'r':
        return ACTION_RESTRICT;
    case 'n':
        return ACTION_SET_NULL;
    case 'd':
        return ACTION_SET_DEFAULT;
    default:
        return ACTION_NO_ACTION;
    }
}

/* Prisma refuses such a database, because a table is not known to it. */
static void fail_for_namespace(ForeignKeyReader *reader, uint32_t table, const Text *values)
{
    const SqlSchema *schema = reader->in->base->schema;
    const SqlTable *of = &schema->tables.items[table];
    Text namespace = sql_namespace_meant(schema, of->namespace);
    reader->failed = true;
    fail(reader->error, ERROR_P4002,
         "the foreign key '%.*s' of \"%.*s\".\"%.*s\" leads to \"%.*s\".\"%.*s\", whose namespace "
         "is not listed",
         TEXT_ARG(values[2]), TEXT_ARG(namespace), TEXT_ARG(of->name), TEXT_ARG(values[7]),
         TEXT_ARG(values[8]));
    error_hint(reader->error,
               "list all namespaces in the datasource: schemas = [\"%.*s\", \"%.*s\"]",
               TEXT_ARG(namespace), TEXT_ARG(values[7]));
}

static void take_key(void *context, const Text *values, size_t columns)
{
    (void)columns;
    ForeignKeyReader *reader = context;
    PostgresDescribing *in = reader->in;
    uint32_t table = map_index(&in->tables, values[0]);
    uint32_t referenced = map_index(&in->tables, values[1]);
    if (table == NONE || reader->failed)
        return;
    if (referenced == NONE) {
        if (map_index(&in->namespaces, values[9]) == NONE)
            fail_for_namespace(reader, table, values);
        return;
    }
    list_add(in->base->scratch, &reader->keys,
             (CatalogForeignKey){.key = {.name = postgres_keep(in, values[2]),
                                         .table = table,
                                         .referenced_table = referenced,
                                         .on_delete = action_of(values[3]),
                                         .on_update = action_of(values[4])},
                                 .columns = text_copy(in->base->scratch, values[5]),
                                 .referenced_columns = text_copy(in->base->scratch, values[6])});
}

static int next_attribute(Text *list)
{
    Text item = text_cut(list, ',');
    if (text_starts_with(item, "{"))
        item = text_slice(item, 1, item.length);
    if (text_ends_with(item, "}"))
        item = text_slice(item, 0, item.length - 1);
    return postgres_number(item);
}

static void add_key(const PostgresDescribing *in, const CatalogForeignKey *row)
{
    SqlSchema *schema = in->base->schema;
    SqlForeignKey key = row->key;
    Text columns = row->columns;
    Text referenced = row->referenced_columns;
    key.first_column = (uint32_t)schema->foreign_key_columns.count;
    while (columns.length && referenced.length) {
        SqlForeignKeyColumn column = {
            postgres_column(in, key.table, next_attribute(&columns)),
            postgres_column(in, key.referenced_table, next_attribute(&referenced))};
        if (column.column != NONE && column.referenced_column != NONE)
            list_add(in->base->arena, &schema->foreign_key_columns, column);
    }
    key.column_count = (uint32_t)schema->foreign_key_columns.count - key.first_column;
    list_add(in->base->arena, &schema->foreign_keys, key);
}

static int compare_keys(const void *a, const void *b)
{
    const SqlForeignKey *left = &((const CatalogForeignKey *)a)->key;
    const SqlForeignKey *right = &((const CatalogForeignKey *)b)->key;
    if (left->table != right->table)
        return left->table < right->table ? -1 : 1;
    return text_compare(left->name, right->name);
}

bool postgres_describe_foreign_keys(PostgresDescribing *in, Error *error)
{
    ForeignKeyReader reader = {.in = in, .error = error};
    Text sql = sql_text(in->base->scratch,
                        "SELECT k.conrelid, k.confrelid, k.conname, k.confdeltype, k.confupdtype,"
                        " k.conkey, k.confkey, n.nspname, c.relname, c.relnamespace"
                        " FROM pg_catalog.pg_constraint k"
                        " JOIN pg_catalog.pg_class c ON c.oid = k.confrelid"
                        " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        " WHERE k.contype = 'f' AND k.connamespace IN ({})",
                        sql_raw(in->namespace_list));
    if (!database_each(in->base->database, sql, (RowSink){&reader, take_key}, error) ||
        reader.failed)
        return false;
    if (reader.keys.count)
        qsort(reader.keys.items, reader.keys.count, sizeof *reader.keys.items, compare_keys);
    for (list_each(const CatalogForeignKey, row, &reader.keys))
        add_key(in, row);
    return true;
}

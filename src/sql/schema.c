#include "sql/schema.h"

Text sql_namespace_name(const SqlSchema *schema, uint32_t namespace)
{
    return namespace == NONE ? (Text){0} : schema->namespaces.items[namespace].name;
}

Text sql_namespace_meant(const SqlSchema *schema, uint32_t namespace)
{
    return namespace == NONE ? schema->usual_namespace : sql_namespace_name(schema, namespace);
}

uint32_t sql_table_find_column(const SqlSchema *schema, uint32_t table, Text name)
{
    const SqlTable *of = &schema->tables.items[table];
    for (uint32_t i = 0; i < of->column_count; i++)
        if (text_equal(schema->columns.items[of->first_column + i].name, name))
            return of->first_column + i;
    return NONE;
}

bool sql_column_is_primary_key(const SqlSchema *schema, uint32_t column)
{
    const SqlTable *table = &schema->tables.items[schema->columns.items[column].table];
    if (table->primary_key == NONE)
        return false;
    const SqlIndex *key = &schema->indexes.items[table->primary_key];
    return key->column_count == 1 && sql_index_columns(schema, key)->column == column;
}

bool sql_index_has_column(const SqlSchema *schema, uint32_t index, uint32_t column)
{
    const SqlIndex *of = &schema->indexes.items[index];
    for (uint32_t i = 0; i < of->column_count; i++)
        if (sql_index_columns(schema, of)[i].column == column)
            return true;
    return false;
}

bool is_join_table(const SqlSchema *schema, uint32_t table)
{
    return schema->tables.items[table].column_count == 2 &&
           sql_table_find_column(schema, table, TEXT("A")) != NONE &&
           sql_table_find_column(schema, table, TEXT("B")) != NONE;
}

void sql_schema_finish(SqlSchema *schema)
{
    for (list_each(SqlTable, table, &schema->tables))
        table->first_foreign_key = NONE;
    for (size_t i = schema->foreign_keys.count; i-- > 0;) {
        SqlForeignKey *key = &schema->foreign_keys.items[i];
        key->next = schema->tables.items[key->table].first_foreign_key;
        schema->tables.items[key->table].first_foreign_key = (uint32_t)i;
    }
}

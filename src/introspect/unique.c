/* Which columns tell rows apart. */
#include "introspect/draft.h"

static bool is_unique(const SqlIndex *index)
{
    return index->kind == INDEX_PRIMARY_KEY || index->kind == INDEX_UNIQUE;
}

const SqlIndex *unique_index_of_column(const SqlSchema *schema, uint32_t column)
{
    const SqlTable *table = &schema->tables.items[schema->columns.items[column].table];
    for (uint32_t i = 0; i < table->index_count; i++) {
        const SqlIndex *index = &schema->indexes.items[table->first_index + i];
        if (index->kind == INDEX_UNIQUE && index->column_count == 1 &&
            sql_index_columns(schema, index)->column == column)
            return index;
    }
    return NULL;
}

static bool is_identifier(const SqlSchema *schema, const SqlIndex *index)
{
    for (uint32_t i = 0; i < index->column_count; i++) {
        const SqlColumn *column =
            &schema->columns.items[sql_index_columns(schema, index)[i].column];
        if (column->type.arity != COLUMN_REQUIRED || column->type.family == FAMILY_UNSUPPORTED)
            return false;
    }
    return true;
}

bool table_has_identifier(const SqlSchema *schema, uint32_t table)
{
    const SqlTable *of = &schema->tables.items[table];
    for (uint32_t i = 0; i < of->index_count; i++) {
        const SqlIndex *index = &schema->indexes.items[of->first_index + i];
        if (is_unique(index) && is_identifier(schema, index))
            return true;
    }
    return false;
}

static bool key_has_column(const SqlSchema *schema, const SqlForeignKey *key, uint32_t column)
{
    for (uint32_t i = 0; i < key->column_count; i++)
        if (schema->foreign_key_columns.items[key->first_column + i].column == column)
            return true;
    return false;
}

bool foreign_key_is_unique(const SqlSchema *schema, const SqlForeignKey *key)
{
    const SqlTable *table = &schema->tables.items[key->table];
    for (uint32_t i = 0; i < table->index_count; i++) {
        const SqlIndex *index = &schema->indexes.items[table->first_index + i];
        bool within = is_unique(index);
        for (uint32_t j = 0; within && j < index->column_count; j++)
            within = key_has_column(schema, key, sql_index_columns(schema, index)[j].column);
        if (within)
            return true;
    }
    return false;
}

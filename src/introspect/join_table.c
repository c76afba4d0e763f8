/* Tables of implicit many-to-many relations: what they have to look like. */
#include "introspect/draft.h"

static bool is_column(const SqlSchema *schema, uint32_t column, char letter)
{
    Text name = schema->columns.items[column].name;
    return name.length == 1 && to_lower(name.data[0]) == letter;
}

/* An index on column A and column B, or on column B alone. */
static bool is_index_of(const SqlSchema *schema, const SqlIndex *index, const char *letters)
{
    if (index->column_count != strlen(letters))
        return false;
    for (uint32_t i = 0; i < index->column_count; i++)
        if (!is_column(schema, sql_index_columns(schema, index)[i].column, letters[i]))
            return false;
    return true;
}

static bool has_indexes(const Draft *draft, const SqlTable *table)
{
    const SqlSchema *schema = draft->live;
    bool is_unique = false;
    bool has_b = false;
    for (uint32_t i = 0; i < table->index_count; i++) {
        const SqlIndex *index = &schema->indexes.items[table->first_index + i];
        bool may_be_key = index->kind == INDEX_UNIQUE || (index->kind == INDEX_PRIMARY_KEY &&
                                                          draft->rules->join_table_has_primary_key);
        is_unique |= may_be_key && is_index_of(schema, index, "ab");
        has_b |= index->kind == INDEX_NORMAL && is_index_of(schema, index, "b");
    }
    return is_unique && has_b;
}

bool join_table_read(const Draft *draft, uint32_t table, JoinTable *join)
{
    const SqlSchema *schema = draft->live;
    const SqlTable *of = &schema->tables.items[table];
    *join = (JoinTable){.table_a = NONE, .table_b = NONE};
    if (!text_starts_with(of->name, "_") || of->column_count != 2 || !has_indexes(draft, of))
        return false;
    uint32_t count = 0;
    for (uint32_t i = of->first_foreign_key; i != NONE; i = schema->foreign_keys.items[i].next) {
        const SqlForeignKey *key = &schema->foreign_keys.items[i];
        uint32_t column = schema->foreign_key_columns.items[key->first_column].column;
        if (++count > 2 || key->column_count != 1)
            return false;
        if (is_column(schema, column, 'a'))
            join->table_a = key->referenced_table;
        if (is_column(schema, column, 'b'))
            join->table_b = key->referenced_table;
    }
    /* A is what comes first by name. */
    return join->table_a != NONE && join->table_b != NONE &&
           text_compare(schema->tables.items[join->table_a].name,
                        schema->tables.items[join->table_b].name) <= 0;
}

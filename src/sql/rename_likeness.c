#include "sql/rename_likeness.h"

#include "sql/default_value.h"
#include "sql/likeness.h"
#include "sql/schema_text.h"

static const SqlTable *table_of(const Comparison *in, int side, uint32_t table)
{
    return &in->schemas[side]->tables.items[table];
}

static const SqlColumn *column_of(const Comparison *in, int side, uint32_t column)
{
    return &in->schemas[side]->columns.items[column];
}

static bool has_counterpart(const uint32_t *counterparts, uint32_t index)
{
    return counterparts[index] != NONE;
}

/* --- columns --- */

static bool types_alike(const Comparison *in, const ColumnType *a, const ColumnType *b)
{
    if (a->family != b->family || (a->arity == COLUMN_LIST) != (b->arity == COLUMN_LIST))
        return false;
    if (a->family == FAMILY_ENUM)
        return in->counterparts[0].enums[a->enumeration] == b->enumeration;
    if (a->family == FAMILY_UNSUPPORTED)
        return text_equal(a->text, b->text);
    return column_types_equal(a, b);
}

/* Which keys a column is in: primary key, unique index, index, foreign key. */
static unsigned keys_of(const SqlSchema *schema, uint32_t column)
{
    const SqlTable *table = &schema->tables.items[schema->columns.items[column].table];
    unsigned keys = 0;
    for (uint32_t i = table->first_index; i < table->first_index + table->index_count; i++)
        if (sql_index_has_column(schema, i, column))
            keys |= 1u << schema->indexes.items[i].kind;
    uint32_t key = table->first_foreign_key;
    for (; key != NONE; key = schema->foreign_keys.items[key].next) {
        const SqlForeignKey *of = &schema->foreign_keys.items[key];
        for (uint32_t i = 0; i < of->column_count; i++)
            if (schema->foreign_key_columns.items[of->first_column + i].column == column)
                keys |= 1u << (INDEX_FULLTEXT + 1);
    }
    return keys;
}

/* True when the columns before them, or those behind them, are counterparts: they stand in the same
 * place of their tables. */
static bool stand_alike(const Comparison *in, uint32_t before, uint32_t after)
{
    const SqlTable *old = table_of(in, 0, column_of(in, 0, before)->table);
    const SqlTable *new = table_of(in, 1, column_of(in, 1, after)->table);
    const uint32_t *counterparts = in->counterparts[0].columns;
    bool old_is_first = before == old->first_column;
    bool new_is_first = after == new->first_column;
    bool old_is_last = before + 1 == old->first_column + old->column_count;
    bool new_is_last = after + 1 == new->first_column + new->column_count;
    if (old_is_first || new_is_first ? old_is_first && new_is_first
                                     : counterparts[before - 1] == after - 1)
        return true;
    return old_is_last || new_is_last ? old_is_last && new_is_last && !old_is_first
                                      : counterparts[before + 1] == after + 1;
}

int column_likeness(const Comparison *in, Arena *scratch, uint32_t before, uint32_t after)
{
    const SqlColumn *old = column_of(in, 0, before);
    const SqlColumn *new = column_of(in, 1, after);
    if (!types_alike(in, &old->type, &new->type) || old->is_autoincrement != new->is_autoincrement)
        return 0;
    int likeness = 30;
    if (old->type.arity == new->type.arity)
        likeness += 5;
    if (old->has_client_default == new->has_client_default &&
        defaults_match(scratch, (SchemaColumn){in->schemas[0], before},
                       (SchemaColumn){in->schemas[1], after}))
        likeness += 10;
    if (keys_of(in->schemas[0], before) == keys_of(in->schemas[1], after))
        likeness += 10;
    if (stand_alike(in, before, after))
        likeness += 15;
    return likeness + 30 * names_likeness(old->name, new->name) / 100;
}

/* --- tables --- */

static uint32_t referenced_by(const Comparison *in, int side, uint32_t table, Text column)
{
    const SqlSchema *schema = in->schemas[side];
    uint32_t place = sql_table_find_column(schema, table, column);
    uint32_t key = schema->tables.items[table].first_foreign_key;
    for (; key != NONE; key = schema->foreign_keys.items[key].next) {
        const SqlForeignKey *of = &schema->foreign_keys.items[key];
        if (schema->foreign_key_columns.items[of->first_column].column == place)
            return of->referenced_table;
    }
    return NONE;
}

/* True when column `old` of the one join table refers to the same table as `new` of the other. */
static bool joins_same(const Comparison *in, uint32_t before, Text old, uint32_t after, Text new)
{
    uint32_t a = referenced_by(in, 0, before, old);
    uint32_t b = referenced_by(in, 1, after, new);
    return a != NONE && b != NONE && in->counterparts[0].tables[a] == b;
}

/* Join tables look alike all of them; what they join tells them apart. When a model gets a new
 * name, its side may change, as sides are in the order of the names. */
int join_table_likeness(const Comparison *in, Rename *rename)
{
    uint32_t before = rename->before;
    uint32_t after = rename->after;
    Text a = TEXT("A");
    Text b = TEXT("B");
    bool same = joins_same(in, before, a, after, a) && joins_same(in, before, b, after, b);
    rename->is_swapped =
        !same && joins_same(in, before, a, after, b) && joins_same(in, before, b, after, a);
    int names = names_likeness(table_of(in, 0, before)->name, table_of(in, 1, after)->name);
    return same || rename->is_swapped ? 75 + 25 * names / 100 : 0;
}

/* How much of a column there is in the other table, of ten: the same name and type, or the same
 * type in the same place. */
static int column_is_there(const Comparison *in, uint32_t column, const SqlTable *old,
                           uint32_t after)
{
    const SqlColumn *of = column_of(in, 0, column);
    const SqlTable *new = table_of(in, 1, after);
    uint32_t other = sql_table_find_column(in->schemas[1], after, of->name);
    if (other != NONE && of->type.family == FAMILY_ENUM &&
        column_of(in, 1, other)->type.family == FAMILY_ENUM &&
        !has_counterpart(in->counterparts[0].enums, of->type.enumeration))
        return 6; /* the enum may have been renamed, too */
    if (other != NONE)
        return types_alike(in, &of->type, &column_of(in, 1, other)->type) ? 10 : 0;
    uint32_t place = column - old->first_column;
    if (place >= new->column_count ||
        sql_table_find_column(in->schemas[0], of->table,
                              column_of(in, 1, new->first_column + place)->name) != NONE)
        return 0;
    return types_alike(in, &of->type, &column_of(in, 1, new->first_column + place)->type) ? 6 : 0;
}

/* How many foreign keys of tables that stay lead to the new table instead of the old one. */
static int moved_references(const Comparison *in, uint32_t before, uint32_t after)
{
    const SqlSchema *old = in->schemas[0];
    const SqlSchema *new = in->schemas[1];
    int moved = 0;
    for (list_each(const SqlForeignKey, key, &old->foreign_keys)) {
        uint32_t column = old->foreign_key_columns.items[key->first_column].column;
        uint32_t other = in->counterparts[0].columns[column];
        if (key->referenced_table != before || other == NONE)
            continue;
        uint32_t i = new->tables.items[new->columns.items[other].table].first_foreign_key;
        for (; i != NONE; i = new->foreign_keys.items[i].next) {
            const SqlForeignKey *of = &new->foreign_keys.items[i];
            moved += of->referenced_table == after &&
                     new->foreign_key_columns.items[of->first_column].column == other;
        }
    }
    return moved;
}

int table_likeness(const Comparison *in, Rename *rename)
{
    enum { WORTH_A_CLOSE_LOOK = 25 };
    uint32_t before = rename->before;
    uint32_t after = rename->after;
    const SqlTable *old = table_of(in, 0, before);
    const SqlTable *new = table_of(in, 1, after);
    if (!comparison_same_namespace(in, old->namespace, new->namespace))
        return 0;
    if (is_join_table(in->schemas[0], before) || is_join_table(in->schemas[1], after))
        return is_join_table(in->schemas[0], before) && is_join_table(in->schemas[1], after)
                   ? join_table_likeness(in, rename)
                   : 0;
    uint32_t most = old->column_count > new->column_count ? old->column_count : new->column_count;
    int same = 0;
    for (uint32_t i = old->first_column; i < old->first_column + old->column_count; i++)
        same += column_is_there(in, i, old, after);
    int likeness = most ? 75 * same / (10 * (int)most) : 0;
    if (likeness < WORTH_A_CLOSE_LOOK)
        return 0;
    likeness += 25 * names_likeness(old->name, new->name) / 100 +
                (moved_references(in, before, after) ? 15 : 0);
    return likeness > 100 ? 100 : likeness;
}

/* --- enums --- */

int enum_likeness(const Comparison *in, uint32_t before, uint32_t after)
{
    const SqlEnum *old = &in->schemas[0]->enums.items[before];
    const SqlEnum *new = &in->schemas[1]->enums.items[after];
    if (!comparison_same_namespace(in, old->namespace, new->namespace))
        return 0;
    int same = 0; /* of ten a value: a value in the place of another counts half */
    for (uint32_t i = 0; i < old->value_count; i++) {
        Text value = in->schemas[0]->enum_values.items[old->first_value + i];
        bool is_there = false;
        for (uint32_t j = 0; j < new->value_count; j++)
            is_there |= text_equal(in->schemas[1]->enum_values.items[new->first_value + j], value);
        same += is_there ? 10 : old->value_count == new->value_count ? 5 : 0;
    }
    int most = (int)(old->value_count > new->value_count ? old->value_count : new->value_count);
    if (same <= 5 * most)
        return 0; /* no value in common */
    return 85 * same / (10 * most) + 15 * names_likeness(old->name, new->name) / 100;
}

int value_likeness(const Comparison *in, uint32_t item, uint32_t before, uint32_t after)
{
    const SqlEnum *old = &in->schemas[0]->enums.items[item];
    const SqlEnum *new = &in->schemas[1]->enums.items[in->counterparts[0].enums[item]];
    bool same_place = before - old->first_value == after - new->first_value;
    bool same_size = old->value_count == new->value_count;
    int names = names_likeness(in->schemas[0]->enum_values.items[before],
                               in->schemas[1]->enum_values.items[after]);
    return (same_place ? 35 : 0) + (same_size ? 25 : 0) + 40 * names / 100;
}

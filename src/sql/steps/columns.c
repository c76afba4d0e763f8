/* What is different about columns. */
#include <stdlib.h>

#include "sql/default_value.h"
#include "sql/steps/building.h"

static uint32_t find_value(const SqlSchema *schema, const SqlEnum *item, Text name)
{
    for (uint32_t i = item->first_value; i < item->first_value + item->value_count; i++)
        if (text_equal(schema->enum_values.items[i], name))
            return i;
    return NONE;
}

/* Both defaults are the same value of an enum, which has a new name. The database renames it in the
 * default, too. */
static bool default_is_renamed(const Steps *steps, const SqlColumn *old, const SqlColumn *new)
{
    const ColumnDefault *a = old->default_value;
    const ColumnDefault *b = new->default_value;
    if (old->type.family != FAMILY_ENUM || new->type.family != FAMILY_ENUM || !a || !b ||
        a->kind != DEFAULT_VALUE || b->kind != DEFAULT_VALUE || a->value.kind != VALUE_ENUM ||
        b->value.kind != VALUE_ENUM)
        return false;
    uint32_t value = find_value(steps->before, &steps->before->enums.items[old->type.enumeration],
                                a->value.text);
    return value != NONE && steps->old.enum_values[value] != NONE &&
           text_equal(steps->after->enum_values.items[steps->old.enum_values[value]],
                      b->value.text);
}

static uint8_t what_changed(StepsBuilder *builder, SchemaColumn before, SchemaColumn after,
                            Cast cast)
{
    const SqlRules *rules = builder->steps->rules;
    const SqlColumn *old = schema_column(before);
    const SqlColumn *new = schema_column(after);
    unsigned what = 0;
    if (old->type.arity != new->type.arity)
        what |= CHANGED_ARITY;
    if (cast != CAST_NONE)
        what |= CHANGED_TYPE;
    if (!defaults_match(builder->scratch, before, after) &&
        !default_is_renamed(builder->steps, old, new))
        what |= CHANGED_DEFAULT;
    if (rules->compares_autoincrement && old->is_autoincrement != new->is_autoincrement)
        what |= CHANGED_AUTOINCREMENT;
    return (uint8_t)what;
}

/* An enum is the same type when it has a counterpart; between enums nothing can be cast. */
static Cast cast_between(const Steps *steps, SchemaColumn before, SchemaColumn after)
{
    const ColumnType *old = &schema_column(before)->type;
    const ColumnType *new = &schema_column(after)->type;
    if (old->family != FAMILY_ENUM && new->family != FAMILY_ENUM)
        return steps->rules->cast(before, after);
    bool same =
        old->family == new->family && steps->old.enums[old->enumeration] == new->enumeration;
    return same ? CAST_NONE : CAST_IMPOSSIBLE;
}

void find_column_changes(StepsBuilder *builder)
{
    Steps *steps = builder->steps;
    for (uint32_t i = 0; i < steps->before->columns.count; i++) {
        if (steps->old.columns[i] == NONE)
            continue;
        SchemaColumn before = {steps->before, i};
        SchemaColumn after = {steps->after, steps->old.columns[i]};
        Cast cast = cast_between(steps, before, after);
        steps->changes[i] =
            (ColumnChange){what_changed(builder, before, after, cast), (uint8_t)cast};
    }
}

static int compare_pairs(const void *a, const void *b)
{
    return text_compare(((const ColumnPair *)a)->name, ((const ColumnPair *)b)->name);
}

ColumnPairs step_column_pairs(Arena *arena, const Steps *steps, uint32_t before, uint32_t after)
{
    const SqlTable *old = &steps->before->tables.items[before];
    const SqlTable *new = &steps->after->tables.items[after];
    ColumnPairs pairs = {0};
    pairs.capacity = old->column_count + new->column_count;
    pairs.items = NEW_ARRAY(arena, ColumnPair, pairs.capacity);
    for (uint32_t i = new->first_column; i < new->first_column + new->column_count; i++)
        pairs.items[pairs.count++] =
            (ColumnPair){steps->after->columns.items[i].name, steps->new.columns[i], i};
    for (uint32_t i = old->first_column; i < old->first_column + old->column_count; i++)
        if (steps->old.columns[i] == NONE)
            pairs.items[pairs.count++] =
                (ColumnPair){steps->before->columns.items[i].name, i, NONE};
    if (pairs.count)
        qsort(pairs.items, pairs.count, sizeof *pairs.items, compare_pairs);
    return pairs;
}

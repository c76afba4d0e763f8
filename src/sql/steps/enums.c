/* Enums: created, dropped, altered. */
#include "sql/steps/building.h"

bool enum_value_is_new(const Steps *steps, uint32_t value)
{
    return steps->new.enum_values[value] == NONE;
}

bool enum_value_goes(const Steps *steps, uint32_t value)
{
    return steps->old.enum_values[value] == NONE;
}

static bool enum_is_altered(const Steps *steps, uint32_t before, uint32_t after)
{
    const SqlEnum *old = &steps->before->enums.items[before];
    const SqlEnum *new = &steps->after->enums.items[after];
    for (uint32_t i = 0; i < old->value_count; i++)
        if (enum_value_goes(steps, old->first_value + i))
            return true;
    for (uint32_t i = 0; i < new->value_count; i++)
        if (enum_value_is_new(steps, new->first_value + i))
            return true;
    return false;
}

static bool has_default_of(const SqlSchema *schema, uint32_t column, uint32_t item)
{
    const SqlColumn *of = &schema->columns.items[column];
    return of->type.family == FAMILY_ENUM && of->type.enumeration == item && of->default_value;
}

static void use(Steps *steps, uint32_t before, uint32_t after)
{
    list_add(steps->arena, &steps->default_uses, (DefaultUse){before, after});
}

/* The dropped columns of a table, then those that stay, each in the order of their names. */
static void find_uses_in_pair(StepsBuilder *builder, TablePair tables, uint32_t before,
                              uint32_t after)
{
    Steps *steps = builder->steps;
    const SqlTable *table = &steps->before->tables.items[tables.before];
    bool any = false;
    for (uint32_t i = 0; i < table->column_count; i++)
        any |= has_default_of(steps->before, table->first_column + i, before);
    if (!any)
        return;
    ColumnPairs pairs = step_column_pairs(builder->scratch, steps, tables.before, tables.after);
    for (list_each(const ColumnPair, pair, &pairs))
        if (pair->after == NONE && has_default_of(steps->before, pair->before, before))
            use(steps, pair->before, NONE);
    for (list_each(const ColumnPair, pair, &pairs))
        if (pair->after != NONE && pair->before != NONE &&
            has_default_of(steps->before, pair->before, before))
            use(steps, pair->before,
                has_default_of(steps->after, pair->after, after) ? pair->after : NONE);
}

static void find_uses(StepsBuilder *builder, uint32_t before, uint32_t after)
{
    const Steps *steps = builder->steps;
    for (tables_each(table, steps->before)) {
        const SqlTable *old = &steps->before->tables.items[table];
        for (uint32_t i = 0; steps->old.tables[table] == NONE && i < old->column_count; i++)
            if (has_default_of(steps->before, old->first_column + i, before))
                use(builder->steps, old->first_column + i, NONE);
    }
    for (tables_each(table, steps->before))
        if (steps->old.tables[table] != NONE)
            find_uses_in_pair(builder, (TablePair){table, steps->old.tables[table]}, before, after);
}

void add_enum_steps(StepsBuilder *builder)
{
    Steps *steps = builder->steps;
    for (uint32_t i = 0; i < steps->before->enums.count; i++) {
        uint32_t after = steps->old.enums[i];
        if (after == NONE) {
            add_step(steps, STEP_DROP_ENUM, i, NONE);
        } else if (enum_is_altered(steps, i, after)) {
            size_t first = steps->default_uses.count;
            find_uses(builder, i, after);
            add_step(steps, STEP_ALTER_ENUM, i, after);
            list_last(&steps->items).first = (uint32_t)first;
            list_last(&steps->items).count = (uint32_t)(steps->default_uses.count - first);
        }
    }
    for (uint32_t i = 0; i < steps->after->enums.count; i++)
        if (steps->new.enums[i] == NONE)
            add_step(steps, STEP_CREATE_ENUM, NONE, i);
}

/* Things that have a counterpart of another name. */
#include "sql/steps/building.h"

static void add_renamed_column(Steps *steps, uint32_t before, uint32_t after, RenamePhase phase)
{
    add_step(steps, STEP_RENAME_COLUMN, before, after);
    list_last(&steps->items).first = phase;
}

static void add_renamed_columns(Steps *steps)
{
    for (uint32_t i = 0; i < steps->before->columns.count; i++) {
        uint32_t after = steps->old.columns[i];
        if (after == NONE)
            continue;
        const SqlColumn *old = &steps->before->columns.items[i];
        Text name = steps->after->columns.items[after].name;
        if (text_equal(old->name, name))
            continue;
        if (sql_table_find_column(steps->before, old->table, name) == NONE) {
            add_renamed_column(steps, i, after, RENAME_DIRECTLY);
        } else {
            add_renamed_column(steps, i, after, RENAME_ASIDE);
            add_renamed_column(steps, i, after, RENAME_FROM_ASIDE);
        }
    }
}

static void add_renamed_values(Steps *steps, uint32_t before, uint32_t after)
{
    const SqlEnum *old = &steps->before->enums.items[before];
    for (uint32_t i = old->first_value; i < old->first_value + old->value_count; i++) {
        uint32_t value = steps->old.enum_values[i];
        if (value == NONE ||
            text_equal(steps->before->enum_values.items[i], steps->after->enum_values.items[value]))
            continue;
        add_step(steps, STEP_RENAME_ENUM_VALUE, i, value);
        list_last(&steps->items).first = before;
        list_last(&steps->items).count = after;
    }
}

void add_rename_steps(StepsBuilder *builder)
{
    Steps *steps = builder->steps;
    for (tables_each(table, steps->before)) {
        uint32_t after = steps->old.tables[table];
        if (after != NONE && !text_equal(steps->before->tables.items[table].name,
                                         steps->after->tables.items[after].name))
            add_step(steps, STEP_RENAME_TABLE, table, after);
    }
    add_renamed_columns(steps);
    for (uint32_t i = 0; i < steps->before->enums.count; i++) {
        uint32_t after = steps->old.enums[i];
        if (after == NONE)
            continue;
        if (!text_equal(steps->before->enums.items[i].name, steps->after->enums.items[after].name))
            add_step(steps, STEP_RENAME_ENUM, i, after);
        add_renamed_values(steps, i, after);
    }
}

#include "sql/findings.h"

#include "sql/rules.h"

/* Finds what one step does. */
typedef struct Finder {
    Arena *arena;
    const Steps *steps;
    Findings *found;
    uint32_t step;
} Finder;

static void find(Finder *in, FindingKind kind, uint32_t table, uint32_t before, uint32_t after)
{
    list_add(in->arena, &in->found->items,
             (Finding){.kind = kind,
                       .step = in->step,
                       .table = table,
                       .before = before,
                       .after = after,
                       .number = NOT_COUNTED});
}

/* --- columns --- */

static bool needs_value(const SqlColumn *column)
{
    return column->type.arity == COLUMN_REQUIRED && !column->default_value;
}

static void find_added_column(Finder *in, uint32_t table, uint32_t after)
{
    const SqlColumn *column = &in->steps->after->columns.items[after];
    if (needs_value(column))
        find(in, column->has_client_default ? FINDING_ADD_REQUIRED_DEFAULT : FINDING_ADD_REQUIRED,
             table, NONE, after);
}

/* From NULLs to none. */
static bool becomes_required(const Steps *steps, uint32_t before, uint32_t after)
{
    return steps->before->columns.items[before].type.arity == COLUMN_NULLABLE &&
           steps->after->columns.items[after].type.arity == COLUMN_REQUIRED;
}

static bool becomes_list(const Steps *steps, uint32_t before, uint32_t after)
{
    return steps->before->columns.items[before].type.arity != COLUMN_LIST &&
           steps->after->columns.items[after].type.arity == COLUMN_LIST;
}

static void find_altered_column(Finder *in, uint32_t table, uint32_t before, uint32_t after)
{
    if (becomes_required(in->steps, before, after))
        find(in, FINDING_MAKE_REQUIRED, table, before, after);
    if (becomes_list(in->steps, before, after))
        find(in, FINDING_MAKE_LIST, table, before, after);
    if (in->steps->changes[before].cast == CAST_RISKY)
        find(in, FINDING_RISKY_CAST, table, before, after);
}

static void find_recreated_column(Finder *in, uint32_t table, uint32_t before, uint32_t after)
{
    FindingKind kind = FINDING_RECREATE_COLUMN;
    if (needs_value(&in->steps->after->columns.items[after]))
        kind = becomes_required(in->steps, before, after) ? FINDING_ADD_REQUIRED
                                                          : FINDING_RECREATE_REQUIRED;
    find(in, kind, table, before, after);
}

/* --- tables --- */

static void find_altered_table(Finder *in, const Step *step)
{
    for (uint32_t i = step->first; i < step->first + step->count; i++) {
        const TableChange *change = &in->steps->table_changes.items[i];
        switch (change->kind) {
        case TABLE_DROP_PRIMARY_KEY:
            find(in, FINDING_CHANGE_PRIMARY_KEY, step->before, NONE, NONE);
            break;
        case TABLE_DROP_COLUMN:
            find(in, FINDING_DROP_COLUMN, step->before, change->before, NONE);
            break;
        case TABLE_ADD_COLUMN:
            find_added_column(in, step->before, change->after);
            break;
        case TABLE_ALTER_COLUMN:
            find_altered_column(in, step->before, change->before, change->after);
            break;
        case TABLE_RECREATE_COLUMN:
            find_recreated_column(in, step->before, change->before, change->after);
            break;
        case TABLE_RENAME_PRIMARY_KEY:
        case TABLE_ADD_PRIMARY_KEY:
            break;
        }
    }
}

/* A column whose rows are copied from the old table into the new one. NULLs become the default. */
static void find_copied_column(Finder *in, uint32_t table, uint32_t before, uint32_t after)
{
    unsigned cast = in->steps->changes[before].cast;
    if (becomes_required(in->steps, before, after) &&
        needs_value(&in->steps->after->columns.items[after]))
        find(in, FINDING_MAKE_REQUIRED, table, before, after);
    if (cast == CAST_RISKY || cast == CAST_IMPOSSIBLE)
        find(in, cast == CAST_RISKY ? FINDING_RISKY_CAST : FINDING_IMPOSSIBLE_CAST, table, before,
             after);
}

static void find_redefined_table(Finder *in, uint32_t table)
{
    const Steps *steps = in->steps;
    ColumnPairs pairs = step_column_pairs(in->arena, steps, table, steps->old.tables[table]);
    if (step_drops_primary_key(steps, table))
        find(in, FINDING_CHANGE_PRIMARY_KEY, table, NONE, NONE);
    for (list_each(const ColumnPair, pair, &pairs))
        if (pair->before == NONE)
            find_added_column(in, table, pair->after);
    for (list_each(const ColumnPair, pair, &pairs))
        if (pair->after == NONE)
            find(in, FINDING_DROP_COLUMN, table, pair->before, NONE);
    for (list_each(const ColumnPair, pair, &pairs))
        if (pair->before != NONE && pair->after != NONE)
            find_copied_column(in, table, pair->before, pair->after);
}

/* --- the rest --- */

static bool any_value_goes(const Steps *steps, uint32_t before)
{
    const SqlEnum *item = &steps->before->enums.items[before];
    for (uint32_t i = item->first_value; i < item->first_value + item->value_count; i++)
        if (enum_value_goes(steps, i))
            return true;
    return false;
}

static void find_altered_key(Finder *in, const Step *step)
{
    find(in, FINDING_CHANGE_PRIMARY_KEY, step->before, NONE, NONE);
}

static void find_dropped_table(Finder *in, const Step *step)
{
    find(in, FINDING_DROP_TABLE, step->before, NONE, NONE);
}

static void find_redefined_tables(Finder *in, const Step *step)
{
    for (uint32_t i = step->first; i < step->first + step->count; i++)
        find_redefined_table(in, in->steps->redefined_tables.items[i]);
}

/* A new table has no rows yet; and where a column is dropped and added, that is told of it. */
static void find_created_index(Finder *in, const Step *step)
{
    if (step->before != NONE && step->first == INDEX_IS_NEW &&
        in->steps->after->indexes.items[step->after].kind == INDEX_UNIQUE)
        find(in, FINDING_ADD_UNIQUE, step->before, NONE, step->after);
}

static void find_altered_enum(Finder *in, const Step *step)
{
    if (any_value_goes(in->steps, step->before))
        find(in, FINDING_REMOVE_ENUM_VALUES, NONE, step->before, NONE);
}

/* Steps of other kinds take nothing away, and ask nothing of the rows. */
static void (*const finders[])(Finder *in, const Step *step) = {
    [STEP_ALTER_ENUM] = find_altered_enum,
    [STEP_ALTER_TABLE] = find_altered_table,
    [STEP_ALTER_PRIMARY_KEY] = find_altered_key,
    [STEP_DROP_TABLE] = find_dropped_table,
    [STEP_REDEFINE_TABLES] = find_redefined_tables,
    [STEP_CREATE_INDEX] = find_created_index,
    [STEP_REDEFINE_INDEX] = NULL,
};

Findings findings_of(Arena *arena, const Steps *steps)
{
    Findings found = {.steps = steps};
    Finder finder = {.arena = arena, .steps = steps, .found = &found};
    for (; finder.step < steps->items.count; finder.step++) {
        const Step *step = &steps->items.items[finder.step];
        if (finders[step->kind])
            finders[step->kind](&finder, step);
    }
    return found;
}

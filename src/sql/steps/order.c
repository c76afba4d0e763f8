/* The order of steps: by kind, and within a kind by place, which is the order of creation. */
#include <stdlib.h>

#include "sql/steps/building.h"

static int compare_numbers(uint32_t a, uint32_t b)
{
    return a < b ? -1 : a > b;
}

static int compare_steps(const void *left, const void *right)
{
    const Step *a = left;
    const Step *b = right;
    if (a->kind != b->kind)
        return compare_numbers(a->kind, b->kind);
    if (a->kind == STEP_RENAME_COLUMN && a->first != b->first)
        return compare_numbers(a->first, b->first);
    /* NONE + 1 is zero: indexes of new tables come first. */
    int order = a->kind == STEP_CREATE_INDEX ? compare_numbers(a->before + 1, b->before + 1)
                                             : compare_numbers(a->before, b->before);
    if (order == 0)
        order = compare_numbers(a->after, b->after);
    return order ? order : compare_numbers(a->first, b->first);
}

/* The columns of a unique index become the primary key of a table that had none. */
static bool replaces_index(const Steps *steps, const Step *step, uint32_t index)
{
    const SqlIndex *unique = &steps->before->indexes.items[index];
    if (step->kind != STEP_ALTER_TABLE || step->before != unique->table)
        return false;
    bool adds_key = false;
    for (uint32_t i = step->first; i < step->first + step->count; i++) {
        const TableChange *change = &steps->table_changes.items[i];
        adds_key |= change->kind == TABLE_ADD_PRIMARY_KEY;
        if ((change->kind == TABLE_DROP_COLUMN || change->kind == TABLE_RECREATE_COLUMN) &&
            sql_index_has_column(steps->before, index, change->before))
            return false;
    }
    if (!adds_key)
        return false;
    const SqlIndex *key =
        &steps->after->indexes.items[steps->after->tables.items[step->after].primary_key];
    bool same = key->column_count == unique->column_count;
    for (uint32_t i = 0; same && i < key->column_count; i++)
        same = steps->old.columns[sql_index_columns(steps->before, unique)[i].column] ==
               sql_index_columns(steps->after, key)[i].column;
    return same;
}

/* A table should not be without any key: where a unique index becomes the primary key, the index
 * is dropped behind that. */
static void move_replaced_indexes(Steps *steps)
{
    const SqlSchema *before = steps->before;
    Step *items = steps->items.items;
    size_t count = steps->items.count;
    for (size_t i = 0; i < count; i++) {
        Step step = items[i];
        if (step.kind != STEP_DROP_INDEX)
            continue;
        const SqlIndex *index = &before->indexes.items[step.before];
        if (index->kind != INDEX_UNIQUE || before->tables.items[index->table].primary_key != NONE)
            continue;
        size_t target = i + 1;
        while (target < count && !replaces_index(steps, &items[target], step.before))
            target++;
        if (target == count)
            continue;
        memmove(&items[i], &items[i + 1], (target - i) * sizeof *items);
        items[target] = step;
        i--; /* another step has moved here */
    }
}

void order_steps(Steps *steps)
{
    if (steps->items.count == 0)
        return;
    qsort(steps->items.items, steps->items.count, sizeof *steps->items.items, compare_steps);
    move_replaced_indexes(steps);
}

/* Indexes of tables that are altered, and those of new and dropped tables. */
#include "sql/predicate.h"
#include "sql/steps/building.h"

static const SqlIndex *old_index(const Steps *steps, uint32_t index)
{
    return &steps->before->indexes.items[index];
}

static const SqlIndex *new_index(const Steps *steps, uint32_t index)
{
    return &steps->after->indexes.items[index];
}

static bool operator_classes_match(const SqlIndexColumn *a, const SqlIndexColumn *b)
{
    if (text_is_none(a->operator_class) || text_is_none(b->operator_class))
        return (text_is_none(a->operator_class) || a->operator_class_is_default) &&
               (text_is_none(b->operator_class) || b->operator_class_is_default);
    return text_equal(a->operator_class, b->operator_class);
}

static bool index_columns_match(const Steps *steps, const SqlIndexColumn *a,
                                const SqlIndexColumn *b)
{
    return steps->old.columns[a->column] == b->column &&
           (a->sort == SORT_DESC) == (b->sort == SORT_DESC) && operator_classes_match(a, b);
}

/* True when they differ in their names at most. */
static bool indexes_match(const StepsBuilder *builder, uint32_t before, uint32_t after)
{
    const Steps *steps = builder->steps;
    const SqlIndex *a = old_index(steps, before);
    const SqlIndex *b = new_index(steps, after);
    if (a->kind != b->kind || a->column_count != b->column_count || a->algorithm != b->algorithm)
        return false;
    for (uint32_t i = 0; i < a->column_count; i++)
        if (!index_columns_match(steps, &sql_index_columns(steps->before, a)[i],
                                 &sql_index_columns(steps->after, b)[i]))
            return false;
    if (a->has_unspoken_predicate || b->has_unspoken_predicate)
        return true;
    switch (steps->rules->predicates) {
    case PREDICATES_ARE_NOT_COMPARED:
        return true;
    case PREDICATES_BY_LETTER:
        return text_is_none(a->predicate) == text_is_none(b->predicate) &&
               text_equal(a->predicate, b->predicate);
    case PREDICATES_BY_MEANING:
        return predicates_match(builder->scratch, a->predicate, b->predicate);
    }
    return false;
}

/* The first index of the other table that matches, or NONE. Primary keys are not looked at. */
static uint32_t find_match(const StepsBuilder *builder, TablePair tables, uint32_t index,
                           bool is_before)
{
    const Steps *steps = builder->steps;
    const SqlTable *other = is_before ? &steps->after->tables.items[tables.after]
                                      : &steps->before->tables.items[tables.before];
    for (uint32_t i = other->first_index; i < other->first_index + other->index_count; i++)
        if (is_before ? indexes_match(builder, index, i) : indexes_match(builder, i, index))
            return i;
    return NONE;
}

/* Indexes of the same columns may be renamed any which way, so they are not renamed at all. */
static bool is_only_one_of_its_columns(const Steps *steps, const SqlTable *table, uint32_t index)
{
    const SqlSchema *schema = steps->before;
    const SqlIndex *one = old_index(steps, index);
    for (uint32_t i = table->first_index; i < table->first_index + table->index_count; i++) {
        const SqlIndex *other = old_index(steps, i);
        bool same =
            i != index && other->kind == one->kind && other->column_count == one->column_count;
        for (uint32_t j = 0; same && j < one->column_count; j++)
            same = sql_index_columns(schema, one)[j].column ==
                   sql_index_columns(schema, other)[j].column;
        if (same)
            return false;
    }
    return true;
}

static bool has_recreated_column(const Steps *steps, const SqlIndex *index)
{
    for (uint32_t i = 0; i < index->column_count; i++) {
        uint32_t before = steps->new.columns[sql_index_columns(steps->after, index)[i].column];
        if (before != NONE && steps->changes[before].cast == CAST_IMPOSSIBLE)
            return true;
    }
    return false;
}

static void add_steps_of_old_index(const StepsBuilder *builder, TablePair tables, uint32_t index)
{
    Steps *steps = builder->steps;
    const SqlRules *rules = steps->rules;
    const SqlTable *table = &steps->before->tables.items[tables.before];
    uint32_t match = find_match(builder, tables, index, true);
    if (match == NONE) {
        if (!old_index(steps, index)->has_unspoken_predicate)
            add_step(steps, STEP_DROP_INDEX, index, NONE);
        return;
    }
    if (!is_only_one_of_its_columns(steps, table, index))
        return;
    if (rules->drops_indexes_of_columns && has_recreated_column(steps, new_index(steps, match))) {
        add_step(steps, STEP_CREATE_INDEX, tables.before, match);
        list_last(&steps->items).first = INDEX_WENT;
    }
    if (!text_equal(old_index(steps, index)->name, new_index(steps, match)->name))
        add_step(steps, rules->can_rename_index ? STEP_RENAME_INDEX : STEP_REDEFINE_INDEX, index,
                 match);
}

static void add_altered_table(const StepsBuilder *builder, TablePair tables)
{
    Steps *steps = builder->steps;
    const SqlTable *old = &steps->before->tables.items[tables.before];
    const SqlTable *new = &steps->after->tables.items[tables.after];
    for (uint32_t i = old->first_index; i < old->first_index + old->index_count; i++)
        if (i != old->primary_key)
            add_steps_of_old_index(builder, tables, i);
    for (uint32_t i = new->first_index; i < new->first_index + new->index_count; i++)
        if (i != new->primary_key && !new_index(steps, i)->has_unspoken_predicate &&
            find_match(builder, tables, i, false) == NONE)
            add_step(steps, STEP_CREATE_INDEX, tables.before, i);
}

static void add_all(Steps *steps, StepKind kind, const SqlTable *table)
{
    for (uint32_t i = table->first_index; i < table->first_index + table->index_count; i++)
        if (i != table->primary_key)
            add_step(steps, kind, kind == STEP_DROP_INDEX ? i : NONE,
                     kind == STEP_CREATE_INDEX ? i : NONE);
}

void add_index_steps(StepsBuilder *builder)
{
    Steps *steps = builder->steps;
    /* A table that is redefined may need the names of a dropped table's indexes. */
    bool drops_indexes = steps->rules->drops_indexes_first && steps->redefined_tables.count > 0;
    for (tables_each(table, steps->before)) {
        uint32_t after = steps->old.tables[table];
        if (after == NONE && drops_indexes)
            add_all(steps, STEP_DROP_INDEX, &steps->before->tables.items[table]);
        if (after != NONE && !steps->is_redefined[table])
            add_altered_table(builder, (TablePair){table, after});
    }
    for (tables_each(table, steps->after))
        if (steps->new.tables[table] == NONE)
            add_all(steps, STEP_CREATE_INDEX, &steps->after->tables.items[table]);
}

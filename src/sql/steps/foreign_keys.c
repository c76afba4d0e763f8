/* Foreign keys of tables that are altered, and those of new and dropped tables. */
#include "sql/steps/building.h"

static const SqlForeignKey *old_key(const Steps *steps, uint32_t key)
{
    return &steps->before->foreign_keys.items[key];
}

static const SqlForeignKey *new_key(const Steps *steps, uint32_t key)
{
    return &steps->after->foreign_keys.items[key];
}

/* A table of that name counts, wherever it is: so Prisma has it. */
static bool tables_match(const Steps *steps, uint32_t before, uint32_t after)
{
    return steps->old.tables[before] == after ||
           text_equal(steps->before->tables.items[before].name,
                      steps->after->tables.items[after].name);
}

static bool referenced_columns_match(const Steps *steps, uint32_t before, uint32_t after)
{
    return steps->old.columns[before] == after ||
           text_equal(steps->before->columns.items[before].name,
                      steps->after->columns.items[after].name);
}

static bool foreign_keys_match(const Steps *steps, uint32_t before, uint32_t after)
{
    const SqlForeignKey *a = old_key(steps, before);
    const SqlForeignKey *b = new_key(steps, after);
    if (!tables_match(steps, a->referenced_table, b->referenced_table) ||
        a->column_count != b->column_count || a->on_delete != b->on_delete ||
        a->on_update != b->on_update)
        return false;
    for (uint32_t i = 0; i < a->column_count; i++) {
        const SqlForeignKeyColumn *old =
            &steps->before->foreign_key_columns.items[a->first_column + i];
        const SqlForeignKeyColumn *new =
            &steps->after->foreign_key_columns.items[b->first_column + i];
        if (steps->old.columns[old->column] != new->column ||
            steps->changes[old->column].what & CHANGED_TYPE ||
            !referenced_columns_match(steps, old->referenced_column, new->referenced_column))
            return false;
    }
    return true;
}

static uint32_t find_new(const Steps *steps, uint32_t table_after, uint32_t key)
{
    uint32_t i = steps->after->tables.items[table_after].first_foreign_key;
    while (i != NONE && !foreign_keys_match(steps, key, i))
        i = new_key(steps, i)->next;
    return i;
}

static uint32_t find_old(const Steps *steps, uint32_t table_before, uint32_t key)
{
    uint32_t i = steps->before->tables.items[table_before].first_foreign_key;
    while (i != NONE && !foreign_keys_match(steps, i, key))
        i = old_key(steps, i)->next;
    return i;
}

bool foreign_keys_differ(const Steps *steps, TablePair tables)
{
    uint32_t i = steps->before->tables.items[tables.before].first_foreign_key;
    for (; i != NONE; i = old_key(steps, i)->next)
        if (find_new(steps, tables.after, i) == NONE)
            return true;
    i = steps->after->tables.items[tables.after].first_foreign_key;
    for (; i != NONE; i = new_key(steps, i)->next)
        if (find_old(steps, tables.before, i) == NONE)
            return true;
    return false;
}

/* Join tables had other names for their foreign keys once, which are left as they are. */
static bool keeps_its_name(const Steps *steps, const SqlForeignKey *old, const SqlForeignKey *new)
{
    return text_equal(old->name, new->name) ||
           (is_join_table(steps->before, old->table) && is_join_table(steps->after, new->table) &&
            text_equal(steps->before->tables.items[old->table].name,
                       steps->after->tables.items[new->table].name));
}

/* What happens to a foreign key that stays. */
static void add_steps_of_pair(Steps *steps, uint32_t before, uint32_t after)
{
    const SqlForeignKey *old = old_key(steps, before);
    const SqlForeignKey *new = new_key(steps, after);
    if (!steps->rules->can_redefine_referenced && steps->is_redefined[old->referenced_table]) {
        add_step(steps, STEP_DROP_FOREIGN_KEY, before, NONE);
        add_step(steps, STEP_ADD_FOREIGN_KEY, NONE, after);
    } else if (steps->rules->has_foreign_key_names && !keeps_its_name(steps, old, new)) {
        add_step(steps, STEP_RENAME_FOREIGN_KEY, before, after);
    }
}

/* `is_taken`, by foreign keys of the schema after: it has been found to be an old one. */
static void add_altered_table(Steps *steps, TablePair tables, bool *is_taken)
{
    uint32_t i = steps->after->tables.items[tables.after].first_foreign_key;
    for (; i != NONE; i = new_key(steps, i)->next)
        if (find_old(steps, tables.before, i) == NONE)
            add_step(steps, STEP_ADD_FOREIGN_KEY, NONE, i);
    i = steps->before->tables.items[tables.before].first_foreign_key;
    for (; i != NONE; i = old_key(steps, i)->next) {
        uint32_t match = steps->after->tables.items[tables.after].first_foreign_key;
        while (match != NONE && (is_taken[match] || !foreign_keys_match(steps, i, match)))
            match = new_key(steps, match)->next;
        if (match != NONE) {
            is_taken[match] = true;
            add_steps_of_pair(steps, i, match);
        } else if (find_new(steps, tables.after, i) == NONE) {
            add_step(steps, STEP_DROP_FOREIGN_KEY, i, NONE);
        }
    }
}

void add_foreign_key_steps(StepsBuilder *builder)
{
    Steps *steps = builder->steps;
    if (steps->rules->has_table_foreign_keys)
        return;
    bool *is_taken = NEW_ARRAY(builder->scratch, bool, steps->after->foreign_keys.count + 1);
    for (tables_each(table, steps->before)) {
        uint32_t after = steps->old.tables[table];
        if (after != NONE) {
            if (!steps->is_redefined[table])
                add_altered_table(steps, (TablePair){table, after}, is_taken);
            continue;
        }
        uint32_t i = steps->before->tables.items[table].first_foreign_key;
        for (; i != NONE; i = old_key(steps, i)->next)
            add_step(steps, STEP_DROP_FOREIGN_KEY, i, NONE);
    }
    for (tables_each(table, steps->after)) {
        if (steps->new.tables[table] != NONE)
            continue;
        uint32_t i = steps->after->tables.items[table].first_foreign_key;
        for (; i != NONE; i = new_key(steps, i)->next)
            add_step(steps, STEP_ADD_FOREIGN_KEY, NONE, i);
    }
}

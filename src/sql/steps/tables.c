/* Tables: created, dropped, altered, redefined. */
#include "sql/steps/building.h"

typedef LIST_OF(TableChange) TableChanges;

static const SqlTable *old_table(const Steps *steps, uint32_t table)
{
    return &steps->before->tables.items[table];
}

static const SqlTable *new_table(const Steps *steps, uint32_t table)
{
    return &steps->after->tables.items[table];
}

/* --- primary keys --- */

/* Both tables have a primary key, and it is not the same. */
static bool primary_keys_differ(const Steps *steps, TablePair tables)
{
    const SqlSchema *before = steps->before;
    const SqlSchema *after = steps->after;
    uint32_t old = old_table(steps, tables.before)->primary_key;
    uint32_t new = new_table(steps, tables.after)->primary_key;
    if (old == NONE || new == NONE)
        return false;
    const SqlIndex *a = &before->indexes.items[old];
    const SqlIndex *b = &after->indexes.items[new];
    if (a->column_count != b->column_count)
        return true;
    for (uint32_t i = 0; i < a->column_count; i++) {
        const SqlIndexColumn *x = &sql_index_columns(before, a)[i];
        const SqlIndexColumn *y = &sql_index_columns(after, b)[i];
        if (steps->old.columns[x->column] != y->column ||
            (x->sort == SORT_DESC) != (y->sort == SORT_DESC) ||
            steps->changes[x->column].what & CHANGED_TYPE)
            return true;
    }
    return false;
}

static bool primary_key_columns_differ(const Steps *steps, TablePair tables)
{
    const SqlIndex *a = &steps->before->indexes.items[old_table(steps, tables.before)->primary_key];
    const SqlIndex *b = &steps->after->indexes.items[new_table(steps, tables.after)->primary_key];
    if (a->column_count != b->column_count)
        return true;
    for (uint32_t i = 0; i < a->column_count; i++)
        if (steps->old.columns[sql_index_columns(steps->before, a)[i].column] !=
            sql_index_columns(steps->after, b)[i].column)
            return true;
    return false;
}

typedef enum KeyChange {
    KEY_STAYS,
    KEY_IS_DROPPED,
    KEY_IS_ADDED,
    KEY_IS_REPLACED,
} KeyChange;

static KeyChange key_change(const Steps *steps, TablePair tables)
{
    bool had = old_table(steps, tables.before)->primary_key != NONE;
    bool has = new_table(steps, tables.after)->primary_key != NONE;
    if (had != has)
        return had ? KEY_IS_DROPPED : KEY_IS_ADDED;
    return primary_keys_differ(steps, tables) ? KEY_IS_REPLACED : KEY_STAYS;
}

bool step_drops_primary_key(const Steps *steps, uint32_t before)
{
    KeyChange key = key_change(steps, (TablePair){before, steps->old.tables[before]});
    return key == KEY_IS_DROPPED ||
           (key == KEY_IS_REPLACED && !steps->rules->can_alter_primary_key);
}

static bool primary_key_is_renamed(const Steps *steps, TablePair tables)
{
    uint32_t old = old_table(steps, tables.before)->primary_key;
    uint32_t new = new_table(steps, tables.after)->primary_key;
    return old != NONE && new != NONE &&
           !text_equal(steps->before->indexes.items[old].name,
                       steps->after->indexes.items[new].name);
}

/* --- altered tables --- */

static void change(Steps *steps, TableChangeKind kind, uint32_t before, uint32_t after)
{
    list_add(steps->arena, &steps->table_changes, (TableChange){kind, before, after});
}

/* Dropped and added columns are in the order of their names; altered ones in that of the table. */
static void change_columns(StepsBuilder *builder, TablePair tables)
{
    Steps *steps = builder->steps;
    ArenaMark mark = arena_mark(builder->scratch);
    ColumnPairs pairs = step_column_pairs(builder->scratch, steps, tables.before, tables.after);
    for (list_each(const ColumnPair, pair, &pairs))
        if (pair->after == NONE)
            change(steps, TABLE_DROP_COLUMN, pair->before, NONE);
    for (list_each(const ColumnPair, pair, &pairs))
        if (pair->before == NONE)
            change(steps, TABLE_ADD_COLUMN, NONE, pair->after);
    arena_rewind(builder->scratch, mark);
    const SqlTable *table = old_table(steps, tables.before);
    for (uint32_t i = table->first_column; i < table->first_column + table->column_count; i++)
        if (steps->old.columns[i] != NONE && steps->changes[i].what)
            change(steps,
                   steps->changes[i].cast == CAST_IMPOSSIBLE ? TABLE_RECREATE_COLUMN
                                                             : TABLE_ALTER_COLUMN,
                   i, steps->old.columns[i]);
}

/* A cheap look first: most tables of a schema stay as they are. */
static bool any_column_differs(const Steps *steps, TablePair tables)
{
    const SqlTable *old = old_table(steps, tables.before);
    uint32_t same = 0;
    for (uint32_t i = old->first_column; i < old->first_column + old->column_count; i++) {
        if (steps->old.columns[i] == NONE || steps->changes[i].what)
            return true;
        same++;
    }
    return same != new_table(steps, tables.after)->column_count;
}

/* Adds a step with the changes from `first` on, if there are any. */
static void add_alter_table(Steps *steps, TablePair tables, size_t first)
{
    if (steps->table_changes.count == first)
        return;
    add_step(steps, STEP_ALTER_TABLE, tables.before, tables.after);
    list_last(&steps->items).first = (uint32_t)first;
    list_last(&steps->items).count = (uint32_t)(steps->table_changes.count - first);
}

/* The name of a key that is replaced goes with it. Prisma renames it all the same, and for tables
 * of the same name so do we. */
static bool renames_primary_key(const Steps *steps, TablePair tables, KeyChange key)
{
    bool is_renamed_table =
        !text_equal(old_table(steps, tables.before)->name, new_table(steps, tables.after)->name);
    return primary_key_is_renamed(steps, tables) && (key == KEY_STAYS || !is_renamed_table);
}

static void add_altered_table(StepsBuilder *builder, TablePair tables)
{
    Steps *steps = builder->steps;
    size_t first = steps->table_changes.count;
    KeyChange key = key_change(steps, tables);
    bool alters_key = steps->rules->can_alter_primary_key &&
                      old_table(steps, tables.before)->primary_key != NONE &&
                      new_table(steps, tables.after)->primary_key != NONE;
    if (alters_key) {
        key = KEY_STAYS;
        if (primary_key_columns_differ(steps, tables))
            add_step(steps, STEP_ALTER_PRIMARY_KEY, tables.before, tables.after);
    }
    if (key == KEY_IS_DROPPED || key == KEY_IS_REPLACED)
        change(steps, TABLE_DROP_PRIMARY_KEY, NONE, NONE);
    if (renames_primary_key(steps, tables, key))
        change(steps, TABLE_RENAME_PRIMARY_KEY, NONE, NONE);
    if (any_column_differs(steps, tables))
        change_columns(builder, tables);
    if (key == KEY_IS_ADDED || key == KEY_IS_REPLACED)
        change(steps, TABLE_ADD_PRIMARY_KEY, NONE, NONE);
    add_alter_table(steps, tables, first);
}

/* --- redefined tables --- */

bool steps_must_redefine_unalterable(const Steps *steps, uint32_t before, uint32_t after)
{
    TablePair tables = {before, after};
    const SqlTable *old = old_table(steps, before);
    const SqlTable *new = new_table(steps, after);
    if (key_change(steps, tables) != KEY_STAYS)
        return true;
    for (uint32_t i = old->first_column; i < old->first_column + old->column_count; i++)
        if (steps->old.columns[i] == NONE || steps->changes[i].what)
            return true;
    for (uint32_t i = new->first_column; i < new->first_column + new->column_count; i++)
        if (steps->new.columns[i] == NONE &&
            steps->after->columns.items[i].type.arity == COLUMN_REQUIRED)
            return true;
    return foreign_keys_differ(steps, tables);
}

bool steps_must_redefine_recreated_key(const Steps *steps, uint32_t before, uint32_t after)
{
    (void)after;
    const SqlTable *table = old_table(steps, before);
    for (uint32_t i = table->first_column; i < table->first_column + table->column_count; i++)
        if (sql_column_is_primary_key(steps->before, i) &&
            (steps->old.columns[i] == NONE || steps->changes[i].cast == CAST_IMPOSSIBLE))
            return true;
    return false;
}

static void find_redefined(Steps *steps)
{
    if (!steps->rules->must_redefine)
        return;
    for (tables_each(table, steps->before)) {
        uint32_t after = steps->old.tables[table];
        if (after == NONE || old_table(steps, table)->is_external ||
            new_table(steps, after)->is_external ||
            !steps->rules->must_redefine(steps, table, after))
            continue;
        steps->is_redefined[table] = true;
        list_add(steps->arena, &steps->redefined_tables, table);
    }
    if (steps->redefined_tables.count == 0)
        return;
    add_step(steps, STEP_REDEFINE_TABLES, NONE, NONE);
    list_last(&steps->items).count = (uint32_t)steps->redefined_tables.count;
}

void add_table_steps(StepsBuilder *builder)
{
    Steps *steps = builder->steps;
    find_redefined(steps);
    for (tables_each(table, steps->before)) {
        uint32_t after = steps->old.tables[table];
        if (after == NONE)
            add_step(steps, STEP_DROP_TABLE, table, NONE);
        else if (!steps->is_redefined[table])
            add_altered_table(builder, (TablePair){table, after});
    }
    for (tables_each(table, steps->after))
        if (steps->new.tables[table] == NONE)
            add_step(steps, STEP_CREATE_TABLE, NONE, table);
}

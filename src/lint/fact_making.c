#include "lint/fact_making.h"

static const char *const mode_names[] = {
    [LOCK_NONE] = "",
    [LOCK_ACCESS_SHARE] = "AccessShareLock",
    [LOCK_ROW_SHARE] = "RowShareLock",
    [LOCK_ROW_EXCLUSIVE] = "RowExclusiveLock",
    [LOCK_SHARE_UPDATE_EXCLUSIVE] = "ShareUpdateExclusiveLock",
    [LOCK_SHARE] = "ShareLock",
    [LOCK_SHARE_ROW_EXCLUSIVE] = "ShareRowExclusiveLock",
    [LOCK_EXCLUSIVE] = "ExclusiveLock",
    [LOCK_ACCESS_EXCLUSIVE] = "AccessExclusiveLock",
};

const char *lint_lock_name(LintLockMode mode)
{
    return mode_names[mode];
}

LintLockMode lint_lock_mode(Text name)
{
    for (size_t i = 0; i < sizeof mode_names / sizeof *mode_names; i++)
        if (text_is(name, mode_names[i]))
            return (LintLockMode)i;
    return LOCK_NONE;
}

static void add_lock(FactMaking *making, LintName name, const WorldTable *known, LintLockMode mode)
{
    LintName full = world_name(making->world, name);
    if (mode < LOCK_SHARE_UPDATE_EXCLUSIVE || name.name.length == 0)
        return;
    for (list_each(LintLock, lock, &making->facts.locks))
        if (text_equal(lock->table.name, full.name) && text_equal(lock->table.space, full.space)) {
            lock->mode = lock->mode > mode ? lock->mode : mode;
            return;
        }
    list_add(making->arena, &making->facts.locks,
             (LintLock){.table = full, .mode = mode, .known = known});
}

void fact_lock(FactMaking *making, const WorldTable *table, LintLockMode mode)
{
    if (table->object == LINT_TABLE || table->object == LINT_MATERIALIZED_VIEW)
        add_lock(making, table->name, table, mode);
}

void fact_lock_tree(FactMaking *making, const WorldTable *table, LintLockMode mode)
{
    const WorldTables children = table->children;
    fact_lock(making, table, mode);
    for (list_each(const WorldTableRef, child, &children))
        fact_lock_tree(making, *child, mode);
}

void fact_lock_name(FactMaking *making, LintName name, LintLockMode mode)
{
    const WorldTable *table = world_table(making->world, name);
    if (table)
        fact_lock(making, table, mode);
    else if (!(making->world->is_whole && making->statement->if_exists))
        add_lock(making, name, NULL, mode);
}

void fact_lock_name_tree(FactMaking *making, LintName name, LintLockMode mode)
{
    const WorldTable *table = world_table(making->world, name);
    if (table)
        fact_lock_tree(making, table, mode);
    else if (!(making->world->is_whole && making->statement->if_exists))
        add_lock(making, name, NULL, mode);
}

/* Adds a table's name once, or those of its partitions. */
static void add_read(FactMaking *making, LintNames *names, LintName name)
{
    const WorldTable *table = world_table(making->world, name);
    LintName full = world_name(making->world, name);
    if (table && !making->statement->only) {
        const WorldTables children = table->children;
        for (list_each(const WorldTableRef, child, &children))
            add_read(making, names, (*child)->name);
    }
    for (list_each(const LintName, known, names))
        if (text_equal(known->name, full.name) && text_equal(known->space, full.space))
            return;
    if (!table || !table->is_partitioned)
        list_add(making->arena, names, full);
}

void fact_rewrite(FactMaking *making, LintName name)
{
    add_read(making, &making->facts.rewrites, name);
}

void fact_scan(FactMaking *making, LintName name)
{
    add_read(making, &making->facts.scans, name);
}

void fact_lock_referenced(FactMaking *making, const WorldTable *table, Text column,
                          LintLockMode mode)
{
    for (list_each(const WorldConstraint, constraint, &table->constraints))
        if (constraint->references && !constraint->is_inherited &&
            (column.length == 0 || text_list_has(&constraint->is.columns, column)))
            fact_lock_tree(making, constraint->references, mode);
}

/* The columns that a foreign key refers to: the primary key where none are written. */
static bool refers_to(const WorldConstraint *key, const WorldTable *table, Text column)
{
    if (key->references != table)
        return false;
    if (column.length == 0 || key->is.referenced.count)
        return column.length == 0 || text_list_has(&key->is.referenced, column);
    for (list_each(const WorldConstraint, constraint, &table->constraints))
        if (constraint->is.kind == LINT_PRIMARY_KEY)
            return text_list_has(&constraint->is.columns, column);
    return true;
}

bool fact_is_referred_to(const FactMaking *making, const WorldTable *table)
{
    for (list_each(const WorldTableRef, other, &making->world->tables))
        for (list_each(const WorldConstraint, key, &(*other)->constraints))
            if (key->references == table)
                return true;
    return false;
}

void fact_lock_referring(FactMaking *making, const WorldTable *table, Text column,
                         LintLockMode mode)
{
    for (list_each(const WorldTableRef, other, &making->world->tables))
        for (list_each(const WorldConstraint, key, &(*other)->constraints))
            if (refers_to(key, table, column))
                fact_lock(making, *other, mode);
}

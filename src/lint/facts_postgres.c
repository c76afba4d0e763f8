/* The facts of PostgreSQL's statements. */
#include "lint/fact_making.h"

static bool is_itself(const FactMaking *making, LintName name)
{
    LintName its = world_name(making->world, making->statement->name);
    LintName full = world_name(making->world, name);
    return text_equal(its.name, full.name) && text_equal(its.space, full.space);
}

/* CREATE TABLE: what it makes is nobody else's yet, so only the others count. */
static void create_table(FactMaking *making)
{
    const LintStatement *statement = making->statement;
    if (statement->if_not_exists && world_table(making->world, statement->name))
        return;
    for (list_each(const LintAction, action, &statement->actions))
        for (list_each(const LintConstraint, constraint, &action->constraints))
            if (constraint->kind == LINT_FOREIGN_KEY && !is_itself(making, constraint->references))
                fact_lock_name_tree(making, constraint->references, LOCK_SHARE_ROW_EXCLUSIVE);
    for (list_each(const LintName, name, &statement->parents)) {
        const WorldTable *parent = world_table(making->world, *name);
        fact_lock_name(making, *name,
                       statement->is_partition ? LOCK_ACCESS_EXCLUSIVE
                                               : LOCK_SHARE_UPDATE_EXCLUSIVE);
        if (!statement->is_partition || !parent)
            continue;
        const WorldTable *rest = world_default_partition(parent);
        if (rest) {
            fact_lock(making, rest, LOCK_ACCESS_EXCLUSIVE);
            fact_scan(making, rest->name);
        }
        fact_lock_referenced(making, parent, TEXT(""), LOCK_SHARE_ROW_EXCLUSIVE);
        if (making->version >= 15)
            fact_lock_referring(making, parent, TEXT(""), LOCK_SHARE_ROW_EXCLUSIVE);
    }
}

/* A partition that goes takes the locks that its parent's parts need. */
static void drop_from_parent(FactMaking *making, const WorldTable *parent)
{
    const WorldTable *rest = world_default_partition(parent);
    fact_lock(making, parent, LOCK_ACCESS_EXCLUSIVE);
    if (rest)
        fact_lock(making, rest, LOCK_ACCESS_EXCLUSIVE);
    if (making->statement->cascade && fact_is_referred_to(making, parent)) {
        fact_lock_tree(making, parent, LOCK_ACCESS_EXCLUSIVE);
        fact_lock_referring(making, parent, TEXT(""), LOCK_ACCESS_EXCLUSIVE);
    }
}

static void drop_table(FactMaking *making, const WorldTable *gone)
{
    const WorldTables children = gone->children;
    fact_lock(making, gone, LOCK_ACCESS_EXCLUSIVE);
    for (list_each(const WorldConstraint, key, &gone->constraints)) {
        if (!key->references || key->is_inherited)
            continue;
        if (making->version >= 15 || !key->references->is_partitioned)
            fact_lock(making, key->references, LOCK_ACCESS_EXCLUSIVE);
        for (list_each(const WorldTableRef, child, &key->references->children))
            fact_lock_tree(making, *child, LOCK_ACCESS_EXCLUSIVE);
    }
    if (making->statement->cascade)
        fact_lock_referring(making, gone, TEXT(""), LOCK_ACCESS_EXCLUSIVE);
    for (list_each(WorldTableRef, parent, &gone->parents))
        if (gone->is_partition)
            drop_from_parent(making, *parent);
    for (list_each(const WorldTableRef, child, &children))
        if ((*child)->is_partition || making->statement->cascade)
            drop_table(making, *child);
}

static void drop_tables(FactMaking *making)
{
    for (list_each(const LintName, name, &making->statement->names)) {
        const WorldTable *gone = world_table(making->world, *name);
        if (gone)
            drop_table(making, gone);
        else if (making->statement->object == LINT_TABLE ||
                 making->statement->object == LINT_MATERIALIZED_VIEW)
            fact_lock_name(making, *name, LOCK_ACCESS_EXCLUSIVE);
    }
}

/* CASCADE goes on to the tables that refer to these, and to those that refer to them. */
static void truncate(FactMaking *making)
{
    for (list_each(const LintName, name, &making->statement->names))
        fact_lock_name_tree(making, *name, LOCK_ACCESS_EXCLUSIVE);
    for (size_t i = 0; making->statement->cascade && i < making->facts.locks.count; i++)
        if (making->facts.locks.items[i].known)
            fact_lock_referring(making, making->facts.locks.items[i].known, TEXT(""),
                                LOCK_ACCESS_EXCLUSIVE);
    for (list_each(const LintLock, lock, &making->facts.locks))
        fact_rewrite(making, lock->table);
}

static void create_index(FactMaking *making)
{
    const LintStatement *statement = making->statement;
    const WorldTable *table = world_table(making->world, statement->table);
    LintLockMode mode = statement->concurrently ? LOCK_SHARE_UPDATE_EXCLUSIVE : LOCK_SHARE;
    making->facts.transactional = !statement->concurrently;
    if (table && table->is_partitioned && statement->only) {
        fact_lock(making, table, mode);
        return;
    }
    if (table && table->is_partitioned)
        fact_lock_tree(making, table, mode);
    else
        fact_lock_name(making, statement->table, mode);
    fact_scan(making, statement->table);
}

static void drop_indexes(FactMaking *making)
{
    bool concurrently = making->statement->concurrently;
    making->facts.transactional = !concurrently;
    for (list_each(const LintName, name, &making->statement->names)) {
        WorldTable *table;
        if (!world_index(making->world, *name, &table))
            making->facts.is_open = true; /* of which table? */
        else if (table->is_partitioned)
            fact_lock_tree(making, table, LOCK_ACCESS_EXCLUSIVE);
        else
            fact_lock(making, table,
                      concurrently ? LOCK_SHARE_UPDATE_EXCLUSIVE : LOCK_ACCESS_EXCLUSIVE);
    }
}

static void reindex(FactMaking *making)
{
    const LintStatement *statement = making->statement;
    LintLockMode mode = statement->concurrently ? LOCK_SHARE_UPDATE_EXCLUSIVE : LOCK_SHARE;
    WorldTable *table = world_table(making->world, statement->table);
    making->facts.transactional = !statement->concurrently && statement->object != LINT_EVERYTHING;
    if (statement->object == LINT_INDEX)
        world_index(making->world, statement->name, &table);
    if (table && table->is_partitioned)
        making->facts.transactional = false;
    if (table) {
        fact_lock_tree(making, table, mode);
        fact_scan(making, table->name);
    } else if (statement->object == LINT_TABLE) {
        fact_lock_name(making, statement->table, mode);
        fact_scan(making, statement->table);
    } else {
        making->facts.is_open = true;
    }
}

/* CLUSTER, VACUUM, ANALYZE and REFRESH. */
static void upkeep(FactMaking *making)
{
    const LintStatement *statement = making->statement;
    bool rewrites = statement->kind == LINT_CLUSTER || statement->is_full;
    LintLockMode mode = rewrites ? LOCK_ACCESS_EXCLUSIVE : LOCK_SHARE_UPDATE_EXCLUSIVE;
    LintNames names = statement->names;
    if (statement->kind == LINT_CLUSTER && statement->table.name.length)
        list_add(making->arena, &names, statement->table);
    making->facts.transactional =
        statement->kind == LINT_ANALYZE || (statement->kind == LINT_CLUSTER && names.count);
    making->facts.is_open = names.count == 0;
    for (list_each(const LintName, name, &names)) {
        fact_lock_name_tree(making, *name, mode);
        if (rewrites)
            fact_rewrite(making, *name);
    }
}

static void refresh_view(FactMaking *making)
{
    bool concurrently = making->statement->concurrently;
    fact_lock_name(making, making->statement->name,
                   concurrently ? LOCK_EXCLUSIVE : LOCK_ACCESS_EXCLUSIVE);
    if (!concurrently)
        fact_rewrite(making, making->statement->name);
}

static bool has_type(const FactMaking *making, const WorldTable *table, LintName type)
{
    LintName full = world_name(making->world, type);
    for (list_each(const WorldColumn, column, &table->columns)) {
        LintName its = world_name(making->world, column->type.name);
        if (text_equal(its.name, full.name) && text_equal(its.space, full.space))
            return true;
    }
    return false;
}

/* A domain's new rule is checked in every table that uses it. */
static void alter_domain(FactMaking *making)
{
    const LintAction *action = making->statement->actions.items;
    bool checks = action->kind == LINT_VALIDATE_CONSTRAINT || action->kind == LINT_SET_NOT_NULL ||
                  (action->kind == LINT_ADD_CONSTRAINT && action->constraints.count &&
                   !action->constraints.items[0].is_not_valid);
    for (list_each(const WorldTableRef, table, &making->world->tables))
        if (checks && (*table)->object == LINT_TABLE &&
            has_type(making, *table, making->statement->name)) {
            fact_lock(making, *table, LOCK_SHARE);
            fact_scan(making, (*table)->name);
        }
}

static void drop_types(FactMaking *making)
{
    for (list_each(const LintName, name, &making->statement->names))
        for (list_each(const WorldTableRef, table, &making->world->tables))
            if (making->statement->cascade && has_type(making, *table, *name))
                fact_lock(making, *table, LOCK_ACCESS_EXCLUSIVE);
}

static void drop_schemas(FactMaking *making)
{
    for (list_each(const LintName, name, &making->statement->names))
        for (list_each(const WorldTableRef, table, &making->world->tables))
            if (making->statement->cascade && text_equal((*table)->name.space, name->name))
                drop_table(making, *table);
}

/* Row triggers of a partitioned table are on its partitions, too; up to 14, renaming one left those
 * alone. */
static void trigger(FactMaking *making, LintLockMode mode)
{
    const WorldTable *table = world_table(making->world, making->statement->table);
    bool down = making->statement->kind != LINT_RENAME_TRIGGER || making->version >= 15;
    if (table && table->is_partitioned && down)
        fact_lock_tree(making, table, mode);
    else
        fact_lock_name(making, making->statement->table, mode);
}

/* Statements that lock the table they name in one mode and do no more. */
static const struct {
    LintKind kind;
    LintLockMode mode;
} plain[] = {
    {LINT_CREATE_RULE, LOCK_ACCESS_EXCLUSIVE},
    {LINT_DROP_RULE, LOCK_ACCESS_EXCLUSIVE},
    {LINT_RENAME_RULE, LOCK_ACCESS_EXCLUSIVE},
    {LINT_CREATE_POLICY, LOCK_ACCESS_EXCLUSIVE},
    {LINT_DROP_POLICY, LOCK_ACCESS_EXCLUSIVE},
    {LINT_CREATE_STATISTICS, LOCK_SHARE_UPDATE_EXCLUSIVE},
    {LINT_CREATE_PUBLICATION, LOCK_SHARE_UPDATE_EXCLUSIVE},
    {LINT_COMMENT, LOCK_SHARE_UPDATE_EXCLUSIVE},
};

static void plain_lock(FactMaking *making)
{
    const LintStatement *statement = making->statement;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        if (plain[i].kind != statement->kind)
            continue;
        fact_lock_name(making, statement->table, plain[i].mode);
        for (list_each(const LintName, name, &statement->names))
            fact_lock_name(making, *name, plain[i].mode);
    }
}

static void (*maker_of(LintKind kind))(FactMaking *)
{
    static void (*const makers[])(FactMaking *) = {
        [LINT_CREATE_TABLE] = create_table,
        [LINT_ALTER_TABLE] = fact_alter_table,
        [LINT_DROP_TABLE] = drop_tables,
        [LINT_TRUNCATE] = truncate,
        [LINT_CREATE_INDEX] = create_index,
        [LINT_DROP_INDEX] = drop_indexes,
        [LINT_REINDEX] = reindex,
        [LINT_CLUSTER] = upkeep,
        [LINT_VACUUM] = upkeep,
        [LINT_ANALYZE] = upkeep,
        [LINT_REFRESH_VIEW] = refresh_view,
        [LINT_ALTER_DOMAIN] = alter_domain,
        [LINT_DROP_TYPE] = drop_types,
        [LINT_DROP_SCHEMA] = drop_schemas,
    };
    return kind < sizeof makers / sizeof *makers ? makers[kind] : NULL;
}

LintFacts lint_facts(Arena *arena, const LintWorld *world, const LintStatement *statement,
                     int version)
{
    FactMaking making = {
        .arena = arena, .world = world, .statement = statement, .version = version};
    void (*make)(FactMaking *) = maker_of(statement->kind);
    making.facts.transactional =
        statement->kind != LINT_ALONE && statement->kind != LINT_DROP_DATABASE;
    making.facts.is_open = statement->kind == LINT_UNREAD || statement->kind == LINT_DO ||
                           statement->kind == LINT_CALL || statement->calls.count ||
                           statement->kind == LINT_DROP_EXTENSION;
    if (make)
        make(&making);
    else if (statement->kind == LINT_LOCK_TABLE)
        for (list_each(const LintName, name, &statement->names))
            fact_lock_name_tree(&making, *name, lint_lock_mode(statement->text));
    else if (statement->kind == LINT_CREATE_TRIGGER)
        trigger(&making, LOCK_SHARE_ROW_EXCLUSIVE);
    else if (statement->kind == LINT_DROP_TRIGGER || statement->kind == LINT_RENAME_TRIGGER)
        trigger(&making, LOCK_ACCESS_EXCLUSIVE);
    else
        plain_lock(&making);
    return making.facts;
}

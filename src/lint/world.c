#include "lint/world_making.h"

LintWorld *world_new(Arena *arena, Text usual)
{
    LintWorld *world = NEW(arena, LintWorld);
    world->arena = arena;
    world->usual = usual.length ? usual : TEXT("public");
    world->table_by_name = MAP(arena);
    return world;
}

void world_begin_migration(LintWorld *world)
{
    for (list_each(WorldTableRef, table, &world->tables))
        (*table)->is_new = false;
    for (list_each(WorldTypeRef, type, &world->types))
        (*type)->is_new = false;
}

LintName world_name(const LintWorld *world, LintName name)
{
    return (LintName){name.space.length ? name.space : world->usual, name.name};
}

static bool same_name(LintName a, LintName b)
{
    return text_equal(a.name, b.name) && text_equal(a.space, b.space);
}

/* The key of a name in the map; NUL is in no name. */
static Text key_of(const LintWorld *world, LintName name)
{
    LintName full = world_name(world, name);
    char *key = arena_alloc(world->arena, full.space.length + full.name.length + 1);
    if (full.space.length)
        memcpy(key, full.space.data, full.space.length);
    if (full.name.length)
        memcpy(key + full.space.length + 1, full.name.data, full.name.length);
    return (Text){key, full.space.length + full.name.length + 1};
}

WorldTable *world_table(const LintWorld *world, LintName name)
{
    return map_get(&world->table_by_name, key_of(world, name));
}

void world_rename_table(LintWorld *world, WorldTable *table, LintName name)
{
    if (table->name.name.length && world_table(world, table->name) == table)
        map_set(&world->table_by_name, key_of(world, table->name), NULL);
    table->name = world_name(world, name);
    map_set(&world->table_by_name, key_of(world, name), table);
}

WorldTable *world_add_table(LintWorld *world, LintName name, LintObject object)
{
    WorldTable *table = NEW(world->arena, WorldTable);
    table->object = object;
    table->is_new = true;
    table->tablespace = TEXT("pg_default");
    table->method = TEXT("heap");
    world_rename_table(world, table, name);
    list_add(world->arena, &world->tables, table);
    return table;
}

void world_forget(WorldTables *tables, const WorldTable *gone)
{
    for (size_t i = tables->count; i-- > 0;)
        if (tables->items[i] == gone)
            list_remove(tables, &tables->items[i]);
}

void world_drop_table(LintWorld *world, WorldTable *gone)
{
    WorldTables children = gone->children;
    list_own(world->arena, &children);
    for (list_each(WorldTableRef, parent, &gone->parents))
        world_forget(&(*parent)->children, gone);
    for (list_each(const WorldTableRef, child, &children))
        world_forget(&(*child)->parents, gone);
    if (world_table(world, gone->name) == gone)
        map_set(&world->table_by_name, key_of(world, gone->name), NULL);
    world_forget(&world->tables, gone);
    for (list_each(WorldTableRef, table, &world->tables)) {
        world_forget(&(*table)->sources, gone);
        for (size_t i = (*table)->constraints.count; i-- > 0;)
            if ((*table)->constraints.items[i].references == gone)
                list_remove(&(*table)->constraints, &(*table)->constraints.items[i]);
    }
    for (list_each(const WorldTableRef, child, &children))
        if ((*child)->is_partition)
            world_drop_table(world, *child);
}

WorldType *world_type(const LintWorld *world, LintName name)
{
    LintName full = world_name(world, name);
    for (list_each(WorldTypeRef, type, &world->types))
        if (same_name((*type)->name, full))
            return *type;
    return NULL;
}

WorldIndex *world_index(const LintWorld *world, LintName name, WorldTable **table)
{
    LintName full = world_name(world, name);
    for (list_each(WorldTableRef, candidate, &world->tables))
        for (list_each(WorldIndex, index, &(*candidate)->indexes))
            if (text_equal(index->name, full.name) &&
                text_equal((*candidate)->name.space, full.space)) {
                *table = *candidate;
                return index;
            }
    return NULL;
}

WorldColumn *world_column(const WorldTable *table, Text name)
{
    for (list_each(WorldColumn, column, &table->columns))
        if (text_equal(column->name, name))
            return column;
    return NULL;
}

WorldConstraint *world_constraint(const WorldTable *table, Text name)
{
    for (list_each(WorldConstraint, constraint, &table->constraints))
        if (text_equal(constraint->is.name, name))
            return constraint;
    return NULL;
}

bool world_proves_not_null(const WorldTable *table, Text column)
{
    for (list_each(const WorldConstraint, constraint, &table->constraints))
        if (constraint->is.is_not_null && !constraint->is.is_not_valid &&
            text_equal(constraint->is.columns.items[0], column))
            return true;
    return false;
}

bool text_list_has(const TextList *list, Text text)
{
    for (list_each(const Text, item, list))
        if (text_equal(*item, text))
            return true;
    return false;
}

WorldTable *world_default_partition(const WorldTable *table)
{
    for (list_each(const WorldTableRef, child, &table->children))
        if ((*child)->is_default)
            return *child;
    return NULL;
}

/* What statements make of the world. */
#include "lint/world_making.h"

static void create_table(LintWorld *world, const LintStatement *statement)
{
    if (world_table(world, statement->name))
        return;
    WorldTable *table = world_add_table(world, statement->name, LINT_TABLE);
    table->is_partitioned = statement->is_partitioned;
    table->tablespace = statement->text.length ? statement->text : table->tablespace;
    table->method = statement->method.length ? statement->method : table->method;
    table->is_unlogged = statement->is_unlogged;
    table->is_temporary = statement->is_temporary;
    for (list_each(const LintName, parent, &statement->parents))
        world_add_parent(world, table, *parent);
    for (list_each(const LintName, name, &statement->likes)) {
        const WorldTable *like = world_table(world, *name);
        for (size_t i = 0; like && i < like->columns.count; i++)
            if (!world_column(table, like->columns.items[i].name))
                list_add(world->arena, &table->columns, like->columns.items[i]);
    }
    for (list_each(const LintAction, action, &statement->actions))
        world_change(world, table, action);
    if (statement->is_partition && table->parents.count)
        world_become_partition(world, table, table->parents.items[0], statement->is_default);
}

/* A view, or a table that a query makes, whose columns are not known. */
static void create_from_query(LintWorld *world, const LintStatement *statement)
{
    WorldTable *made = world_table(world, statement->name);
    if (made && !statement->replaces)
        return;
    if (!made)
        made = world_add_table(world, statement->name, statement->object);
    made->is_temporary = statement->is_temporary;
    made->sources = (WorldTables){0};
    made->mentions = statement->mentions;
    if (made->object == LINT_TABLE)
        return; /* it depends on nothing */
    for (list_each(const LintName, name, &statement->sources)) {
        WorldTable *source = world_table(world, *name);
        if (source)
            list_add(world->arena, &made->sources, source);
    }
}

/* The name that PostgreSQL makes of the columns; of an expression it may make another. */
static Text index_name(LintWorld *world, const LintStatement *statement)
{
    if (statement->name.name.length)
        return statement->name.name;
    Text name = statement->table.name;
    for (list_each(const Text, column, &statement->columns))
        name = text_format(world->arena, "%.*s_%.*s", TEXT_ARG(name),
                           TEXT_ARG(column->length ? *column : TEXT("expr")));
    name = text_format(world->arena, "%.*s_idx", TEXT_ARG(name));
    Text tried = name;
    WorldTable *table;
    for (int number = 1; world_index(world, (LintName){statement->table.space, tried}, &table);
         number++)
        tried = text_format(world->arena, "%.*s%d", TEXT_ARG(name), number);
    return tried;
}

static void create_index(LintWorld *world, const LintStatement *statement)
{
    WorldTable *table = world_table(world, statement->table);
    if (!table)
        return;
    list_add(world->arena, &table->indexes,
             (WorldIndex){.name = index_name(world, statement),
                          .columns = statement->columns,
                          .mentions = statement->mentions,
                          .is_unique = statement->is_unique,
                          .has_where = statement->has_where});
    const WorldTables children = table->children;
    for (list_each(const WorldTableRef, child, &children)) {
        LintStatement below = *statement;
        below.table = (*child)->name;
        below.name = (LintName){0};
        if ((*child)->is_partition && !statement->only)
            create_index(world, &below);
    }
}

static void drop_index(LintWorld *world, LintName name)
{
    WorldTable *table;
    WorldIndex *index = world_index(world, name, &table);
    if (index)
        list_remove(&table->indexes, index);
}

static void alter_index(LintWorld *world, const LintStatement *statement)
{
    WorldTable *table;
    WorldIndex *index = world_index(world, statement->name, &table);
    for (list_each(const LintAction, action, &statement->actions))
        if (index && action->kind == LINT_RENAME)
            index->name = action->becomes;
}

static void alter_table(LintWorld *world, const LintStatement *statement)
{
    WorldTable *table = world_table(world, statement->name);
    if (!table && statement->object != LINT_TYPE)
        alter_index(world, statement); /* ALTER TABLE may name one, too */
    for (list_each(const LintAction, action, &statement->actions))
        if (table)
            world_change(world, table, action);
}

static void add_type(LintWorld *world, const LintStatement *statement)
{
    WorldType *type = NEW(world->arena, WorldType);
    type->name = world_name(world, statement->name);
    type->of = statement->type;
    type->constraints = statement->constraints;
    list_own(world->arena, &type->constraints);
    type->is_enum = statement->kind == LINT_CREATE_ENUM;
    type->is_new = true;
    list_add(world->arena, &world->types, type);
}

/* With CASCADE the columns of the type are gone, too. */
static void drop_type(LintWorld *world, LintName name)
{
    WorldType *gone = world_type(world, name);
    for (size_t i = 0; gone && i < world->types.count; i++) {
        if (world->types.items[i] != gone)
            continue;
        list_remove(&world->types, &world->types.items[i]);
        for (list_each(WorldTableRef, table, &world->tables))
            for (size_t place = (*table)->columns.count; place-- > 0;) {
                WorldColumn column = (*table)->columns.items[place];
                LintAction drop = {.kind = LINT_DROP_COLUMN, .column = column.name};
                LintName full = world_name(world, column.type.name);
                if (text_equal(full.name, gone->name.name) &&
                    text_equal(full.space, gone->name.space))
                    world_change(world, *table, &drop);
            }
        return;
    }
}

static void alter_domain(LintWorld *world, const LintStatement *statement)
{
    WorldType *domain = world_type(world, statement->name);
    if (!domain)
        return;
    for (list_each(const LintAction, action, &statement->actions)) {
        for (list_each(const LintConstraint, constraint, &action->constraints))
            list_add(world->arena, &domain->constraints, *constraint);
        if (action->kind == LINT_SET_NOT_NULL)
            list_add(world->arena, &domain->constraints, (LintConstraint){.kind = LINT_NOT_NULL});
        for (size_t i = domain->constraints.count; i-- > 0;)
            if ((action->kind == LINT_DROP_CONSTRAINT &&
                 text_equal(domain->constraints.items[i].name, action->name)) ||
                (action->kind == LINT_DROP_NOT_NULL &&
                 domain->constraints.items[i].kind == LINT_NOT_NULL))
                list_remove(&domain->constraints, &domain->constraints.items[i]);
    }
}

/* Everything in a namespace. */
static void drop_schema(LintWorld *world, Text space)
{
    for (size_t i = world->tables.count; i-- > 0;)
        if (i < world->tables.count && text_equal(world->tables.items[i]->name.space, space))
            world_drop_table(world, world->tables.items[i]);
}

static void rename_schema(LintWorld *world, Text from, Text to)
{
    for (list_each(WorldTableRef, table, &world->tables))
        if (text_equal((*table)->name.space, from))
            world_rename_table(world, *table, (LintName){to, (*table)->name.name});
    for (list_each(WorldTypeRef, type, &world->types))
        if (text_equal((*type)->name.space, from))
            (*type)->name.space = to;
}

static void drop_each(LintWorld *world, const LintStatement *statement)
{
    for (list_each(const LintName, name, &statement->names)) {
        WorldTable *table = world_table(world, *name);
        if (statement->kind == LINT_DROP_TABLE && table)
            world_drop_table(world, table);
        else if (statement->kind == LINT_DROP_INDEX)
            drop_index(world, *name);
        else if (statement->kind == LINT_DROP_TYPE)
            drop_type(world, *name);
        else if (statement->kind == LINT_DROP_SCHEMA)
            drop_schema(world, name->name);
    }
}

void world_apply(LintWorld *world, const LintStatement *statement)
{
    switch ((int)statement->kind) {
    case LINT_CREATE_TABLE:
        create_table(world, statement);
        break;
    case LINT_CREATE_TABLE_AS:
    case LINT_CREATE_VIEW:
        create_from_query(world, statement);
        break;
    case LINT_ALTER_TABLE:
        alter_table(world, statement);
        break;
    case LINT_CREATE_INDEX:
        create_index(world, statement);
        break;
    case LINT_DROP_TABLE:
    case LINT_DROP_INDEX:
    case LINT_DROP_TYPE:
    case LINT_DROP_SCHEMA:
        drop_each(world, statement);
        break;
    case LINT_CREATE_ENUM:
    case LINT_CREATE_TYPE:
    case LINT_CREATE_DOMAIN:
        add_type(world, statement);
        break;
    case LINT_RENAME_TYPE: {
        WorldType *type = world_type(world, statement->name);
        if (type)
            type->name.name = statement->becomes.name;
        break;
    }
    case LINT_SET:
        if (text_equal_ignoring_case(statement->text, TEXT("timezone")))
            world->is_utc = text_equal_ignoring_case(statement->value, TEXT("UTC"));
        break;
    case LINT_CREATE_TRIGGER: {
        WorldTable *table = world_table(world, statement->table);
        if (table)
            table->has_trigger = true;
        break;
    }
    case LINT_ALTER_DOMAIN:
        alter_domain(world, statement);
        break;
    case LINT_RENAME_SCHEMA:
        rename_schema(world, statement->name.name, statement->becomes.name);
        break;
    default:
        break;
    }
}

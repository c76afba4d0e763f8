/* What an action makes of a table. */
#include "lint/world_making.h"

/* Constraints. */

static void add_index(LintWorld *world, WorldTable *table, WorldIndex index)
{
    list_add(world->arena, &table->indexes, index);
}

/* The name that PostgreSQL makes where none is written; long ones, which it shortens, are not met.
 */
static Text constraint_name(LintWorld *world, const WorldTable *table, const LintConstraint *made)
{
    static const char *const endings[] = {"not_null", "check", "fkey", "key", "pkey", "excl"};
    Text name = table->name.name;
    if (made->kind != LINT_PRIMARY_KEY)
        for (list_each(const Text, column, &made->columns))
            if (made->kind != LINT_CHECK || made->columns.count == 1)
                name = text_format(world->arena, "%.*s_%.*s", TEXT_ARG(name), TEXT_ARG(*column));
    name = text_format(world->arena, "%.*s_%s", TEXT_ARG(name), endings[made->kind]);
    Text tried = name;
    for (int number = 1; world_constraint(table, tried); number++)
        tried = text_format(world->arena, "%.*s%d", TEXT_ARG(name), number);
    return tried;
}

static void set_not_null(WorldTable *table, const TextList *columns)
{
    for (list_each(const Text, name, columns)) {
        WorldColumn *column = world_column(table, *name);
        if (column)
            column->is_not_null = true;
    }
}

/* The index that a UNIQUE or PRIMARY KEY is made of takes the constraint's name. */
static void adopt_index(WorldTable *table, LintConstraint *made)
{
    for (list_each(WorldIndex, index, &table->indexes))
        if (text_equal(index->name, made->index)) {
            made->name = made->name.length ? made->name : index->name;
            made->columns = index->columns;
            index->name = made->name;
            index->is_constraint = true;
        }
}

static void add_constraint(LintWorld *world, WorldTable *table, LintConstraint made)
{
    bool has_index = made.kind >= LINT_UNIQUE && made.index.length == 0;
    if (made.index.length)
        adopt_index(table, &made);
    if (made.name.length == 0)
        made.name = constraint_name(world, table, &made);
    if (made.kind == LINT_PRIMARY_KEY)
        set_not_null(table, &made.columns);
    if (has_index)
        add_index(world, table,
                  (WorldIndex){.name = made.name,
                               .columns = made.columns,
                               .is_unique = made.kind != LINT_EXCLUDE,
                               .is_constraint = true});
    WorldTable *other = made.kind == LINT_FOREIGN_KEY ? world_table(world, made.references) : NULL;
    list_add(world->arena, &table->constraints, (WorldConstraint){.is = made, .references = other});
}

static void drop_constraint(WorldTable *table, Text name)
{
    for (size_t i = table->constraints.count; i-- > 0;)
        if (text_equal(table->constraints.items[i].is.name, name))
            list_remove(&table->constraints, &table->constraints.items[i]);
    for (size_t i = table->indexes.count; i-- > 0;)
        if (text_equal(table->indexes.items[i].name, name))
            list_remove(&table->indexes, &table->indexes.items[i]);
}

/* Columns. */

static void add_column(LintWorld *world, WorldTable *table, const LintAction *action)
{
    if (world_column(table, action->column))
        return;
    list_add(world->arena, &table->columns,
             (WorldColumn){.name = action->column,
                           .type = action->type,
                           .collation = action->collation,
                           .is_not_null = action->is_not_null,
                           .has_default = action->default_kind != LINT_NO_DEFAULT ||
                                          action->type.is_serial || action->is_identity,
                           .is_identity = action->is_identity,
                           .is_generated = action->is_generated});
    for (list_each(const LintConstraint, constraint, &action->constraints))
        add_constraint(world, table, *constraint);
}

static void drop_column(WorldTable *table, Text name)
{
    for (size_t i = table->columns.count; i-- > 0;)
        if (text_equal(table->columns.items[i].name, name))
            list_remove(&table->columns, &table->columns.items[i]);
    for (size_t i = table->constraints.count; i-- > 0;)
        if (text_list_has(&table->constraints.items[i].is.columns, name))
            list_remove(&table->constraints, &table->constraints.items[i]);
    for (size_t i = table->indexes.count; i-- > 0;)
        if (text_list_has(&table->indexes.items[i].columns, name) ||
            text_list_has(&table->indexes.items[i].mentions, name))
            list_remove(&table->indexes, &table->indexes.items[i]);
}

static void rename_in(Arena *arena, TextList *list, Text from, Text to)
{
    list_own(arena, list);
    for (list_each(Text, item, list))
        if (text_equal(*item, from))
            *item = to;
}

static void rename_column(LintWorld *world, WorldTable *table, Text from, Text to)
{
    WorldColumn *column = world_column(table, from);
    if (column)
        column->name = to;
    for (list_each(WorldConstraint, constraint, &table->constraints))
        rename_in(world->arena, &constraint->is.columns, from, to);
    for (list_each(WorldIndex, index, &table->indexes)) {
        rename_in(world->arena, &index->columns, from, to);
        rename_in(world->arena, &index->mentions, from, to);
    }
}

static void change_column(WorldTable *table, const LintAction *action)
{
    WorldColumn *column = world_column(table, action->column);
    if (!column)
        return;
    switch ((int)action->kind) {
    case LINT_CHANGE_TYPE:
        column->type = action->type;
        column->collation = action->collation;
        break;
    case LINT_SET_NOT_NULL:
    case LINT_DROP_NOT_NULL:
        column->is_not_null = action->kind == LINT_SET_NOT_NULL;
        break;
    case LINT_SET_DEFAULT:
    case LINT_DROP_DEFAULT:
        column->has_default = action->kind == LINT_SET_DEFAULT;
        break;
    case LINT_ADD_IDENTITY:
    case LINT_DROP_IDENTITY:
        column->is_identity = action->kind == LINT_ADD_IDENTITY;
        break;
    case LINT_DROP_EXPRESSION:
        column->is_generated = false;
        break;
    default:
        break;
    }
}

/* Tables above and below. */

static void copy_columns(LintWorld *world, WorldTable *table, const WorldTable *from)
{
    for (list_each(const WorldColumn, column, &from->columns))
        if (!world_column(table, column->name))
            list_add(world->arena, &table->columns, *column);
}

void world_add_parent(LintWorld *world, WorldTable *table, LintName name)
{
    WorldTable *parent = world_table(world, name);
    if (!parent)
        return;
    list_add(world->arena, &table->parents, parent);
    list_add(world->arena, &parent->children, table);
    copy_columns(world, table, parent);
}

/* A partition has what its parent has. */
void world_become_partition(LintWorld *world, WorldTable *table, const WorldTable *parent,
                            bool is_default)
{
    table->is_partition = true;
    table->is_default = is_default;
    for (list_each(const WorldConstraint, constraint, &parent->constraints)) {
        if (world_constraint(table, constraint->is.name))
            continue;
        LintConstraint made = constraint->is;
        if (made.kind >= LINT_UNIQUE)
            made.name = TEXT("");
        add_constraint(world, table, made);
        list_last(&table->constraints).references = constraint->references;
        list_last(&table->constraints).is_inherited = true;
    }
}

static void set_parent(LintWorld *world, WorldTable *table, const LintAction *action)
{
    WorldTable *other = world_table(world, action->other);
    if (!other)
        return;
    if (action->kind == LINT_INHERIT) {
        world_add_parent(world, table, action->other);
    } else if (action->kind == LINT_NO_INHERIT) {
        world_forget(&table->parents, other);
        world_forget(&other->children, table);
    } else if (action->kind == LINT_ATTACH_PARTITION) {
        world_add_parent(world, other, table->name);
        world_become_partition(world, other, table, action->is_default);
    } else {
        world_forget(&other->parents, table);
        world_forget(&table->children, other);
        other->is_partition = other->is_default = false;
    }
}

static void apply_action(LintWorld *world, WorldTable *table, const LintAction *action)
{
    switch ((int)action->kind) {
    case LINT_ADD_COLUMN:
        add_column(world, table, action);
        break;
    case LINT_DROP_COLUMN:
        drop_column(table, action->column);
        break;
    case LINT_ADD_CONSTRAINT:
        for (list_each(const LintConstraint, constraint, &action->constraints))
            add_constraint(world, table, *constraint);
        break;
    case LINT_VALIDATE_CONSTRAINT:
    case LINT_RENAME_CONSTRAINT: {
        WorldConstraint *constraint = world_constraint(table, action->name);
        if (constraint && action->kind == LINT_VALIDATE_CONSTRAINT)
            constraint->is.is_not_valid = false;
        else if (constraint)
            constraint->is.name = action->becomes;
        break;
    }
    case LINT_DROP_CONSTRAINT:
        drop_constraint(table, action->name);
        break;
    case LINT_RENAME:
        world_rename_table(world, table, (LintName){table->name.space, action->becomes});
        break;
    case LINT_SET_SCHEMA:
        world_rename_table(world, table, (LintName){action->becomes, table->name.name});
        break;
    case LINT_RENAME_COLUMN:
        rename_column(world, table, action->column, action->becomes);
        break;
    case LINT_ATTACH_PARTITION:
    case LINT_DETACH_PARTITION:
    case LINT_INHERIT:
    case LINT_NO_INHERIT:
        set_parent(world, table, action);
        break;
    case LINT_SET_TABLESPACE:
        table->tablespace = action->name;
        break;
    case LINT_SET_ACCESS_METHOD:
        table->method = action->name;
        break;
    case LINT_SET_LOGGED:
    case LINT_SET_UNLOGGED:
        table->is_unlogged = action->kind == LINT_SET_UNLOGGED;
        break;
    default:
        change_column(table, action);
        break;
    }
}

/* Are changes of columns and checks passed on to the tables below? */
static bool recurses(const LintAction *action)
{
    return action->kind <= LINT_DROP_CONSTRAINT || action->kind == LINT_RENAME_COLUMN ||
           action->kind == LINT_RENAME_CONSTRAINT;
}

void world_change(LintWorld *world, WorldTable *table, const LintAction *action)
{
    apply_action(world, table, action);
    const WorldTables children = table->children;
    for (list_each(const WorldTableRef, child, &children)) {
        size_t before = (*child)->constraints.count;
        if (recurses(action))
            world_change(world, *child, action);
        if (action->kind == LINT_ADD_CONSTRAINT)
            for (size_t i = before; i < (*child)->constraints.count; i++)
                (*child)->constraints.items[i].is_inherited = true;
    }
}

/* Names are followed from statement to statement, so that effects tell of the tables and columns
 * that were there before the script. */
#include "sql/effects.h"

typedef struct FollowedColumn {
    Text now;
    Text before; /* empty: the script made it */
    bool is_gone;
} FollowedColumn;

/* A table as far as the script has come. */
typedef struct FollowedTable {
    Text space;
    Text name;
    Text space_before;
    Text name_before;
    bool is_made; /* by the script */
    bool is_gone;
    size_t drop;                   /* a table that was there: place of its DROP_TABLE */
    LIST_OF(FollowedColumn) known; /* of a table that was there */
    EffectColumns columns;         /* of a table that the script made */
    size_t copy_of; /* place of the table all of whose rows were copied, or NO_TABLE */
} FollowedTable;

typedef struct RenamedSpace {
    Text before;
    Text now;
} RenamedSpace;

typedef struct Follower {
    Arena *arena;
    const SqlSyntax *syntax;
    LIST_OF(FollowedTable) tables;
    LIST_OF(RenamedSpace) spaces;
    Effects out;
} Follower;

#define NO_TABLE SIZE_MAX

static bool same(const Follower *follower, Text a, Text b)
{
    return effect_same_name(follower->syntax, a, b);
}

/* The place of the table that has the name now; a table that nothing was said of was there before.
 */
static size_t find_table(Follower *follower, Text space, Text name)
{
    for (size_t i = follower->tables.count; i > 0; i--) {
        const FollowedTable *table = &follower->tables.items[i - 1];
        if (!table->is_gone && same(follower, table->name, name) &&
            same(follower, table->space, space))
            return i - 1;
    }
    Text before = space;
    for (list_each(const RenamedSpace, renamed, &follower->spaces))
        if (same(follower, renamed->now, space))
            before = renamed->before;
    list_add(follower->arena, &follower->tables,
             (FollowedTable){.space = space,
                             .name = name,
                             .space_before = before,
                             .name_before = name,
                             .drop = NO_TABLE,
                             .copy_of = NO_TABLE});
    return follower->tables.count - 1;
}

static bool is_known(const Follower *follower, Text space, Text name)
{
    for (list_each(const FollowedTable, table, &follower->tables))
        if (!table->is_gone && same(follower, table->name, name) &&
            same(follower, table->space, space))
            return true;
    return false;
}

static FollowedColumn *find_column(Follower *follower, FollowedTable *table, Text name)
{
    for (list_each(FollowedColumn, column, &table->known))
        if (!column->is_gone && same(follower, column->now, name))
            return column;
    list_add(follower->arena, &table->known, (FollowedColumn){.now = name, .before = name});
    return &list_last(&table->known);
}

static EffectColumn *find_made_column(Follower *follower, FollowedTable *table, Text name)
{
    for (list_each(EffectColumn, column, &table->columns))
        if (same(follower, column->name, name))
            return column;
    return NULL;
}

/* The effect with the names that the table and the column had before. */
static Effect *emit(Follower *follower, const Effect *effect, const FollowedTable *table)
{
    list_add(follower->arena, &follower->out, *effect);
    Effect *out = &list_last(&follower->out);
    if (table) {
        out->namespace_name = table->space_before;
        out->table = table->name_before;
    }
    return out;
}

static void create_table(Follower *follower, const Effect *effect)
{
    bool there = is_known(follower, effect->namespace_name, effect->table);
    if (there && effect->conditional)
        return;
    emit(follower, effect, NULL);
    if (effect->conditional) /* nobody can tell here whether it was there before */
        return;
    FollowedTable made = {.space = effect->namespace_name,
                          .name = effect->table,
                          .is_made = true,
                          .drop = NO_TABLE,
                          .copy_of = NO_TABLE};
    for (list_each(const EffectColumn, column, &effect->columns))
        list_add(follower->arena, &made.columns, *column);
    list_add(follower->arena, &follower->tables, made);
}

static void drop_table(Follower *follower, const Effect *effect, FollowedTable *table)
{
    table->is_gone = true;
    if (table->is_made)
        return;
    table->drop = follower->out.count;
    emit(follower, effect, table);
}

static void rename_table(Follower *follower, const Effect *effect, FollowedTable *table)
{
    if (!table->is_made)
        emit(follower, effect, table);
    if (effect->becomes.length)
        table->name = effect->becomes;
    if (effect->becomes_space.length)
        table->space = effect->becomes_space;
}

/* What happens to a column of a table that the script made counts as far as rows were copied. */
static void change_made_column(Follower *follower, const Effect *effect, FollowedTable *table)
{
    EffectColumn *column = find_made_column(follower, table, effect->column);
    if (effect->kind == EFFECT_ADD_COLUMN)
        list_add(follower->arena, &table->columns,
                 (EffectColumn){.name = effect->column, .type = effect->becomes});
    else if (effect->kind == EFFECT_UPDATE)
        for (list_each(EffectColumn, each, &table->columns))
            each->from = column && each != column ? each->from : TEXT("");
    if (!column)
        return;
    if (effect->kind == EFFECT_RENAME_COLUMN)
        column->name = effect->becomes;
    else if (effect->kind == EFFECT_CHANGE_TYPE)
        column->type = effect->becomes;
    else if (effect->kind == EFFECT_DROP_COLUMN)
        *column = (EffectColumn){0};
}

static void change_column(Follower *follower, const Effect *effect, FollowedTable *table)
{
    if (table->is_made) {
        change_made_column(follower, effect, table);
        return;
    }
    if (effect->column.length == 0) {
        emit(follower, effect, table);
        return;
    }
    if (effect->kind == EFFECT_ADD_COLUMN) {
        if (!effect->conditional)
            list_add(follower->arena, &table->known, (FollowedColumn){.now = effect->column});
        emit(follower, effect, table);
        return;
    }
    FollowedColumn *column = find_column(follower, table, effect->column);
    if (column->before.length)
        emit(follower, effect, table)->column = column->before;
    if (effect->kind == EFFECT_RENAME_COLUMN)
        column->now = effect->becomes;
    column->is_gone = column->is_gone || effect->kind == EFFECT_DROP_COLUMN;
}

/* What a column of the source was before the script: itself, or what it was copied from. */
static EffectColumn origin_of(Follower *follower, FollowedTable *source, const EffectColumn *copied)
{
    EffectColumn origin = *copied;
    if (copied->from.length == 0)
        return origin;
    if (!source->is_made) {
        origin.from = find_column(follower, source, copied->from)->before;
        return origin;
    }
    const EffectColumn *made = find_made_column(follower, source, copied->from);
    origin.from = made ? made->from : TEXT("");
    origin.replaces_null = made && (made->replaces_null || copied->replaces_null);
    return origin;
}

/* Rows of a table that was there, or of a copy of one, come into a table of the script's own. */
static void copy_rows(Follower *follower, const Effect *effect, FollowedTable *table)
{
    size_t place = (size_t)(table - follower->tables.items);
    size_t from = find_table(follower, effect->from_space, effect->from_table);
    table = &follower->tables.items[place]; /* the list may have moved */
    FollowedTable *source = &follower->tables.items[from];
    size_t original = source->is_made ? source->copy_of : from;
    if (original == NO_TABLE || table->copy_of != NO_TABLE || from == place)
        return;
    table->copy_of = original;
    for (size_t i = 0; i < effect->columns.count; i++) {
        const EffectColumn *copied = &effect->columns.items[i];
        EffectColumn *column = copied->name.length ? find_made_column(follower, table, copied->name)
                               : i < table->columns.count ? &table->columns.items[i]
                                                          : NULL;
        if (!column)
            continue;
        EffectColumn origin = origin_of(follower, source, copied);
        column->from = origin.from;
        column->replaces_null = origin.replaces_null;
    }
}

static void change_rows(Follower *follower, const Effect *effect, FollowedTable *table)
{
    if (!table->is_made)
        emit(follower, effect, table);
    else if (effect->kind == EFFECT_DELETE)
        table->copy_of = NO_TABLE;
    else if (effect->kind == EFFECT_INSERT && effect->all && effect->from_table.length)
        copy_rows(follower, effect, table);
}

static void change_namespace(Follower *follower, const Effect *effect)
{
    bool drop = effect->kind == EFFECT_DROP_NAMESPACE;
    Text before = effect->namespace_name;
    for (list_each(RenamedSpace, renamed, &follower->spaces))
        if (same(follower, renamed->now, effect->namespace_name))
            before = renamed->before;
    for (list_each(FollowedTable, table, &follower->tables)) {
        if (!same(follower, table->space, effect->namespace_name))
            continue;
        table->is_gone = table->is_gone || drop;
        table->space = drop ? table->space : effect->becomes;
    }
    if (!drop)
        list_add(follower->arena, &follower->spaces, (RenamedSpace){before, effect->becomes});
    emit(follower, effect, NULL)->namespace_name = before;
}

static void follow(Follower *follower, const Effect *effect)
{
    if (effect->kind == EFFECT_CREATE_TABLE) {
        create_table(follower, effect);
        return;
    }
    if (effect->kind == EFFECT_DROP_NAMESPACE || effect->kind == EFFECT_RENAME_NAMESPACE) {
        change_namespace(follower, effect);
        return;
    }
    if (effect->table.length == 0) {
        emit(follower, effect, NULL);
        return;
    }
    size_t place = find_table(follower, effect->namespace_name, effect->table);
    FollowedTable *table = &follower->tables.items[place];
    if (effect->kind == EFFECT_DROP_TABLE)
        drop_table(follower, effect, table);
    else if (effect->kind == EFFECT_RENAME_TABLE)
        rename_table(follower, effect, table);
    else if (effect->kind == EFFECT_INSERT || effect->kind == EFFECT_DELETE)
        change_rows(follower, effect, table);
    else if (effect->kind == EFFECT_CREATE_TRIGGER || effect->kind == EFFECT_UNKNOWN)
        emit(follower, effect, table->is_made ? NULL : table);
    else
        change_column(follower, effect, table);
}

/* A dropped table of which a whole copy is left was made anew. */
static void find_rebuilt(Follower *follower)
{
    for (list_each(const FollowedTable, copy, &follower->tables)) {
        if (copy->is_gone || copy->copy_of == NO_TABLE)
            continue;
        const FollowedTable *original = &follower->tables.items[copy->copy_of];
        if (original->drop == NO_TABLE)
            continue;
        Effect *effect = &follower->out.items[original->drop];
        effect->kind = EFFECT_REBUILD_TABLE;
        effect->becomes = copy->name;
        effect->becomes_space = copy->space;
        effect->columns = copy->columns;
    }
}

Effects effects_of_rows_before(Arena *arena, const SqlSyntax *syntax, const Effects *effects)
{
    Follower follower = {.arena = arena, .syntax = syntax};
    for (list_each(const Effect, effect, effects))
        follow(&follower, effect);
    find_rebuilt(&follower);
    return follower.out;
}

#include "rollback/renamed.h"

#include "dialect/dialect.h"
#include "sql/effects.h"
#include "sql/rename.h"
#include "sql/rules.h"

/* A thing that has had several names: the first and the last. */
typedef struct Renamed {
    Text owner; /* the last name of a column's table; empty for a table */
    Text first;
    Text last;
} Renamed;

typedef struct Renamer {
    Arena *arena;
    const SqlSyntax *syntax;
    LIST_OF(Renamed) things;
} Renamer;

static void rename_thing(Renamer *renamer, Text owner, Text from, Text to)
{
    for (list_each(Renamed, thing, &renamer->things)) {
        if (effect_same_name(renamer->syntax, thing->owner, owner) &&
            effect_same_name(renamer->syntax, thing->last, from)) {
            thing->last = to;
            return;
        }
    }
    list_add(renamer->arena, &renamer->things, (Renamed){owner, from, to});
}

static void rename_table(Renamer *renamer, Text from, Text to)
{
    rename_thing(renamer, TEXT(""), from, to);
    for (list_each(Renamed, thing, &renamer->things))
        if (thing->owner.length && effect_same_name(renamer->syntax, thing->owner, from))
            thing->owner = to;
}

/* The columns that a rebuilt table has under other names. */
static void rename_copied(Renamer *renamer, const Effect *effect)
{
    for (list_each(const EffectColumn, column, &effect->columns))
        if (column->from.length && !effect_same_name(renamer->syntax, column->from, column->name))
            rename_thing(renamer, effect->becomes, column->from, column->name);
}

/* Tables first: columns are looked for in tables that are the same. */
static void accept(const Renamer *renamer, bool columns, Comparison *comparison)
{
    for (list_each(const Renamed, thing, &renamer->things)) {
        Rename rename;
        if ((thing->owner.length > 0) == columns &&
            rename_named(comparison, columns ? RENAME_COLUMN : RENAME_TABLE, thing->owner,
                         thing->first, thing->last, &rename))
            rename_accept(comparison, &rename);
    }
}

void renamed_by_script(Arena *arena, const SqlRules *rules, Text script, Comparison *comparison)
{
    const Dialect *dialect = dialect_of_provider(text_from(rules->provider));
    if (!dialect)
        return;
    Renamer renamer = {.arena = arena, .syntax = &dialect->syntax};
    Effects all = effects_of(arena, renamer.syntax, script);
    Effects before = effects_of_rows_before(arena, renamer.syntax, &all);
    for (list_each(const Effect, effect, &all)) {
        if (effect->kind == EFFECT_RENAME_TABLE && effect->becomes.length)
            rename_table(&renamer, effect->table, effect->becomes);
        else if (effect->kind == EFFECT_RENAME_COLUMN)
            rename_thing(&renamer, effect->table, effect->column, effect->becomes);
    }
    for (list_each(const Effect, effect, &before))
        if (effect->kind == EFFECT_REBUILD_TABLE)
            rename_copied(&renamer, effect);
    accept(&renamer, false, comparison);
    accept(&renamer, true, comparison);
}

#include "rollback/down/renamed.h"

#include "dialect/dialect.h"
#include "sql/effects.h"
#include "sql/rename.h"
#include "sql/rules.h"

/* A thing that has had several names: the first and the last. */
typedef struct Renamed {
    RenameKind kind;
    Text owner; /* the last name of a column's table, of a value's enum; else empty */
    Text first;
    Text last;
} Renamed;

typedef struct Renamer {
    Arena *arena;
    const SqlSyntax *syntax;
    LIST_OF(Renamed) things;
} Renamer;

static bool is_same(const Renamer *renamer, Text a, Text b)
{
    return effect_same_name(renamer->syntax, a, b);
}

static void rename_thing(Renamer *renamer, RenameKind kind, Text owner, Text from, Text to)
{
    for (list_each(Renamed, thing, &renamer->things)) {
        if (thing->kind == kind && is_same(renamer, thing->owner, owner) &&
            is_same(renamer, thing->last, from)) {
            thing->last = to;
            return;
        }
    }
    list_add(renamer->arena, &renamer->things, (Renamed){kind, owner, from, to});
}

/* A table or an enum, with what belongs to it. */
static void rename_owner(Renamer *renamer, RenameKind kind, Text from, Text to)
{
    RenameKind part = kind == RENAME_TABLE ? RENAME_COLUMN : RENAME_ENUM_VALUE;
    rename_thing(renamer, kind, TEXT(""), from, to);
    for (list_each(Renamed, thing, &renamer->things))
        if (thing->kind == part && is_same(renamer, thing->owner, from))
            thing->owner = to;
}

/* The columns that a rebuilt table has under other names. */
static void rename_copied(Renamer *renamer, const Effect *effect)
{
    for (list_each(const EffectColumn, column, &effect->columns))
        if (column->from.length && !is_same(renamer, column->from, column->name))
            rename_thing(renamer, RENAME_COLUMN, effect->becomes, column->from, column->name);
}

static void read_tables(Renamer *renamer, Text script)
{
    Effects all = effects_of(renamer->arena, renamer->syntax, script);
    Effects before = effects_of_rows_before(renamer->arena, renamer->syntax, &all);
    for (list_each(const Effect, effect, &all)) {
        if (effect->kind == EFFECT_RENAME_TABLE && effect->becomes.length)
            rename_owner(renamer, RENAME_TABLE, effect->table, effect->becomes);
        else if (effect->kind == EFFECT_RENAME_COLUMN)
            rename_thing(renamer, RENAME_COLUMN, effect->table, effect->column, effect->becomes);
    }
    for (list_each(const Effect, effect, &before))
        if (effect->kind == EFFECT_REBUILD_TABLE)
            rename_copied(renamer, effect);
}

static SqlToken next(const Renamer *renamer, Text statement, SqlToken token)
{
    return sql_token(renamer->syntax, statement, token.end);
}

/* A name, or a string of plain characters. */
static Text name_of(const Renamer *renamer, Text statement, SqlToken token)
{
    Text text = sql_token_text(statement, token);
    if (token.kind == SQL_STRING)
        return text.length >= 2 ? text_slice(text, 1, text.length - 1) : TEXT("");
    return sql_token_name(renamer->arena, statement, token);
}

/* ALTER TYPE [namespace.]name RENAME TO name, or RENAME VALUE 'a' TO 'b' */
static void read_type(Renamer *renamer, Text statement)
{
    if (!statement_matches(renamer->syntax, statement, "ALTER TYPE ... RENAME"))
        return;
    SqlToken name = sql_token(renamer->syntax, statement, 0);
    for (int i = 0; i < 2; i++)
        name = next(renamer, statement, name);
    SqlToken word = next(renamer, statement, name);
    if (sql_token_is(statement, word, ".")) {
        name = next(renamer, statement, word);
        word = next(renamer, statement, name);
    }
    word = next(renamer, statement, word);
    SqlToken from = next(renamer, statement, word);
    if (sql_token_is(statement, word, "TO")) {
        rename_owner(renamer, RENAME_ENUM, name_of(renamer, statement, name),
                     name_of(renamer, statement, from));
    } else if (sql_token_is(statement, word, "VALUE")) {
        SqlToken to = next(renamer, statement, next(renamer, statement, from));
        rename_thing(renamer, RENAME_ENUM_VALUE, name_of(renamer, statement, name),
                     name_of(renamer, statement, from), name_of(renamer, statement, to));
    }
}

static void read_types(Renamer *renamer, Text script)
{
    ScriptStatements statements = script_split(renamer->arena, renamer->syntax, script);
    for (list_each(const ScriptStatement, statement, &statements))
        read_type(renamer, text_slice(script, statement->start, statement->end));
}

static void accept(const Renamer *renamer, RenameKind kind, Comparison *comparison)
{
    for (list_each(const Renamed, thing, &renamer->things)) {
        Rename rename;
        if (thing->kind == kind &&
            rename_named(comparison, kind, thing->owner, thing->first, thing->last, &rename))
            rename_accept(comparison, &rename);
    }
}

void renamed_by_script(Arena *arena, const SqlRules *rules, Text script, Comparison *comparison)
{
    const Dialect *dialect = dialect_of_provider(text_from(rules->provider));
    if (!dialect)
        return;
    Renamer renamer = {.arena = arena, .syntax = &dialect->syntax};
    read_tables(&renamer, script);
    read_types(&renamer, script);
    for (int kind = 0; kind < RENAME_KINDS; kind++)
        accept(&renamer, (RenameKind)kind, comparison);
}

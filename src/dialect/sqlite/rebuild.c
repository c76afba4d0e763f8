#include "dialect/sqlite/rebuild.h"

#include "base/map.h"
#include "dialect/dialect.h"

static Text lower(Arena *arena, Text name)
{
    Text copy = text_copy(arena, name);
    char *data = text_cstr(arena, copy);
    for (size_t i = 0; i < copy.length; i++)
        data[i] = to_lower(data[i]);
    return (Text){data, copy.length};
}

static SqlToken next(Text statement, SqlToken token)
{
    return sql_token(&dialect_sqlite.syntax, statement, token.end);
}

/* The name at `token`, or the one behind "schema.". */
static Text unqualified(Arena *arena, Text statement, SqlToken token)
{
    SqlToken dot = next(statement, token);
    if (sql_token_is(statement, dot, "."))
        token = next(statement, dot);
    return lower(arena, sql_token_name(arena, statement, token));
}

/* Goes behind the words; false, and nowhere, when they are not all there. */
static bool skip_words(Text statement, SqlToken *token, const char *const *words, size_t count)
{
    SqlToken at = *token;
    for (size_t i = 0; i < count; i++) {
        if (!sql_token_is(statement, at, words[i]))
            return false;
        at = next(statement, at);
    }
    *token = at;
    return true;
}

/* "ALTER TABLE from RENAME TO to": false for every other statement. */
static bool renames(Arena *arena, Text statement, Text *from, Text *to)
{
    static const char *const alter[] = {"ALTER", "TABLE"};
    static const char *const rename[] = {"RENAME", "TO"};
    SqlToken token = sql_token(&dialect_sqlite.syntax, statement, 0);
    if (!skip_words(statement, &token, alter, 2))
        return false;
    *from = unqualified(arena, statement, token);
    if (sql_token_is(statement, next(statement, token), "."))
        token = next(statement, next(statement, token));
    token = next(statement, token);
    if (!skip_words(statement, &token, rename, 2))
        return false;
    *to = unqualified(arena, statement, token);
    return true;
}

/* X of "CREATE TABLE [IF NOT EXISTS] X", or an empty text. */
static Text created(Arena *arena, Text statement)
{
    static const char *const create[] = {"CREATE", "TABLE"};
    static const char *const if_not_exists[] = {"IF", "NOT", "EXISTS"};
    SqlToken token = sql_token(&dialect_sqlite.syntax, statement, 0);
    if (!skip_words(statement, &token, create, 2))
        return TEXT("");
    skip_words(statement, &token, if_not_exists, 3);
    return unqualified(arena, statement, token);
}

/* X of "DROP TABLE [IF EXISTS] X", or an empty text. */
static Text dropped(Arena *arena, Text statement)
{
    static const char *const drop[] = {"DROP", "TABLE"};
    static const char *const if_exists[] = {"IF", "EXISTS"};
    SqlToken token = sql_token(&dialect_sqlite.syntax, statement, 0);
    if (!skip_words(statement, &token, drop, 2))
        return TEXT("");
    skip_words(statement, &token, if_exists, 2);
    return unqualified(arena, statement, token);
}

static Text statement_at(Text script, const ScriptStatements *statements, size_t index)
{
    return text_slice(script, statements->items[index].start, statements->items[index].end);
}

/* Drops of tables whose name a statement further down gives to another table. */
static void mark_replaced(Arena *arena, Text script, const ScriptStatements *statements,
                          bool *marks)
{
    Map given = MAP(arena);
    for (size_t i = statements->count; i > 0; i--) {
        Text statement = statement_at(script, statements, i - 1);
        Text from;
        Text to;
        Text name = created(arena, statement);
        if (name.length)
            map_set(&given, name, marks);
        if (renames(arena, statement, &from, &to))
            map_set(&given, to, marks);
        name = dropped(arena, statement);
        if (name.length && map_get(&given, name))
            marks[i - 1] = true;
    }
}

/* Drops of tables that were moved aside, and whose old name was then given to another table. */
static void mark_moved_aside(Arena *arena, Text script, const ScriptStatements *statements,
                             bool *marks)
{
    Map aside = MAP(arena); /* new name of a table to its old one */
    Map given = MAP(arena);
    for (size_t i = 0; i < statements->count; i++) {
        Text statement = statement_at(script, statements, i);
        Text *old = NEW(arena, Text);
        Text to;
        if (renames(arena, statement, old, &to)) {
            map_set(&aside, to, old);
            map_set(&given, to, marks);
        }
        Text name = created(arena, statement);
        if (name.length)
            map_set(&given, name, marks);
        name = dropped(arena, statement);
        const Text *moved = name.length ? map_get(&aside, name) : NULL;
        if (moved && map_get(&given, *moved))
            marks[i] = true;
    }
}

void sqlite_rebuild_drops(Arena *arena, Text script, const ScriptStatements *statements,
                          bool *marks)
{
    mark_replaced(arena, script, statements, marks);
    mark_moved_aside(arena, script, statements, marks);
}

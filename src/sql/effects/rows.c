/* Statements that change rows. */
#include "sql/effects/reading.h"

/* OR REPLACE, OR IGNORE, … of SQLite. */
static bool skip_or(EffectReader *in, bool *replaces)
{
    static const char *const ways[] = {"ABORT", "FAIL", "IGNORE", "ROLLBACK", "REPLACE", NULL};
    if (!effect_skip(in, "OR"))
        return false;
    *replaces = effect_at(in, "REPLACE");
    return effect_skip_any(in, ways);
}

/* [*] [[AS] alias] */
static void skip_alias(EffectReader *in, const char *const *words)
{
    effect_skip(in, "*");
    if (effect_skip(in, "AS")) {
        effect_read_name(in);
        return;
    }
    EffectReader at = *in;
    effect_go_to(&at, words);
    if (at.token.start != in->token.start && !effect_at(in, "("))
        effect_read_name(in);
}

static void add_update(EffectReader *in, EffectName table, Text column)
{
    effect_add(in, EFFECT_UPDATE, table)->column = column;
}

/* The targets of SET: column = …, (column, column) = …; up to what ends the list. */
static void read_set(EffectReader *in, EffectName table)
{
    static const char *const ends[] = {",",     "FROM",  "WHERE", "RETURNING",
                                       "ORDER", "LIMIT", "WHEN",  NULL};
    do {
        if (!effect_at(in, "(")) {
            add_update(in, table, effect_read_name(in));
        } else {
            EffectReader inside = effect_reader_inside(in, effect_parenthesized(in));
            do
                add_update(in, table, effect_read_name(&inside));
            while (effect_skip(&inside, ",") && !effect_at_end(&inside));
        }
        effect_go_to(in, ends);
    } while (effect_skip(in, ","));
}

/* [OR …] [ONLY] table [[AS] alias] SET … */
void effect_update(EffectReader *in)
{
    static const char *const set[] = {"SET", "INDEXED", "NOT", NULL};
    static const char *const only_set[] = {"SET", NULL};
    bool replaces = false;
    skip_or(in, &replaces);
    effect_skip(in, "ONLY");
    EffectName table = effect_read_table(in);
    skip_alias(in, set);
    effect_go_to(in, only_set);
    if (!effect_skip(in, "SET")) {
        effect_add(in, EFFECT_UNKNOWN, table);
        return;
    }
    read_set(in, table);
    if (replaces)
        effect_add(in, EFFECT_DELETE, table);
}

/* FROM [ONLY] table … */
void effect_delete(EffectReader *in)
{
    static const char *const where[] = {"WHERE", "USING", "LIMIT", "ORDER", NULL};
    if (!effect_skip(in, "FROM")) {
        effect_add(in, EFFECT_UNKNOWN, (EffectName){0});
        return;
    }
    effect_skip(in, "ONLY");
    Effect *effect = effect_add(in, EFFECT_DELETE, effect_read_table(in));
    effect_go_to(in, where);
    effect->all = effect_at_end(in);
}

/* [ONLY] table [*], … [RESTART IDENTITY] [CASCADE] */
void effect_truncate(EffectReader *in)
{
    static const char *const cascade[] = {"CASCADE", NULL};
    size_t first = in->effects->count;
    do {
        effect_skip(in, "ONLY");
        EffectName table = effect_read_table(in);
        effect_add(in, EFFECT_DELETE, table)->all = true;
        effect_skip(in, "*");
    } while (effect_skip(in, ","));
    effect_go_to(in, cascade);
    for (size_t i = first; i < in->effects->count; i++)
        in->effects->items[i].cascade = effect_at(in, "CASCADE");
}

/* ON CONFLICT … DO UPDATE SET … */
static void read_conflict(EffectReader *in, EffectName table)
{
    static const char *const on[] = {"ON", NULL};
    static const char *const behind[] = {"DO", "WHERE", NULL};
    static const char *const set[] = {"SET", NULL};
    for (; !effect_at_end(in); effect_advance(in)) {
        effect_go_to(in, on);
        if (!effect_skip(in, "ON CONFLICT"))
            continue;
        effect_go_to(in, behind);
        if (effect_skip(in, "WHERE"))
            effect_go_to(in, behind);
        if (effect_skip(in, "DO UPDATE")) {
            effect_go_to(in, set);
            effect_advance(in);
            read_set(in, table);
        }
    }
}

/* name [(columns)] AS [NOT] [MATERIALIZED] (statement), …: leaves the statement behind them. */
// NOLINTNEXTLINE(misc-no-recursion): see effect_read_statement()
static void read_with(EffectReader *in)
{
    static const char *const as[] = {"AS", NULL};
    effect_skip(in, "RECURSIVE");
    do {
        effect_go_to(in, as);
        effect_skip(in, "AS [NOT] [MATERIALIZED]");
        if (!effect_at(in, "("))
            return;
        EffectReader inside = effect_reader_inside(in, effect_parenthesized(in));
        effect_read_statement(&inside);
    } while (effect_skip(in, ","));
    EffectReader behind =
        effect_reader_inside(in, text_slice(in->statement, in->token.start, in->statement.length));
    effect_read_statement(&behind);
}

// NOLINTNEXTLINE(misc-no-recursion): see effect_read_statement()
static void read_insert(EffectReader *in, bool replaces, bool loses)
{
    static const char *const behind[] = {"VALUES", "SELECT",     "DEFAULT", "WITH",
                                         "TABLE",  "OVERRIDING", NULL};
    if (!effect_skip(in, "INTO")) {
        effect_add(in, EFFECT_UNKNOWN, (EffectName){0});
        return;
    }
    EffectName table = effect_read_table(in);
    size_t place = in->effects->count;
    Effect *effect = effect_add(in, EFFECT_INSERT, table);
    skip_alias(in, behind);
    if (effect_at(in, "(")) {
        EffectReader inside = effect_reader_inside(in, effect_parenthesized(in));
        while (!effect_at_end(&inside)) {
            list_add(in->arena, &effect->columns,
                     (EffectColumn){.name = effect_read_name(&inside)});
            effect_skip(&inside, ",");
        }
    }
    effect_skip(in, "OVERRIDING SYSTEM VALUE");
    EffectReader with = *in;
    if (effect_skip(in, "SELECT"))
        effect_read_copied(in, effect);
    else if (effect_skip(&with, "WITH"))
        read_with(&with);
    if (loses)
        in->effects->items[place].all = false;
    if (replaces)
        effect_add(in, EFFECT_DELETE, table);
    read_conflict(in, table);
}

/* INSERT [OR …] INTO table [AS alias] [(columns)] … */
void effect_insert(EffectReader *in)
{
    bool replaces = false;
    bool loses = skip_or(in, &replaces);
    read_insert(in, replaces, loses);
}

/* REPLACE INTO … */
void effect_replace(EffectReader *in)
{
    read_insert(in, true, true);
}

/* [ONLY] table [AS alias] USING … WHEN … THEN UPDATE SET … | DELETE | INSERT … */
void effect_merge(EffectReader *in)
{
    static const char *const then[] = {"THEN", NULL};
    effect_skip(in, "ONLY");
    EffectName table = effect_read_table(in);
    for (effect_go_to(in, then); effect_skip(in, "THEN"); effect_go_to(in, then)) {
        if (effect_skip(in, "UPDATE SET"))
            read_set(in, table);
        else if (effect_skip(in, "DELETE"))
            effect_add(in, EFFECT_DELETE, table);
        else if (effect_skip(in, "INSERT"))
            effect_add(in, EFFECT_INSERT, table);
    }
}

/* table [(columns)] FROM … | TO …, (query) TO … */
void effect_copy(EffectReader *in)
{
    if (effect_at(in, "(")) {
        EffectReader inside = effect_reader_inside(in, effect_parenthesized(in));
        effect_read_statement(&inside);
        return;
    }
    EffectName table = effect_read_table(in);
    if (effect_at(in, "("))
        effect_skip_group(in);
    if (effect_skip(in, "FROM"))
        effect_add(in, EFFECT_INSERT, table);
}

/* SELECT … [INTO [TEMP] [TABLE] name] … */
// NOLINTNEXTLINE(misc-no-recursion): see effect_read_statement()
void effect_select(EffectReader *in)
{
    static const char *const into[] = {"INTO", "FROM", NULL};
    if (sql_token_is(in->statement, in->passed, "WITH")) {
        read_with(in);
        return;
    }
    effect_go_to(in, into);
    if (!effect_skip(in, "INTO"))
        return;
    bool temporary = effect_skip(in, "TEMP") || effect_skip(in, "TEMPORARY");
    effect_skip(in, "[UNLOGGED] [TABLE]");
    effect_add(in, EFFECT_CREATE_TABLE, effect_read_table(in))->temporary = temporary;
}

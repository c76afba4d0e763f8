/* What statements there are, and who reads them. What is in no list is EFFECT_UNKNOWN. */
#include "sql/effects.h"

#include "base/utf8.h"
#include "sql/effects/reading.h"

/* Statements may stand inside of statements: so deep, and no deeper. */
enum { DEEPEST = 50 };

static const EffectName nothing = {0};

static void unknown(EffectReader *in)
{
    effect_add(in, EFFECT_UNKNOWN, nothing);
}

/* Behind the names of what is dropped. */
static bool read_cascade(EffectReader *in)
{
    bool cascade = effect_skip(in, "CASCADE");
    effect_skip(in, "RESTRICT");
    return cascade;
}

/* DROP … [IF EXISTS] a, b [CASCADE] */
static void drop_each(EffectReader *in, EffectKind kind)
{
    bool conditional = effect_skip(in, "IF EXISTS");
    size_t first = in->effects->count;
    do {
        EffectName dropped = effect_read_table(in);
        Effect *effect = effect_add(in, kind, dropped);
        effect->conditional = conditional;
    } while (effect_skip(in, ","));
    bool cascade = read_cascade(in);
    for (size_t i = first; i < in->effects->count; i++)
        in->effects->items[i].cascade = cascade;
}

static void drop_table(EffectReader *in)
{
    drop_each(in, EFFECT_DROP_TABLE);
}

/* What is neither in a table nor a table: its name is `name`. */
static void drop_others(EffectReader *in, EffectKind kind)
{
    size_t first = in->effects->count;
    drop_each(in, kind);
    for (size_t i = first; i < in->effects->count; i++) {
        Effect *effect = &in->effects->items[i];
        effect->name = effect->table;
        effect->table = TEXT("");
    }
}

static void drop_namespace(EffectReader *in)
{
    size_t first = in->effects->count;
    drop_each(in, EFFECT_DROP_NAMESPACE);
    for (size_t i = first; i < in->effects->count; i++) {
        in->effects->items[i].namespace_name = in->effects->items[i].table;
        in->effects->items[i].table = TEXT("");
    }
}

static void drop_type(EffectReader *in)
{
    drop_others(in, EFFECT_DROP_TYPE);
}

static void drop_extension(EffectReader *in)
{
    drop_others(in, EFFECT_DROP_EXTENSION);
}

/* CREATE SCHEMA may hold other statements, without semicolons. */
static void create_namespace(EffectReader *in)
{
    while (!effect_at_end(in) && !effect_at(in, "CREATE") && !effect_at(in, "GRANT"))
        effect_advance(in);
    if (!effect_at_end(in))
        unknown(in);
}

/* ALTER SCHEMA a RENAME TO b */
static void alter_namespace(EffectReader *in)
{
    EffectName renamed = {.space = effect_read_name(in)};
    if (effect_skip(in, "RENAME TO"))
        effect_add(in, EFFECT_RENAME_NAMESPACE, renamed)->becomes = effect_read_name(in);
}

/* ALTER TYPE: of a composite type, attributes may go. */
static void alter_type(EffectReader *in)
{
    static const char *const attribute[] = {"DROP", "ALTER", NULL};
    effect_read_table(in);
    if (effect_skip_any(in, attribute))
        unknown(in);
}

/* CREATE TRIGGER name … ON table, CREATE RULE name AS ON event TO table */
static void create_trigger(EffectReader *in)
{
    static const char *const on[] = {"ON", NULL};
    effect_go_to(in, on);
    effect_advance(in);
    effect_add(in, EFFECT_CREATE_TRIGGER, effect_read_table(in));
}

static void create_rule(EffectReader *in)
{
    static const char *const to[] = {"TO", NULL};
    effect_go_to(in, to);
    effect_advance(in);
    effect_add(in, EFFECT_CREATE_TRIGGER, effect_read_table(in));
}

/* With ANALYZE the statement is carried out. */
static void explain(EffectReader *in)
{
    static const char *const analyze[] = {"ANALYZE", NULL};
    Text options = effect_at(in, "(") ? effect_parenthesized(in) : TEXT("");
    EffectReader inside = effect_reader_inside(in, options);
    effect_go_to(&inside, analyze);
    if (effect_skip(in, "ANALYZE") || !effect_at_end(&inside))
        unknown(in);
}

/* What is dropped with CASCADE may take columns with it: those of a collation, or that a function
 * computes. */
static void drop_with_columns(EffectReader *in)
{
    static const char *const cascade[] = {"CASCADE", NULL};
    effect_go_to(in, cascade);
    if (!effect_at_end(in))
        unknown(in);
}

/* CREATE FUNCTION and the like say nothing yet; what may call them is found where it is called. */
static const struct {
    const char *begins;             /* see effect_skip() */
    void (*read)(EffectReader *in); /* NULL: no effect on tables, columns and rows */
    bool runs;                      /* expressions are computed: functions may be called */
} statements[] = {
    {"CREATE [GLOBAL] [LOCAL] [TEMP] [TEMPORARY] [UNLOGGED] TABLE", effect_create_table, true},
    {"CREATE FOREIGN TABLE", effect_create_table, false},
    {"DROP TABLE", drop_table, false},
    {"ALTER [FOREIGN] TABLE", effect_alter_table, true},
    {"INSERT", effect_insert, true},
    {"REPLACE", effect_replace, true},
    {"UPDATE", effect_update, true},
    {"DELETE", effect_delete, true},
    {"TRUNCATE [TABLE]", effect_truncate, false},
    {"MERGE INTO", effect_merge, true},
    {"COPY", effect_copy, true},
    {"WITH", effect_select, true},
    {"SELECT", effect_select, true},
    {"VALUES", NULL, true},
    {"(", NULL, true},
    {"TABLE", NULL, false},
    {"EXPLAIN", explain, false},
    {"DROP SCHEMA", drop_namespace, false},
    {"CREATE SCHEMA", create_namespace, false},
    {"ALTER SCHEMA", alter_namespace, false},
    {"DROP TYPE", drop_type, false},
    {"DROP DOMAIN", drop_type, false},
    {"DROP EXTENSION", drop_extension, false},
    {"ALTER TYPE", alter_type, false},
    {"DROP FUNCTION", drop_with_columns, false},
    {"DROP ROUTINE", drop_with_columns, false},
    {"DROP COLLATION", drop_with_columns, false},
    {"CREATE [OR] [REPLACE] [TEMP] [TEMPORARY] [CONSTRAINT] TRIGGER", create_trigger, false},
    {"CREATE [OR] [REPLACE] RULE", create_rule, false},
    {"CREATE [UNIQUE] INDEX", NULL, false},
    {"CREATE [OR] [REPLACE] [TEMP] [TEMPORARY] [RECURSIVE] VIEW", NULL, false},
    {"CREATE MATERIALIZED VIEW", NULL, true},
    {"REFRESH MATERIALIZED VIEW", NULL, false},
    {"CREATE [OR] [REPLACE] FUNCTION", NULL, false},
    {"CREATE [OR] [REPLACE] PROCEDURE", NULL, false},
    {"CREATE [OR] [REPLACE] AGGREGATE", NULL, false},
    {"CREATE TYPE", NULL, false},
    {"CREATE DOMAIN", NULL, false},
    {"CREATE [TEMP] [TEMPORARY] [UNLOGGED] SEQUENCE", NULL, false},
    {"CREATE EXTENSION", NULL, false},
    {"CREATE ROLE", NULL, false},
    {"CREATE USER", NULL, false},
    {"CREATE POLICY", NULL, false},
    {"CREATE PUBLICATION", NULL, false},
    {"CREATE SUBSCRIPTION", NULL, false},
    {"CREATE STATISTICS", NULL, false},
    {"CREATE COLLATION", NULL, false},
    {"CREATE CAST", NULL, false},
    {"CREATE OPERATOR", NULL, false},
    {"CREATE TEXT SEARCH", NULL, false},
    {"DROP INDEX", NULL, false},
    {"DROP [MATERIALIZED] VIEW", NULL, false},
    {"DROP FOREIGN TABLE", NULL, false},
    {"DROP PROCEDURE", NULL, false},
    {"DROP AGGREGATE", NULL, false},
    {"DROP SEQUENCE", NULL, false},
    {"DROP TRIGGER", NULL, false},
    {"DROP RULE", NULL, false},
    {"DROP POLICY", NULL, false},
    {"DROP ROLE", NULL, false},
    {"DROP USER", NULL, false},
    {"DROP PUBLICATION", NULL, false},
    {"DROP STATISTICS", NULL, false},
    {"DROP TEXT SEARCH", NULL, false},
    {"ALTER INDEX", NULL, false},
    {"ALTER [MATERIALIZED] VIEW", NULL, false},
    {"ALTER SEQUENCE", NULL, false},
    {"ALTER FUNCTION", NULL, false},
    {"ALTER PROCEDURE", NULL, false},
    {"ALTER DOMAIN", NULL, false},
    {"ALTER POLICY", NULL, false},
    {"ALTER ROLE", NULL, false},
    {"ALTER USER", NULL, false},
    {"ALTER DATABASE", NULL, false},
    {"ALTER DEFAULT PRIVILEGES", NULL, false},
    {"ALTER PUBLICATION", NULL, false},
    {"ALTER EXTENSION", NULL, false},
    {"ALTER TRIGGER", NULL, false},
    {"ALTER STATISTICS", NULL, false},
    {"COMMENT", NULL, false},
    {"GRANT", NULL, false},
    {"REVOKE", NULL, false},
    {"SET", NULL, false},
    {"RESET", NULL, false},
    {"SHOW", NULL, false},
    {"PRAGMA", NULL, false},
    {"ANALYZE", NULL, false},
    {"VACUUM", NULL, false},
    {"REINDEX", NULL, false},
    {"CLUSTER", NULL, false},
    {"CHECKPOINT", NULL, false},
    {"LOCK", NULL, false},
    {"NOTIFY", NULL, false},
    {"LISTEN", NULL, false},
    {"BEGIN", NULL, false},
    {"START TRANSACTION", NULL, false},
    {"COMMIT", NULL, false},
    {"END", NULL, false},
    {"SAVEPOINT", NULL, false},
    {"RELEASE", NULL, false},
};

static bool skip_beginning(EffectReader *in, size_t *kind)
{
    for (*kind = 0; *kind < sizeof statements / sizeof *statements; ++*kind)
        if (effect_skip(in, statements[*kind].begins))
            return true;
    return false;
}

// NOLINTNEXTLINE(misc-no-recursion): DEEPEST
void effect_read_statement(EffectReader *in)
{
    EffectReader whole = *in;
    size_t kind;
    if (in->depth > DEEPEST || !skip_beginning(in, &kind)) {
        unknown(in);
        return;
    }
    if (statements[kind].read)
        statements[kind].read(in);
    if (statements[kind].runs && in->depth == 0)
        effect_add_calls(&whole);
}

/* SET search_path TO a, b: tables without a namespace are in the first one from now on. */
static void follow_search_path(EffectReader *in)
{
    static const char *const session[] = {"LOCAL", "SESSION", NULL};
    if (!effect_skip(in, "SET"))
        return;
    effect_skip_any(in, session);
    if (effect_skip(in, "SEARCH_PATH TO") || effect_skip(in, "SEARCH_PATH ="))
        in->space = effect_at(in, "DEFAULT") ? TEXT("") : effect_read_name(in);
}

Effects effects_of_statements(Arena *arena, const SqlSyntax *syntax, Text script,
                              const ScriptStatements *list)
{
    Effects effects = {0};
    EffectReader in = {.arena = arena, .syntax = syntax, .effects = &effects};
    for (in.index = 0; in.index < list->count; in.index++) {
        const ScriptStatement *place = &list->items[in.index];
        in.statement = text_slice(script, place->start, place->end);
        in.token = sql_token(syntax, in.statement, 0);
        EffectReader path = in;
        effect_read_statement(&in);
        follow_search_path(&path);
        in.space = path.space;
    }
    return effects;
}

Effects effects_of(Arena *arena, const SqlSyntax *syntax, Text script)
{
    Text whole = utf8_without_mark(script);
    ScriptStatements list = script_split(arena, syntax, whole);
    return effects_of_statements(arena, syntax, whole, &list);
}

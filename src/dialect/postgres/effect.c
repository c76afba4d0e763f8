#include "dialect/postgres/effect.h"

#include "dialect/dialect.h"
#include "sql/writer.h"

/* Running these once more does no harm. */
static const char *const repeatable[] = {
    "REINDEX", "VACUUM", "CLUSTER $", "ALTER SYSTEM", "DISCARD ALL", "ALTER SUBSCRIPTION * REFRESH",
    NULL,
};

typedef struct StatementReader {
    Text statement;
    SqlToken token; /* the next one */
} StatementReader;

static void advance(StatementReader *in)
{
    in->token = sql_token(&dialect_postgres.syntax, in->statement, in->token.end);
}

static bool skip(StatementReader *in, const char *word)
{
    if (!sql_token_is(in->statement, in->token, word))
        return false;
    advance(in);
    return true;
}

static bool skip_all(StatementReader *in, const char *const *words)
{
    for (; *words; words++)
        if (!skip(in, *words))
            return false;
    return true;
}

/* A name as it is written, with its namespace where it has one: "public"."User_idx". Sets `last` to
 * its last part. */
static Text qualified_name(StatementReader *in, Text *last)
{
    size_t start = in->token.start;
    size_t end = in->token.end;
    *last = sql_token_text(in->statement, in->token);
    advance(in);
    while (skip(in, ".")) {
        end = in->token.end;
        *last = sql_token_text(in->statement, in->token);
        advance(in);
    }
    return text_slice(in->statement, start, end);
}

/* CREATE [UNIQUE] INDEX CONCURRENTLY [IF NOT EXISTS] name ON [ONLY] table. A broken run leaves an
 * invalid index of that name, which lies in the table's namespace. */
static bool index_made(Buffer *query, StatementReader *in)
{
    static const char *const if_not_exists[] = {"IF", "NOT", "EXISTS", NULL};
    Text index;
    Text table;
    skip_all(in, if_not_exists);
    if (sql_token_is(in->statement, in->token, "ON"))
        return false; /* without a name, the server chose one */
    qualified_name(in, &index);
    if (!skip(in, "ON"))
        return false;
    skip(in, "ONLY");
    Text qualified_table = qualified_name(in, &table);
    Text space = text_slice(qualified_table, 0, qualified_table.length - table.length);
    Text name = text_format(query->arena, "%.*s%.*s", TEXT_ARG(space), TEXT_ARG(index));
    sql_add(query,
            "SELECT CASE WHEN i.indexrelid IS NULL THEN 'not done'"
            " WHEN i.indisvalid THEN 'done'"
            " ELSE 'DROP INDEX CONCURRENTLY ' || c.name::text END"
            " FROM (SELECT to_regclass({}) AS name) c"
            " LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.name",
            sql_literal(name));
    return true;
}

/* DROP INDEX CONCURRENTLY [IF EXISTS] name */
static bool index_dropped(Buffer *query, StatementReader *in)
{
    static const char *const if_exists[] = {"IF", "EXISTS", NULL};
    Text last;
    skip_all(in, if_exists);
    sql_add(query, "SELECT CASE WHEN to_regclass({}) IS NULL THEN 'done' ELSE 'not done' END",
            sql_literal(qualified_name(in, &last)));
    return true;
}

/* ALTER TYPE name ADD VALUE [IF NOT EXISTS] 'label' … */
static bool value_added(Buffer *query, StatementReader *in)
{
    static const char *const add_value[] = {"ADD", "VALUE", NULL};
    static const char *const if_not_exists[] = {"IF", "NOT", "EXISTS", NULL};
    Text last;
    Text type = qualified_name(in, &last);
    if (!skip_all(in, add_value))
        return false;
    skip_all(in, if_not_exists);
    if (in->token.kind != SQL_STRING)
        return false;
    sql_add(query,
            "SELECT CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_enum"
            " WHERE enumtypid = to_regtype({}) AND enumlabel = {})"
            " THEN 'done' ELSE 'not done' END",
            sql_literal(type), sql_raw(sql_token_text(in->statement, in->token)));
    return true;
}

bool postgres_effect(Buffer *query, Text statement)
{
    static const struct {
        const char *words[5];
        bool (*ask)(Buffer *query, StatementReader *in);
    } known[] = {
        {{"CREATE", "INDEX", "CONCURRENTLY", NULL}, index_made},
        {{"CREATE", "UNIQUE", "INDEX", "CONCURRENTLY", NULL}, index_made},
        {{"DROP", "INDEX", "CONCURRENTLY", NULL}, index_dropped},
        {{"ALTER", "TYPE", NULL}, value_added},
    };
    if (statement_matches_any(&dialect_postgres.syntax, statement, repeatable)) {
        buffer_add_string(query, "SELECT 'not done'");
        return true;
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        StatementReader in = {.statement = statement};
        advance(&in);
        if (skip_all(&in, known[i].words))
            return known[i].ask(query, &in);
    }
    return false;
}

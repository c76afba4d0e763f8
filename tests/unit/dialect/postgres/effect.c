/* dialect/postgres/effect.h: which statements can be asked about, and with what names. */
#include "dialect/postgres/effect.h"

#include "dialect/dialect.h"
#include "sql/script.h"
#include "support.h"

/* A statement and what its query must hold; NULL: there is no query. */
static const struct {
    const char *statement;
    const char *holds[3];
} cases[] = {
    {"CREATE INDEX CONCURRENTLY i ON t (a)", {"'i'", "indisvalid"}},
    {"create unique index concurrently if not exists \"User_idx\" on only \"User\" (a)",
     {"'\"User_idx\"'"}},
    {"CREATE INDEX CONCURRENTLY \"i\" ON \"s\".\"t\" (a)", {"'\"s\".\"i\"'"}},
    {"CREATE INDEX CONCURRENTLY \"o'i\" ON t (a)", {"'\"o''i\"'"}},
    {"CREATE INDEX CONCURRENTLY ON t (a)", {NULL}}, /* the server chose the name */
    {"CREATE INDEX i ON t (a)", {NULL}},
    {"DROP INDEX CONCURRENTLY IF EXISTS s.i", {"'s.i'"}},
    {"DROP INDEX CONCURRENTLY \"i\"", {"'\"i\"'"}},
    {"ALTER TYPE \"s\".\"Color\" ADD VALUE 'o''re'", {"'\"s\".\"Color\"'", "'o''re'"}},
    {"ALTER TYPE e ADD VALUE IF NOT EXISTS 'x' AFTER 'y'", {"'e'", "'x'"}},
    {"ALTER TYPE e RENAME TO f", {NULL}},
    {"ALTER TYPE e ADD VALUE", {NULL}},
    {"VACUUM t", {"'not done'"}},
    {"REINDEX (VERBOSE) TABLE CONCURRENTLY t", {"'not done'"}},
    {"INSERT INTO t VALUES (1)", {NULL}},
    {"CREATE DATABASE d", {NULL}},
    {"", {NULL}},
    {"CREATE INDEX CONCURRENTLY", {NULL}},
};

static void the_query_of_each_statement(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Buffer query = BUFFER(arena);
        bool known = postgres_effect(&query, text_from(cases[i].statement));
        expect(known == (cases[i].holds[0] != NULL), "%s", cases[i].statement);
        Text sql = buffer_text(&query);
        size_t count = script_split(arena, &dialect_postgres.syntax, sql).count;
        expect(!known || count == 1, "%s", cases[i].statement);
        for (size_t j = 0; j < COUNT(cases[i].holds) && cases[i].holds[j]; j++)
            expect(text_contains(sql, cases[i].holds[j]), "%s: %.*s", cases[i].statement,
                   TEXT_ARG(sql));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(the_query_of_each_statement)};
    return RUN_TESTS(tests);
}

/* dialect/postgres/catalog.h: the queries are run by the tests of the command line; here, that
 * names cannot break out of them. */
#include "dialect/postgres/catalog.h"

#include "dialect/dialect.h"
#include "sql/script.h"
#include "support.h"

static TextList odd_names(Arena *arena)
{
    TextList names = {0};
    list_add(arena, &names, TEXT("public"));
    list_add(arena, &names, TEXT("o'; DROP TABLE x; --"));
    list_add(arena, &names, TEXT("a\"b"));
    return names;
}

static void each_namespace_is_dropped_and_made_again(void **state)
{
    Scene *scene = *state;
    TextList names = odd_names(scene->arena);
    Buffer out = BUFFER(scene->arena);
    postgres_reset_namespaces(&out, &names);
    Text sql = buffer_text(&out);
    ScriptStatements statements = script_split(scene->arena, &dialect_postgres.syntax, sql);
    assert_int_equal(statements.count, 6);
    for (size_t i = 0; i < statements.count; i++) {
        Text statement = text_slice(sql, statements.items[i].start, statements.items[i].end);
        const char *pattern = i % 2 ? "CREATE SCHEMA * $" : "DROP SCHEMA IF EXISTS * CASCADE $";
        expect(statement_matches(&dialect_postgres.syntax, statement, pattern), "%.*s",
               TEXT_ARG(statement));
    }
    assert_true(text_contains(sql, "\"a\"\"b\""));
}

static void queries_are_one_statement(void **state)
{
    Scene *scene = *state;
    static void (*const queries[])(Buffer *, const TextList *) = {postgres_other_tables,
                                                                  postgres_reset_objects};
    TextList names = odd_names(scene->arena);
    for (size_t i = 0; i < COUNT(queries); i++) {
        Buffer out = BUFFER(scene->arena);
        queries[i](&out, &names);
        Text sql = buffer_text(&out);
        assert_int_equal(script_split(scene->arena, &dialect_postgres.syntax, sql).count, 1);
        assert_true(text_contains(sql, "'o''; DROP TABLE x; --'"));
        assert_true(text_contains(sql, "'a\"b'"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_namespace_is_dropped_and_made_again),
        TEST(queries_are_one_statement),
    };
    return RUN_TESTS(tests);
}

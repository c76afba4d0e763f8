/* sql/layout.h */
#include "sql/layout.h"

#include "support.h"

typedef struct LaidOut {
    const char *query, *lines;
} LaidOut;

static void assert_layouts(Scene *scene, const LaidOut *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Text lines = sql_layout(scene->arena, text_from(rows[i].query));
        expect(text_is(lines, rows[i].lines), "%s\ngives:\n%.*s\nnot:\n%s", rows[i].query,
               TEXT_ARG(lines), rows[i].lines);
        Text again = sql_layout(scene->arena, lines);
        expect(text_equal(again, lines), "%.*s\ngives:\n%.*s", TEXT_ARG(lines), TEXT_ARG(again));
    }
}

static void each_part_has_lines_of_its_own(void **state)
{
    static const LaidOut rows[] = {
        {"", ""},
        {"select a, b from t where a = 1 order by b;",
         "SELECT\n  a,\n  b\nFROM\n  t\nWHERE\n  a = 1\nORDER BY\n  b;"},
        {"select a from t where a = 1 and b = 2 or c = 3",
         "SELECT\n  a\nFROM\n  t\nWHERE\n  a = 1\n  AND b = 2\n  OR c = 3"},
        {"select a from t left   join u on t.id = u.id",
         "SELECT\n  a\nFROM\n  t\n  LEFT JOIN u ON t.id = u.id"},
        {"select 1 union all select 2", "SELECT\n  1\nUNION\nALL\nSELECT\n  2"},
        {"select 1 except select 2", "SELECT\n  1 EXCEPT\nSELECT\n  2"},
        {"values (1,2),(3, 4)", "VALUES\n  (1, 2),\n  (3, 4)"},
        {"select a from t limit 1, 2", "SELECT\n  a\nFROM\n  t\nLIMIT\n  1, 2"},
    };
    assert_layouts(*state, rows, COUNT(rows));
}

static void what_is_one_condition_stays_together(void **state)
{
    static const LaidOut rows[] = {
        {"select a from t where a between 1 and 2 and b",
         "SELECT\n  a\nFROM\n  t\nWHERE\n  a BETWEEN 1 AND 2\n  AND b"},
        {"SELECT a FROM t WHERE a NOT BETWEEN 1 AND 2",
         "SELECT\n  a\nFROM\n  t\nWHERE\n  a NOT BETWEEN 1 AND 2"},
    };
    assert_layouts(*state, rows, COUNT(rows));
}

/* Up to 50 bytes stay on their line. */
static void short_parentheses_stay_on_their_line(void **state)
{
    static const LaidOut rows[] = {
        {"select count(*), coalesce(a,  b) from t",
         "SELECT\n  count(*),\n  coalesce(a, b)\nFROM\n  t"},
        {"select f(aaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbb) from t",
         "SELECT\n  f(\n    aaaaaaaaaaaaaaaaaaaaaaaaa,\n    bbbbbbbbbbbbbbbbbbbbbbbbb\n  )\nFROM\n"
         "  t"},
        {"select a from (select a from t) u",
         "SELECT\n  a\nFROM\n  (\n    SELECT\n      a\n    FROM\n      t\n  ) u"},
        {"select case when a then 1 else 2 end from t",
         "SELECT\n  CASE\n    WHEN a THEN 1\n    ELSE 2\n  END\nFROM\n  t"},
    };
    assert_layouts(*state, rows, COUNT(rows));
}

static void names_texts_and_comments_stay_as_they_are(void **state)
{
    static const LaidOut rows[] = {
        {"select \"Select\", 'from  here', t.from from t",
         "SELECT\n  \"Select\",\n  'from  here',\n  t.from\nFROM\n  t"},
        {"select a -- first\nfrom t", "SELECT\n  a -- first\nFROM\n  t"},
        {"select a::text, b ->> 'x' from t", "SELECT\n  a :: text,\n  b ->> 'x'\nFROM\n  t"},
    };
    assert_layouts(*state, rows, COUNT(rows));
}

static void closing_more_than_was_opened_is_harmless(void **state)
{
    Scene *scene = *state;
    static const char *const queries[] = {")))", "end end", "((((", "case case", ";;;", "select )"};
    for (size_t i = 0; i < COUNT(queries); i++)
        assert_true(sql_layout(scene->arena, text_from(queries[i])).length > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_part_has_lines_of_its_own),
        TEST(what_is_one_condition_stays_together),
        TEST(short_parentheses_stay_on_their_line),
        TEST(names_texts_and_comments_stay_as_they_are),
        TEST(closing_more_than_was_opened_is_harmless),
    };
    return RUN_TESTS(tests);
}

/* sql/expression.h */
#include "sql/expression.h"

#include "psl/datamodel.h"
#include "support.h"

static void what_says_the_same(void **state)
{
    static const struct {
        const char *a, *b;
        bool same;
    } cases[] = {
        {"a > 1", "a  >  1", true},
        {"a > 1", "A > 1", false},
        {"a > 1", "\"a\" > 1", true},
        {"a > 1", "\"A\" > 1", false},
        {"a > 1 AND b", "a > 1 and b", true},
        {"a IS NOT NULL", "a is not null", true},
        {"b = 'X'", "b = 'x'", false},
        {"a != 1", "a <> 1", true},
        {"a > 1", "((a) > (1))", true},
        {"a > 1 AND b > 2", "(a > 1) AND (b > 2)", true},
        {"a = 1 OR b = 2 AND c = 3", "a = 1 OR (b = 2 AND c = 3)", true},
        {"a = 1 OR b = 2 AND c = 3", "(a = 1 OR b = 2) AND c = 3", false},
        {"a AND b AND c", "(a AND b) AND c", true},
        {"a AND b AND c", "a AND (b AND c)", false},
        {"a + 1 > 2", "(a + 1) > 2", true},
        {"(a + 1) * 2 > 2", "a + 1 * 2 > 2", false},
        {"a - b - c > 0", "(a - b) - c > 0", true},
        {"a - b - c > 0", "a - (b - c) > 0", false},
        {"NOT a", "not (a)", true},
        {"NOT a = 1", "NOT (a = 1)", true},
        {"NOT a AND b", "(NOT a) AND b", true},
        {"NOT a AND b", "NOT (a AND b)", false},
        {"-a > 1", "(-a) > 1", true},
        {"x::text = 'y'", "x = 'y'", false},
        {"a = 'x'::text", "a = 'x'", true},
        {"(a)::text = 'x'::text", "a::text = 'x'", true},
        {"(a)::text = 'x'::text", "a = 'x'", false},
        {"a::text = 'x'", "a::TEXT = 'x'", true},
        {"a::varchar = 'x'", "a::character varying = 'x'", false},
        {"a = '1'::int", "a = 1", false},
        {"a = 'x'::varchar(5)", "a = 'x'", true},
        {"a::int[] = b", "a = b", false},
        {"lower(a) = 'x'", "LOWER(a) = 'x'", false},
        {"lower(a) = 'x'", "lower((a)) = 'x'", true},
        {"f(a, b)", "f(a,(b))", true},
        {"f(a, b)", "f(b, a)", false},
        {"f()", "f( )", true},
        {"date_trunc('day', a) > b", "date_trunc('day'::text, a) > b", false},
        {"a > now()", "a > NOW()", false},
        {"a BETWEEN 1 AND 2", "a between (1) and (2)", true},
        {"a NOT BETWEEN 1 AND 2", "a BETWEEN 1 AND 2", false},
        {"a IN (1,2)", "a in (1, 2)", true},
        {"a IN (1,2)", "a IN (2,1)", false},
        {"a NOT IN (1)", "NOT a IN (1)", false},
        {"a LIKE 'x%'", "a ~~ 'x%'", false},
        {"a LIKE 'x%'", "a like 'x%'", true},
        {"a ILIKE 'x%'", "a LIKE 'x%'", false},
        {"a IS TRUE", "a = true", false},
        {"a = TRUE", "a = true", true},
        {"a IS NULL", "a IS NOT NULL", false},
        {"a IS UNKNOWN", "a is unknown", true},
        {"a ->> 'x' = 'y'", "(a ->> 'x') = 'y'", true},
        {"a->>'x' = 'y'", "(a ->> 'x'::text) = 'y'::text", true},
        {"a @> b", "a <@ b", false},
        {"x.a > 1", "x . a > 1", true},
        {"A.b > 1", "a.b > 1", false},
        {"a = 1", "a = 1.0", false},
        {"a = 'it''s'", "a = 'it''s' ", true},
        {"null", "NULL", true},
        {"a ^ 2 > 1", "(a ^ 2) > 1", true},
        {"a % 2 = 0", "(a % 2) = 0", true},
        {"a || b = 'x'", "(a || b) = 'x'", true},
    };
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text a = expression_canonical(arena, text_from(cases[i].a));
        Text b = expression_canonical(arena, text_from(cases[i].b));
        expect(!text_is_none(a), "%s", cases[i].a);
        expect(!text_is_none(b), "%s", cases[i].b);
        expect(text_equal(a, b) == cases[i].same, "%s, %s: %.*s, %.*s", cases[i].a, cases[i].b,
               TEXT_ARG(a), TEXT_ARG(b));
    }
}

static void canonical_forms(void **state)
{
    static const struct {
        const char *text, *canonical;
    } cases[] = {
        {"a", "\"a\""},
        {"a and not b or c", "((\"a\" AND (NOT \"b\")) OR \"c\")"},
        {"A.\"B\" != 1", "(\"A\".\"B\" <> 1)"},
        {"f(a, -1)", "\"f\"(\"a\",(-1))"},
        {"a not like 'x'", "(\"a\" NOT LIKE 'x')"},
        {"a in (1, 2)", "(\"a\" IN (1,2))"},
        {"a between 1 and 2 and b", "((\"a\" BETWEEN 1 AND 2) AND \"b\")"},
        {"a::double precision > 1::int", "(\"a\"::doubleprecision > 1)"},
        {"a is not true", "(\"a\" IS NOT TRUE)"},
    };
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_text(expression_canonical(arena, text_from(cases[i].text)), cases[i].canonical);
}

static void what_is_not_understood(void **state)
{
    static const char *const texts[] = {
        "",
        "a >",
        "a > > 1",
        "(a",
        "a)",
        "a b",
        "a > 1;",
        "a IN (SELECT 1)",
        "f(a",
        "f(a b)",
        "CASE WHEN a THEN 1 END",
        "CAST(a AS text) = 'x'",
        "a = ARRAY[1]",
        "EXISTS (SELECT 1)",
        "a IS 1",
        "a NOT 1",
        "a BETWEEN 1",
        "a::",
        "a.1",
        "SELECT",
        "a IS",
        "extract(year FROM a)",
        "a::int[",
        "a AND",
        "NOT",
    };
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(texts); i++)
        expect(text_is_none(expression_canonical(arena, text_from(texts[i]))), "%s", texts[i]);
}

/* Nesting has an end, which is no crash. */
static void deep_ones(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    static const struct {
        const char *open, *close;
        int count;
        bool understood;
    } cases[] = {
        {"(", ")", 90, true},        {"(", ")", 110, false},   {"NOT ", "", 90, true},
        {"NOT ", "", 100000, false}, {"-", "", 100000, false}, {"f(", ")", 100000, false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Buffer text = BUFFER(arena);
        for (int j = 0; j < cases[i].count; j++)
            buffer_add_string(&text, cases[i].open);
        buffer_add_char(&text, 'a');
        for (int j = 0; j < cases[i].count; j++)
            buffer_add_string(&text, cases[i].close);
        bool understood = !text_is_none(expression_canonical(arena, buffer_text(&text)));
        expect(understood == cases[i].understood, "%d times %s", cases[i].count, cases[i].open);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_says_the_same),
        TEST(canonical_forms),
        TEST(what_is_not_understood),
        TEST(deep_ones),
    };
    return RUN_TESTS(tests);
}

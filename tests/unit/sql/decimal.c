/* sql/decimal.h */
#include "sql/decimal.h"

#include "support.h"

static void plain_forms(void **state)
{
    static const struct {
        const char *text, *plain;
    } cases[] = {
        {"0", "0"},
        {"-0", "0"},
        {"0.0", "0.0"},
        {"-0.00", "0.00"},
        {"1", "1"},
        {"+1", "1"},
        {"-1", "-1"},
        {"007", "7"},
        {"00.50", "0.50"},
        {"1.500", "1.500"},
        {"-1.50E1", "-15.0"},
        {"1e3", "1000"},
        {"1E+3", "1000"},
        {"1.23e1", "12.3"},
        {"1.23e2", "123"},
        {"1.23e5", "123000"},
        {"15e-1", "1.5"},
        {"1e-3", "0.001"},
        {"-12e-4", "-0.0012"},
        {"0e5", "000000"},
        {"1_000", "1000"},
        {"12345678901234567890.123", "12345678901234567890.123"},
        {"1e20000", "1e20000"},
        {"1e-20000", "1e-20000"}, /* rather than so many zeros */
    };
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text plain = decimal_plain(arena, text_from(cases[i].text));
        expect(text_is(plain, cases[i].plain), "%s gives %.*s", cases[i].text, TEXT_ARG(plain));
    }
}

static void equal_ones(void **state)
{
    static const struct {
        const char *a, *b;
        bool equal;
    } cases[] = {
        {"1", "1", true},
        {"1.5", "1.500", true},
        {"1", "1.0", true},
        {"0.0", "0", true},
        {"100", "1", false},
        {"100", "100.00", true},
        {"1.05", "1.5", false},
        {"-1", "1", false},
        {"1e20000", "1e20000", true},
        {"1.0e20000", "1e20000", false}, /* not looked into */
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text a = text_from(cases[i].a);
        Text b = text_from(cases[i].b);
        expect(decimal_equal(a, b) == cases[i].equal, "%s, %s", cases[i].a, cases[i].b);
        expect(decimal_equal(b, a) == cases[i].equal, "%s, %s", cases[i].b, cases[i].a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(plain_forms),
        TEST(equal_ones),
    };
    return RUN_TESTS(tests);
}

/* psl/dmmf/decimal.h */
#include "psl/dmmf/decimal.h"

#include <math.h>

#include "support.h"

/* Products of digits and a power of ten, each rounded: not always the nearest number. */
static const struct {
    const char *text;
    double value;
} cases[] = {
    {"0", 0},
    {"-0", 0},
    {"1", 1},
    {"007", 7},
    {"-12.50", -12.5},
    {"0.1", 0.1},
    {"0.3", 0.30000000000000004},
    {"0.7", 0.7000000000000001},
    {"17.99", 17.990000000000002},
    {"123456789.123456789123456789", 123456789.1234568},
    {"123456789012345678901234567890.5", 1.234567890123457e+29},
    {"1e3", 1000},
    {"1E-7", 1e-7},
    {"1e+5", 100000},
    {"1e-30", 9.999999999999999e-31},
    {"1e308", 1.0000000000000006e+308},
    {"5e-324", 0}, /* the reciprocal of a power that is infinite */
    {"0e400", 0},
    {"+1", 1},
    {"-.5", -0.5},
    {"5.", 5},
    {"1_000", 1000},
    {"1.0_0", 0.1}, /* an underscore counts as a digit behind the point */
    {"1._5", 0.15},
    {"1e-99999999999", 0},
    {"1e-9223372036854775808", 1}, /* powers wrap around at 32 bits */
    {"1e-4294967296", 1},
    /* What is below the highest 64 bits does not count: here it would decide. */
    {"10141204801825836337873532485633", 1.0141204801825835e+31},
};

static void what_the_reference_makes_of_decimals(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        double value = dmmf_decimal(text_from(cases[i].text));
        expect(value == cases[i].value, "%s is %.17g, not %.17g", cases[i].text, value,
               cases[i].value);
    }
}

static void too_large_is_not_finite(void **state)
{
    Scene *scene = *state;
    static const char *const large[] = {"1e309", "-1e400", "1e2147483647", "1e99999999999"};
    for (size_t i = 0; i < COUNT(large); i++)
        expect(!isfinite(dmmf_decimal(text_from(large[i]))), "%s", large[i]);
    enum { DIGITS = 1000000 };
    char *digits = arena_alloc(scene->arena, DIGITS);
    for (size_t i = 0; i < DIGITS; i++)
        digits[i] = '9';
    assert_false(isfinite(dmmf_decimal((Text){digits, DIGITS})));
    assert_true(isfinite(dmmf_decimal((Text){digits, 308})));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_the_reference_makes_of_decimals),
        TEST(too_large_is_not_finite),
    };
    return RUN_TESTS(tests);
}

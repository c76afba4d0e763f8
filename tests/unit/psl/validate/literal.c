/* psl/validate/literal.h */
#include "psl/validate/literal.h"

#include "support.h"

static void check(bool (*is_valid)(Text), const char *const *good, const char *const *bad)
{
    for (; *good; good++)
        expect(is_valid(text_from(*good)), "'%s' is good", *good);
    for (; *bad; bad++)
        expect(!is_valid(text_from(*bad)), "'%s' is not good", *bad);
}

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

static void integers(void **state)
{
    (void)state;
    check(literal_is_integer,
          LIST("0", "-1", "+1", "007", "9223372036854775807", "-9223372036854775808"),
          LIST("", "-", "1.5", "1e5", " 1", "9223372036854775808", "-9223372036854775809",
               "99999999999999999999999"));
}

static void decimals(void **state)
{
    (void)state;
    check(literal_is_decimal,
          LIST("1", "-1.5", "+1", "1.", ".5", "-.5e-3", "1E+5", "1e+-5", "1_000", "1__0",
               "1e99999999999"),
          LIST("", ".", "-", "abc", "NaN", " 1", "_1", "--1", "1.2.3", "0x10", "1e", "1e+", "1e-+5",
               "e5", "1e5.5", "1e_5", "1e9223372036854775808"));
}

static void base64(void **state)
{
    (void)state;
    check(literal_is_base64, LIST("", "YQ==", "YWE=", "YWFh", "+/+/", "YWFhYQ=="),
          LIST("YQ", "YQ=", "a", "=", "====", "YR==", "YWF=", "Y=Q=", "_-__", "YQ==YQ==", "YWFh\n",
               "YW Fh"));
}

static void times(void **state)
{
    (void)state;
    check(literal_is_time,
          LIST("2020-01-01T00:00:00Z", "2020-01-01t00:00:00z", "2020-01-01 00:00:00Z",
               "2020-02-29T23:59:60.123456789012+23:59", "2000-02-29T00:00:00-00:00",
               "0000-12-31T00:00:00Z",
               "2020-01-01T00:00:00\xE2\x88\x92"
               "01:00"),
          LIST("", "2020-01-01", "2020-01-01T00:00:00", "2020-01-01T00:00Z", "2019-02-29T00:00:00Z",
               "1900-02-29T00:00:00Z", "2020-04-31T00:00:00Z", "2020-13-01T00:00:00Z",
               "2020-01-00T00:00:00Z", "2020-01-01T24:00:00Z", "2020-01-01T00:60:00Z",
               "2020-01-01T00:00:61Z", "2020-01-01T00:00:00.Z", "2020-01-01T00:00:00,5Z",
               "2020-01-01T00:00:00+24:00", "2020-01-01T00:00:00+00:60", "2020-01-01T00:00:00+0000",
               "2020-01-01T00:00:00Z ", "2020-1-1T00:00:00Z", "20200-01-01T00:00:00Z"));
}

static void json(void **state)
{
    (void)state;
    check(literal_is_json,
          LIST("{}", "[]", " { } ", "null", "true", "false", "0", "-0", "1.5e-10", "1E+5", "1e308",
               "1e-400", "0e999999999999999999999", "\"\"", "\"\\u0000\\n\\/\"",
               "\"\\ud83d\\ude00\"", "[1, [2, {\"a\": [], \"a\": {}}], \"x\"]", "[[[]], {}]"),
          LIST("", "{", "[", "]", "[1,]", "[1 2]", "[,]", "{\"a\"}", "{\"a\":1,}", "{a: 1}",
               "{1: 2}", "{} x", "[}", "01", "-", "1.", ".5", "+1", "1e", "1e400", "-1e400", "True",
               "nul", "\"a", "\"\\x\"", "\"\t\"", "\"\\ud800\"", "\"\\udc00\"",
               "\"\\ud800\\u0041\"", "\"\\u12\"", "\f{}"));
}

/* Numbers are as large as a double at most, whatever their digits. */
static void large_numbers_in_json(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    static const struct {
        const char *start;
        int zeros;
        const char *end;
        bool is_good;
    } cases[] = {
        {"1", 308, "", true},
        {"1", 309, "", false},
        {"0.", 400, "1e700", true},
        {"0.", 400, "1e710", false},
        {"-1", 500, "e-400", true},
        {"0.", 1000, "", true},
        {"17976931348623157", 292, "", true},
        {"17976931348623159", 292, "", false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Buffer number = BUFFER(arena);
        buffer_add_string(&number, cases[i].start);
        for (int j = 0; j < cases[i].zeros; j++)
            buffer_add_char(&number, '0');
        buffer_add_string(&number, cases[i].end);
        expect(literal_is_json(buffer_text(&number)) == cases[i].is_good, "case %zu", i);
    }
}

static void deep_json(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    for (int depth = 126; depth < 130; depth++) {
        Buffer text = BUFFER(arena);
        for (int i = 0; i < depth; i++)
            buffer_add_string(&text, i % 2 ? "{\"a\":" : "[");
        buffer_add_string(&text, "1");
        for (int i = depth; i > 0; i--)
            buffer_add_char(&text, i % 2 ? ']' : '}');
        assert_int_equal(literal_is_json(buffer_text(&text)), depth <= 127);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(integers),  TEST(decimals), TEST(base64),
        TEST(times),     TEST(json),     TEST(large_numbers_in_json),
        TEST(deep_json),
    };
    return RUN_TESTS(tests);
}

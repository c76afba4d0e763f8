/* base/text.h */
#include "support.h"

static const Text nothing = {NULL, 0};

static void making_texts(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    assert_int_equal(text_from(NULL).length, 0);
    assert_int_equal(TEXT("a\0b").length, 3);
    Text copy = text_copy(arena, TEXT("a\0b"));
    assert_same_text(copy, TEXT("a\0b"));
    assert_int_equal(copy.data[3], '\0');
    assert_string_equal(text_cstr(arena, text_slice(TEXT("abcdef"), 1, 3)), "bc");
    assert_string_equal(text_cstr(arena, nothing), "");
    assert_text(text_format(arena, "%d-%s", 7, "x"), "7-x");
}

static void words_of_a_shell(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    static const struct {
        const char *text, *word;
    } cases[] = {
        {"20240101000000_init", "20240101000000_init"},
        {"a/b.c-d", "a/b.c-d"},
        {"", "''"},
        {"a b", "'a b'"},
        {"-x", "'-x'"},
        {"$(x)", "'$(x)'"},
        {"it's", "'it'\\''s'"},
        {"'", "''\\'''"},
        {"a\\b\"c`", "'a\\b\"c`'"},
        {"\xC3\xA4", "'\xC3\xA4'"},
        {"a\nb", "'a\nb'"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_text(text_shell_word(arena, text_from(cases[i].text)), cases[i].word);
}

static void equality(void **state)
{
    (void)state;
    assert_true(text_equal(nothing, TEXT("")));
    assert_true(text_equal(TEXT("a\0b"), TEXT("a\0b")));
    assert_false(text_equal(TEXT("a\0b"), TEXT("a\0c")));
    assert_false(text_equal(TEXT("a"), TEXT("ab")));
    assert_true(text_is(TEXT("abc"), "abc"));
    assert_true(text_is(nothing, ""));
    assert_true(text_equal_ignoring_case(TEXT("SeLect@["), TEXT("sElecT@[")));
    assert_false(text_equal_ignoring_case(TEXT("@"), TEXT("`")));               /* 0x40 and 0x60 */
    assert_false(text_equal_ignoring_case(TEXT("\xC3\x84"), TEXT("\xC3\xA4"))); /* ASCII only */
    assert_false(text_equal_ignoring_case(TEXT("a"), TEXT("ab")));
}

static void comparing_goes_by_bytes(void **state)
{
    (void)state;
    static const char *const sorted[] = {"", "A", "AB", "Z", "a", "ab", "b", "\xC3\xA4"};
    for (size_t i = 0; i < COUNT(sorted); i++)
        for (size_t j = 0; j < COUNT(sorted); j++) {
            int order = text_compare(text_from(sorted[i]), text_from(sorted[j]));
            int wanted = (i > j) - (i < j);
            expect((order > 0) - (order < 0) == wanted, "'%s' and '%s'", sorted[i], sorted[j]);
        }
    assert_int_equal(text_compare(nothing, TEXT("")), 0);
}

static void finding(void **state)
{
    (void)state;
    static const struct {
        const char *text, *part;
        ptrdiff_t at;
    } cases[] = {
        {"abcabc", "abc", 0}, {"abcabc", "cab", 2}, {"aab", "ab", 1},
        {"aaa", "aaaa", -1},  {"abc", "", 0},       {"", "", 0},
        {"", "a", -1},        {"ab", "b", 1},       {"ababac", "abac", 2},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text text = text_from(cases[i].text);
        expect(text_find(text, cases[i].part) == cases[i].at, "'%s' in '%s'", cases[i].part,
               cases[i].text);
        expect(text_contains(text, cases[i].part) == (cases[i].at >= 0), "'%s' in '%s'",
               cases[i].part, cases[i].text);
    }
    assert_int_equal(text_find(TEXT("a\0bc"), "bc"), 2);
    assert_int_equal(text_find_char(TEXT("abcb"), 'b'), 1);
    assert_int_equal(text_find_last_char(TEXT("abcb"), 'b'), 3);
    assert_int_equal(text_find_char(TEXT("abc"), 'x'), -1);
    assert_int_equal(text_find_last_char(TEXT("abc"), 'x'), -1);
    assert_int_equal(text_find_char(nothing, 'x'), -1);
    assert_int_equal(text_find_last_char(nothing, 'x'), -1);
    assert_true(text_starts_with(TEXT("abc"), "ab"));
    assert_true(text_starts_with(nothing, ""));
    assert_false(text_starts_with(TEXT("a"), "ab"));
    assert_true(text_ends_with(TEXT("abc"), "bc"));
    assert_true(text_ends_with(nothing, ""));
    assert_false(text_ends_with(TEXT("c"), "bc"));
}

static void slicing_is_cut_to_the_length(void **state)
{
    (void)state;
    static const struct {
        size_t from, to;
        const char *part;
    } cases[] = {
        {0, 3, "abc"}, {1, 2, "b"}, {1, 99, "bc"}, {3, 3, ""}, {99, 100, ""}, {2, 1, ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_text(text_slice(TEXT("abc"), cases[i].from, cases[i].to), cases[i].part);
    assert_int_equal(text_slice(nothing, 0, 5).length, 0);
}

static void trimming(void **state)
{
    (void)state;
    assert_text(text_trim(TEXT(" \t\r\n\v\fa b \n")), "a b");
    assert_text(text_trim(TEXT(" \n")), "");
    assert_text(text_trim(nothing), "");
}

static void cutting(void **state)
{
    (void)state;
    Text rest = TEXT("a,,b");
    assert_text(text_cut(&rest, ','), "a");
    assert_text(text_cut(&rest, ','), "");
    assert_text(text_cut(&rest, ','), "b");
    assert_null(rest.data);
    rest = TEXT("a,");
    assert_text(text_cut(&rest, ','), "a");
    assert_non_null(rest.data); /* an empty last part is still a part */
    assert_text(text_cut(&rest, ','), "");
    assert_null(rest.data);
}

static void reading_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool good;
        int64_t value;
    } cases[] = {
        {"0", true, 0},
        {"-0", true, 0},
        {"007", true, 7},
        {"9223372036854775807", true, INT64_MAX},
        {"-9223372036854775808", true, INT64_MIN},
        {"9223372036854775808", false, 0},
        {"-9223372036854775809", false, 0},
        {"99999999999999999999", false, 0},
        {"", false, 0},
        {"-", false, 0},
        {"--1", false, 0},
        {"+1", false, 0},
        {" 1", false, 0},
        {"1 ", false, 0},
        {"1.0", false, 0},
        {"0x1", false, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t value = 42;
        bool good = text_to_int64(text_from(cases[i].text), &value);
        expect(good == cases[i].good, "'%s'", cases[i].text);
        expect(value == (good ? cases[i].value : 42), "'%s'", cases[i].text);
    }
}

static void positions_count_characters(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t offset, line, column;
        const char *shown; /* that line */
    } cases[] = {
        {"abc", 0, 1, 1, "abc"},
        {"abc", 3, 1, 4, "abc"},
        {"abc", 99, 1, 4, "abc"},
        {"a\nbc\n", 2, 2, 1, "bc"},
        {"a\nbc\n", 4, 2, 3, "bc"},
        {"a\nbc\n", 5, 3, 1, ""},
        {"a\r\nbc\r\nd", 3, 2, 1, "bc"},
        {"\xC3\xA4\xF0\x9F\x98\x80x", 6, 1, 3, "\xC3\xA4\xF0\x9F\x98\x80x"},
        {"", 0, 1, 1, ""},
        {"\n", 0, 1, 1, ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text text = text_from(cases[i].text);
        size_t line;
        size_t column;
        text_position(text, cases[i].offset, &line, &column);
        expect(line == cases[i].line && column == cases[i].column, "case %zu: %zu:%zu", i, line,
               column);
        assert_text(text_line_at(text, cases[i].offset), cases[i].shown);
    }
}

static void character_classes(void **state)
{
    (void)state;
    for (int c = 0; c < 256; c++) {
        bool digit = c >= '0' && c <= '9';
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool space = c == ' ' || c == '\t' || c == '\n' || c == '\v' || c == '\f' || c == '\r';
        char tested = (char)c;
        expect(is_digit(tested) == digit && is_letter(tested) == letter &&
                   is_space(tested) == space && is_word(tested) == (digit || letter || c == '_'),
               "byte %d", c);
        char lower = letter && c < 'a' ? (char)(c + 32) : tested;
        expect(to_lower(tested) == lower, "byte %d", c);
    }
}

static void near_texts(void **state)
{
    static const struct {
        const char *a, *b;
        bool is_near;
    } cases[] = {
        {"unique", "unqiue", true},
        {"String", "string", true},
        {"map", "mapp", true},
        {"id", "it", true},
        {"id", "map", false},
        {"unique", "unique", false},
        {"default", "def", false},
        {"", "a", true},
        {"", "", false},
        {"index", "idx", true},
        {"abcdefgh", "abcdxfyz", false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        expect(text_is_near(text_from(cases[i].a), text_from(cases[i].b)) == cases[i].is_near,
               "%s and %s", cases[i].a, cases[i].b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(words_of_a_shell),
        TEST(making_texts),
        TEST(equality),
        TEST(finding),
        TEST(comparing_goes_by_bytes),
        TEST(trimming),
        TEST(slicing_is_cut_to_the_length),
        TEST(cutting),
        TEST(reading_numbers),
        TEST(character_classes),
        TEST(positions_count_characters),
        TEST(near_texts),
    };
    return RUN_TESTS(tests);
}

/* psl/parser.h: string_literal_value() */
#include "psl/parser.h"
#include "support.h"

static void the_table(void **state)
{
    static const struct {
        const char *literal, *value;
    } cases[] = {
        {"\"\"", ""},
        {"\"a b\"", "a b"},
        {"\"\xC3\xA4\"", "\xC3\xA4"},
        {"\"'{}[]//\"", "'{}[]//"},
        {"\"\\\"a\\\"\"", "\"a\""},
        {"\"\\\\n\"", "\\n"},
        {"\"a\\tb\\nc\\rd\"", "a\tb\nc\rd"},
        {"\"\\u0041\\u00e4\"", "A\xC3\xA4"},
        {"\"\\uD83D\\uDE00\"", "\xF0\x9F\x98\x80"}, /* a pair of surrogates */
    };
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_text(string_literal_value(arena, text_from(cases[i].literal)), cases[i].value);
}

static void a_view_where_nothing_is_escaped(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    Text literal = TEXT("\"abc\"");
    assert_ptr_equal(string_literal_value(arena, literal).data, literal.data + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_table),
        TEST(a_view_where_nothing_is_escaped),
    };
    return RUN_TESTS(tests);
}

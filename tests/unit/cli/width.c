/* cli/width.h */
#include "cli/width.h"

#include "support.h"

static void columns_of_characters(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int columns;
        bool is_shown;
    } cases[] = {
        {"a", 1, true},          {"~", 1, true},       {"\u00e9", 1, true},
        {"\u0301", 0, true},                          /* a combining accent */
        {"\u65e5", 2, true},     {"\uff21", 2, true}, /* a full-width letter */
        {"\U0001F600", 2, true}, {"\u200d", 0, true}, /* a joiner */
        {"\u0416", 1, true},     {"\uac00", 2, true}, /* a Hangul syllable */
        {"\n", 1, false},        {"\033", 1, false},   {"\x7f", 1, false},
        {"\xc2\x85", 1, false},  {"\u202e", 1, false}, {"\u2066", 1, false},
        {"\xff", 1, false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text text = text_from(cases[i].text);
        Glyph glyph = glyph_at(text, 0);
        expect(glyph.columns == cases[i].columns, "%zu: %d", i, glyph.columns);
        expect(glyph.is_shown == cases[i].is_shown, "%zu", i);
        assert_int_equal(glyph.bytes.length, text.length);
    }
}

static void texts_that_are_shown(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    assert_text(text_shown(arena, TEXT("a\nb \u65e5")), "a\nb \u65e5");
    assert_text(text_shown(arena, TEXT("a\033[2J\u202e\xff\0b")), "a\uFFFD[2J\uFFFD\uFFFD\uFFFDb");
    assert_text(text_shown(arena, TEXT("")), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(columns_of_characters),
        TEST(texts_that_are_shown),
    };
    return RUN_TESTS(tests);
}

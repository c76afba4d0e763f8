/* psl/string_literal.h */
#include "psl/string_literal.h"

#include "psl/parser.h"
#include "support.h"

static Text literal_of(Arena *arena, Text text)
{
    Buffer out = BUFFER(arena);
    string_literal_put(&out, text);
    return buffer_text(&out);
}

static void only_what_must_be_is_escaped(void **state)
{
    static const struct {
        const char *text, *literal;
    } cases[] = {
        {"", "\"\""},
        {"it's a/path", "\"it's a/path\""},
        {"a \"word\"", "\"a \\\"word\\\"\""},
        {"C:\\dir", "\"C:\\\\dir\""},
        {"one\ntwo\r\tthree", "\"one\\ntwo\\r\\tthree\""},
        {"\x01\x7f", "\"\\u0001\\u007f\""},
        {"Grüße", "\"Grüße\""},
    };
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_text(literal_of(scene->arena, text_from(cases[i].text)), cases[i].literal);
}

static void a_literal_means_its_text(void **state)
{
    Scene *scene = *state;
    char all[128];
    for (size_t i = 0; i < sizeof all; i++)
        all[i] = (char)i;
    Text text = {all, sizeof all};
    assert_same_text(string_literal_value(scene->arena, literal_of(scene->arena, text)), text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(only_what_must_be_is_escaped),
        TEST(a_literal_means_its_text),
    };
    return RUN_TESTS(tests);
}

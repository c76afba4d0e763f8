/* psl/lexer.h */
#include "psl/lexer.h"

#include "support.h"

/* The tokens of a text, as "KIND:text" parted by "|"; ends of lines as "/". */
static Text tokens_of(Arena *arena, Text schema)
{
    static const char *const kinds[] = {
        [PSL_END] = "end",   [PSL_NEW_LINE] = "/", [PSL_NAME] = "n:",   [PSL_STRING] = "s:",
        [PSL_NUMBER] = "d:", [PSL_COMMENT] = "c:", [PSL_SYMBOL] = "y:",
    };
    Buffer out = BUFFER(arena);
    size_t from = 0;
    for (;;) {
        PslToken token = psl_token(schema, from);
        if (token.kind == PSL_END) {
            assert_int_equal(token.end, schema.length);
            return buffer_text(&out);
        }
        expect(token.start >= from && token.end > token.start && token.end <= schema.length,
               "token at %zu", from);
        buffer_add_format(&out, "%s%s", from ? "|" : "", kinds[token.kind]);
        if (token.kind != PSL_NEW_LINE)
            buffer_add(&out, text_slice(schema, token.start, token.end));
        from = token.end;
    }
}

static const struct {
    const char *schema, *tokens;
} cases[] = {
    {"", ""},
    {" \t", ""},
    {"model User {\n}", "n:model|n:User|y:{|/|y:}"},
    {"a\r\nb\rc\nd", "n:a|/|n:b|/|n:c|/|n:d"},
    {"\n\n", "/|/"},
    {"a-b_c1 _x", "n:a-b_c1|n:_x"},
    {"\xC3\xA4x", "n:\xC3\xA4x"},
    {"12 3.5", "d:12|d:3.5"},
    {"-1", "y:-|d:1"},
    {"a // b { \"\nc", "n:a|c:// b { \"|/|n:c"},
    {"/// doc\r\na", "c:/// doc|/|n:a"},
    {"//", "c://"},
    {"a /* b { \"\n } */ c", "n:a|c:/* b { \"\n } */|n:c"},
    {"/** a */b", "c:/** a */|n:b"},
    {"/*/ a */ b", "c:/*/ a */|n:b"},
    {"/**/ /***/", "c:/**/|c:/***/"},
    {"/* a /* b */ c */", "c:/* a /* b */|n:c|y:*|y:/"},
    {"// /*\na", "c:// /*|/|n:a"},
    {"\"/*\" a", "s:\"/*\"|n:a"},
    {"a / b", "n:a|y:/|n:b"},
    {"\"a b\" \"\"", "s:\"a b\"|s:\"\""},
    {"\"a\\\"b\" c", "s:\"a\\\"b\"|n:c"},
    {"\"a\\\\\" b", "s:\"a\\\\\"|n:b"},
    {"\"a // {\" b", "s:\"a // {\"|n:b"},
    {"\"not closed\nb", "s:\"not closed|/|n:b"},
    {"\"not closed\\\nb", "s:\"not closed\\|/|n:b"},
    {"\"not closed\\", "s:\"not closed\\"},
    {"@@id([a, b])", "y:@|y:@|n:id|y:(|y:[|n:a|y:,|n:b|y:]|y:)"},
};

static void the_table(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_text(tokens_of(arena, text_from(cases[i].schema)), cases[i].tokens);
}

static void what_strings_stand_for(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    static const struct {
        const char *schema, *value;
    } strings[] = {
        {"\"\"", ""},
        {"\"a b\"", "a b"},
        {"\"a\\\"b\"", "a\"b"},
        {"\"a\\\\b\"", "a\\b"},
        {"\"a\\nb\\tc\\rd\"", "a\nb\tc\rd"},
        {"\"\xC3\xA4\"", "\xC3\xA4"},
        {"\"a\\u0041\\/b\"", "aA/b"},
        {"\"\\u00e4\\u20AC\"", "\xC3\xA4\xE2\x82\xAC"},
        {"\"a\\uD83D\\uDE00b\"", "a\xF0\x9F\x98\x80"
                                 "b"},
        {"\"file:./dev.db\"", "file:./dev.db"},
        {"\"not closed", "not closed"},
        {"\"", ""},
    };
    for (size_t i = 0; i < COUNT(strings); i++) {
        Text schema = text_from(strings[i].schema);
        PslToken token = psl_token(schema, 0);
        assert_int_equal(token.kind, PSL_STRING);
        assert_text(psl_string(arena, schema, token), strings[i].value);
    }
}

static void symbols(void **state)
{
    (void)state;
    Text schema = TEXT("{ \"{\"");
    PslToken brace = psl_token(schema, 0);
    assert_true(psl_token_is(schema, brace, '{'));
    assert_false(psl_token_is(schema, brace, '}'));
    assert_false(psl_token_is(schema, psl_token(schema, brace.end), '"'));
    assert_false(psl_token_is(schema, psl_token(schema, schema.length), '{'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_table),
        TEST(what_strings_stand_for),
        TEST(symbols),
    };
    return RUN_TESTS(tests);
}

/* sql/token.h */
#include "sql/token.h"

#include "dialect/dialect.h"
#include "support.h"

static const SqlSyntax mysql = {
    .hash_comments = true, .backslash_escapes = true, .backticks = true};

#define PG &dialect_postgres.syntax
#define LITE &dialect_sqlite.syntax
#define MY &mysql

/* The tokens of a text, as "KIND:text" parted by "|". */
static Text tokens_of(Arena *arena, const SqlSyntax *syntax, Text text)
{
    static const char *const kinds[] = {
        [SQL_END] = "end",  [SQL_WORD] = "w",      [SQL_QUOTED_NAME] = "q", [SQL_STRING] = "s",
        [SQL_NUMBER] = "n", [SQL_SEMICOLON] = ";", [SQL_SYMBOL] = "y",
    };
    Buffer out = BUFFER(arena);
    size_t from = 0;
    for (;;) {
        SqlToken token = sql_token(syntax, text, from);
        expect(token.start >= from && token.end >= token.start && token.end <= text.length,
               "token at %zu", from);
        if (token.kind == SQL_END)
            return buffer_text(&out);
        expect(token.end > from, "no progress at %zu", from);
        buffer_add_format(&out, "%s%s:", from ? "|" : "", kinds[token.kind]);
        buffer_add(&out, sql_token_text(text, token));
        from = token.end;
    }
}

static const struct {
    const SqlSyntax *syntax;
    const char *text, *tokens;
} cases[] = {
    {PG, "", ""},
    {PG, " \t\r\n\f", ""},
    {PG, "SELECT a1_$b, \xC3\xA4;", "w:SELECT|w:a1_$b|y:,|w:\xC3\xA4|;:;"},
    {PG, "1 2.5 3e10 .5", "n:1|n:2.5|n:3e10|y:.|n:5"},
    /* strings */
    {PG, "'a''b' ''", "s:'a''b'|s:''"},
    {PG, "'a\\' b", "s:'a\\'|w:b"},
    {PG, "E'a\\'b' e'\\\\' c", "s:E'a\\'b'|s:e'\\\\'|w:c"},
    {PG, "B'01' X'1F' N'n' U&'\\0041'", "s:B'01'|s:X'1F'|s:N'n'|w:U|y:&|s:'\\0041'"},
    {PG, "type'x'", "w:type|s:'x'"},
    {LITE, "'a\\' b", "s:'a\\'|w:b"},
    {LITE, "x'1F' e'\\' b", "s:x'1F'|s:e'\\'|w:b"},
    {MY, "'a\\'b' \"c\\\"d\" e", "s:'a\\'b'|q:\"c\\\"d\"|w:e"},
    /* quoted names */
    {PG, "\"a\"\"b\" \"c;d\"", "q:\"a\"\"b\"|q:\"c;d\""},
    {PG, "\"a\\\" b", "q:\"a\\\"|w:b"},
    {PG, "`a` [b]", "y:`|w:a|y:`|y:[|w:b|y:]"},
    {LITE, "`a``b` [c;d]", "q:`a``b`|q:[c;d]"},
    /* dollar quotes */
    {PG, "$$a;'$$ b", "s:$$a;'$$|w:b"},
    {PG, "$x$ $$ $y$ $x$ b", "s:$x$ $$ $y$ $x$|w:b"},
    {PG, "$x$a$x$x$ b", "s:$x$a$x$|w:x$|w:b"},
    {PG, "$X$ $x$ $X$", "s:$X$ $x$ $X$"},
    {PG, "$\xC3\xA4$ ; $\xC3\xA4$", "s:$\xC3\xA4$ ; $\xC3\xA4$"},
    {PG, "$1 $2$ 3$", "y:$|n:1|y:$|n:2|y:$|n:3|y:$"},
    {PG, "a$$b$$", "w:a$$b$$"},
    {LITE, "$$a$$", "y:$|y:$|w:a$$"},
    /* comments */
    {PG, "a -- b ' \" /*\nc", "w:a|w:c"},
    {PG, "a /* b ' -- */ c", "w:a|w:c"},
    {PG, "a /* /* */ b */ c", "w:a|w:c"},
    {LITE, "a /* /* */ b */ c", "w:a|w:b|y:*|y:/|w:c"},
    {PG, "a /*/ b */ c", "w:a|w:c"},
    {PG, "a # b\nc", "w:a|y:#|w:b|w:c"},
    {MY, "a # b\nc", "w:a|w:c"},
    {PG, "5--3\n4", "n:5|n:4"},
    /* not closed: to the end */
    {PG, "a 'b;", "w:a|s:'b;"},
    {PG, "a 'b''", "w:a|s:'b''"},
    {PG, "a E'b\\", "w:a|s:E'b\\"},
    {PG, "a \"b;", "w:a|q:\"b;"},
    {PG, "a $$b;", "w:a|s:$$b;"},
    {PG, "a $x$b;$x", "w:a|s:$x$b;$x"},
    {PG, "a /* b", "w:a"},
    {PG, "a /* b /* c */", "w:a"},
    {PG, "a --", "w:a"},
    {PG, "a $", "w:a|y:$"},
    {PG, "a $x", "w:a|y:$|w:x"},
    {PG, "a /", "w:a|y:/"},
    {LITE, "a [b", "w:a|q:[b"},
    {LITE, "a `b", "w:a|q:`b"},
};

static void the_table(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_text(tokens_of(arena, cases[i].syntax, text_from(cases[i].text)), cases[i].tokens);
}

static void a_nul_byte_is_a_symbol(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    assert_same_text(tokens_of(arena, PG, TEXT("a\0b")), TEXT("w:a|y:\0|w:b"));
}

static void random_bytes_always_come_to_an_end(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    static const char alphabet[] = "aE'\"`[]$\\/*-#;\n\r (\xC3\xA4"
                                   "1";
    static const SqlSyntax *const syntaxes[] = {PG, LITE, MY};
    Dice dice = {17};
    for (size_t round = 0; round < 20000; round++) {
        ArenaMark mark = arena_mark(arena);
        size_t length = dice_roll(&dice, 24);
        char *data = arena_alloc(arena, length + 1);
        for (size_t i = 0; i < length; i++)
            data[i] = alphabet[dice_roll(&dice, sizeof alphabet - 1)];
        tokens_of(arena, syntaxes[round % COUNT(syntaxes)], (Text){data, length});
        arena_rewind(arena, mark);
    }
}

static void keywords(void **state)
{
    (void)state;
    Text text = TEXT("sElEcT \"SELECT\" 'SELECT' (");
    SqlToken word = sql_token(PG, text, 0);
    SqlToken name = sql_token(PG, text, word.end);
    SqlToken string = sql_token(PG, text, name.end);
    SqlToken symbol = sql_token(PG, text, string.end);
    assert_true(sql_token_is(text, word, "SELECT"));
    assert_false(sql_token_is(text, word, "SELEC"));
    assert_false(sql_token_is(text, name, "SELECT"));
    assert_false(sql_token_is(text, string, "SELECT"));
    assert_true(sql_token_is(text, symbol, "("));
}

static void names(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    static const struct {
        const char *text, *name;
    } table[] = {
        {"User", "User"},   {"\"User\"", "User"}, {"\"a\"\"b\"", "a\"b"}, {"`a``b`", "a`b"},
        {"[a b]", "a b"},   {"\"\"", ""},         {"\"", "\""},           {"[a\"b]", "a\"b"},
        {"\"a]b\"", "a]b"}, {"\"\"\"\"", "\""},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        Text text = text_from(table[i].text);
        assert_text(sql_token_name(arena, text, sql_token(LITE, text, 0)), table[i].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_table),
        TEST(a_nul_byte_is_a_symbol),
        TEST(random_bytes_always_come_to_an_end),
        TEST(keywords),
        TEST(names),
    };
    return RUN_TESTS(tests);
}

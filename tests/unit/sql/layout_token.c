/* sql/layout_token.h */
#include "sql/layout_token.h"

#include "support.h"

/* The tokens of the query but for spaces, each with a letter for its kind. */
static Text tokens_of(Arena *arena, const char *query)
{
    static const char letters[] = {
        [LAYOUT_SPACE] = ' ',       [LAYOUT_STRING] = 's',        [LAYOUT_NUMBER] = '1',
        [LAYOUT_NAME] = 'n',        [LAYOUT_OPERATOR] = 'o',      [LAYOUT_OPEN] = '<',
        [LAYOUT_CLOSE] = '>',       [LAYOUT_LINE_COMMENT] = '-',  [LAYOUT_BLOCK_COMMENT] = '*',
        [LAYOUT_PLACEHOLDER] = '?', [LAYOUT_WORD] = 'w',          [LAYOUT_NEW_LINE] = 'l',
        [LAYOUT_TOP_LEVEL] = 'T',   [LAYOUT_TOP_LEVEL_FLAT] = 'F'};
    Buffer out = BUFFER(arena);
    const LayoutToken *before = NULL;
    for (Text rest = text_from(query); rest.length;) {
        LayoutToken *token = NEW(arena, LayoutToken);
        *token = layout_token(&rest, before);
        before = token;
        assert_true(token->text.length > 0);
        if (token->kind != LAYOUT_SPACE)
            buffer_add_format(&out, "%s%c:%.*s", out.length ? "|" : "", letters[token->kind],
                              TEXT_ARG(token->text));
    }
    return buffer_text(&out);
}

typedef struct Cut {
    const char *query, *tokens;
} Cut;

static void assert_cuts(Scene *scene, const Cut *cuts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Text tokens = tokens_of(scene->arena, cuts[i].query);
        expect(text_is(tokens, cuts[i].tokens), "%s\ngives: %.*s\nnot:   %s", cuts[i].query,
               TEXT_ARG(tokens), cuts[i].tokens);
    }
}

static void words_are_known_or_names(void **state)
{
    static const Cut cuts[] = {
        {"select users from t", "T:select|n:users|T:from|n:t"},
        {"selection from_here", "n:selection|n:from_here"},
        {"left  outer\njoin", "l:left  outer\njoin"},
        {"order by a, b", "T:order by|n:a|o:,|n:b"},
        {"union all select", "F:union|w:all|T:select"}, /* two words, with Prisma */
        {"t.select", "n:t|o:.|n:select"},               /* behind a dot every word is a name */
        {"Größe", "n:Größe"},
    };
    assert_cuts(*state, cuts, COUNT(cuts));
}

static void quoted_texts_are_one_token(void **state)
{
    static const Cut cuts[] = {
        {"'it''s' \"a b\" `c` [d e]", "s:'it''s'|s:\"a b\"|s:`c`|s:[d e]"},
        {"N'x' Nx", "s:N'x'|n:Nx"},
        {"'a\\'b'", "s:'a\\'b'"},
        {"'a", "o:'|n:a"}, /* it is never closed */
    };
    assert_cuts(*state, cuts, COUNT(cuts));
}

static void numbers(void **state)
{
    static const Cut cuts[] = {
        {"1 -2 3.5 1e9 1.5E-3", "1:1|1:-2|1:3.5|1:1e9|1:1.5E-3"},
        {"1a", "n:1a"},
        {"1.", "1:1|o:."},
        {"a-1", "n:a|1:-1"},
        {"$1 ? ?2", "?:$1|?:?|?:?2"},
    };
    assert_cuts(*state, cuts, COUNT(cuts));
}

static void parentheses_comments_operators(void **state)
{
    static const Cut cuts[] = {
        {"(a) case when b end", "<:(|n:a|>:)|<:case|l:when|n:b|>:end"},
        {"ending cases", "n:ending|n:cases"},
        {"a -- to the end\nb", "n:a|-:-- to the end|n:b"},
        {"a # too\nb", "n:a|-:# too|n:b"},
        {"/* b\n */ c", "*:/* b\n */|n:c"},
        {"/* open", "*:/* open"},
        {"a::text a<>b a!=b a->>'x'", "n:a|o:::|n:text|n:a|o:<>|n:b|n:a|o:!=|n:b|n:a|o:->>|s:'x'"},
        {"a<b;", "n:a|o:<|n:b|o:;"},
    };
    assert_cuts(*state, cuts, COUNT(cuts));
}

static void every_byte_is_in_some_token(void **state)
{
    (void)state;
    Dice dice = {7};
    for (int round = 0; round < 500; round++) {
        char query[24];
        for (size_t i = 0; i < sizeof query; i++)
            query[i] = (char)dice_roll(&dice, 256);
        Text rest = {query, sizeof query};
        size_t length = 0;
        LayoutToken token;
        const LayoutToken *before = NULL;
        for (; rest.length; before = &token) {
            LayoutToken next = layout_token(&rest, before);
            assert_ptr_equal(next.text.data, query + length);
            length += next.text.length;
            token = next;
        }
        assert_int_equal(length, sizeof query);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(words_are_known_or_names),       TEST(quoted_texts_are_one_token),  TEST(numbers),
        TEST(parentheses_comments_operators), TEST(every_byte_is_in_some_token),
    };
    return RUN_TESTS(tests);
}

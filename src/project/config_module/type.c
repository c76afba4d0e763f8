/* Stepping over TypeScript's types, which mean nothing at run time. Looking ahead is bounded, so
 * that no file can make it slow. */
#include "project/config_module/parser.h"

enum { LOOK_AHEAD = 400 };

static bool is_sign(const ScriptParser *parser, size_t index, const char *text)
{
    const ScriptToken *token = &parser->tokens[index];
    return token->kind == SCRIPT_SIGN && text_is(token->text, text);
}

size_t script_behind(const ScriptParser *parser, size_t index)
{
    const ScriptToken *token = &parser->tokens[index];
    if (token->kind == SCRIPT_END)
        return index;
    bool opens = (token->kind == SCRIPT_TEMPLATE && token->is_first && !token->is_last) ||
                 is_sign(parser, index, "(") || is_sign(parser, index, "[") ||
                 is_sign(parser, index, "{");
    return (opens ? token->partner : index) + 1;
}

size_t script_skip_type_arguments(const ScriptParser *parser, size_t index)
{
    if (!is_sign(parser, index, "<"))
        return index;
    size_t depth = 0;
    size_t at = index;
    for (size_t i = 0; i < LOOK_AHEAD; i++) {
        const ScriptToken *token = &parser->tokens[at];
        bool closes = is_sign(parser, at, ")") || is_sign(parser, at, "]") ||
                      is_sign(parser, at, "}") || is_sign(parser, at, ";");
        bool rest = token->kind == SCRIPT_TEMPLATE && !token->is_first;
        if (token->kind == SCRIPT_END || closes || rest)
            return index;
        if (is_sign(parser, at, "<"))
            depth++;
        if (is_sign(parser, at, ">") && --depth == 0)
            return at + 1;
        at = script_behind(parser, at);
    }
    return index;
}

static bool is_prefix(const ScriptParser *parser, size_t index)
{
    static const char *const words[] = {"keyof",    "typeof", "readonly", "unique",
                                        "abstract", "new",    "asserts",  "infer"};
    const ScriptToken *token = &parser->tokens[index];
    const ScriptToken *next = token->kind == SCRIPT_END ? token : token + 1;
    if (is_sign(parser, index, "|") || is_sign(parser, index, "&") || is_sign(parser, index, "-"))
        return true;
    if (token->kind != SCRIPT_NAME || next->after_line_end)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_is(token->text, words[i]))
            return next->kind == SCRIPT_NAME || is_sign(parser, index + 1, "(") ||
                   is_sign(parser, index + 1, "[") || is_sign(parser, index + 1, "{");
    return false;
}

/* One operand of a type with what is attached to it. */
static size_t skip_operand(const ScriptParser *parser, size_t index)
{
    while (is_prefix(parser, index))
        index++;
    index = script_skip_type_arguments(parser, index); /* <T>(…) => … */
    const ScriptToken *token = &parser->tokens[index];
    bool bracket =
        is_sign(parser, index, "(") || is_sign(parser, index, "[") || is_sign(parser, index, "{");
    bool rest = token->kind == SCRIPT_TEMPLATE && !token->is_first;
    if (token->kind == SCRIPT_END || token->kind == SCRIPT_REGEX || rest ||
        (token->kind == SCRIPT_SIGN && !bracket))
        return index;
    index = script_behind(parser, index);
    for (;;) {
        size_t before = index;
        bool same_line = !parser->tokens[index].after_line_end;
        if (is_sign(parser, index, ".") && parser->tokens[index + 1].kind == SCRIPT_NAME)
            index += 2;
        else if (same_line && is_sign(parser, index, "["))
            index = script_behind(parser, index);
        else if (script_token_is(&parser->tokens[before - 1], "import") &&
                 is_sign(parser, index, "("))
            index = script_behind(parser, index);
        else
            index = script_skip_type_arguments(parser, index);
        if (index == before)
            return index;
    }
}

size_t script_skip_type(const ScriptParser *parser, size_t index)
{
    /* what joins two operands; "?" and ":" belong to a conditional type, after "extends" only */
    size_t conditions = 0;
    for (size_t i = 0; i < LOOK_AHEAD; i++) {
        size_t begin = index;
        index = skip_operand(parser, index);
        if (index == begin)
            return index;
        const ScriptToken *token = &parser->tokens[index];
        bool is_function = is_sign(parser, index, "=>") && is_sign(parser, index - 1, ")");
        bool is_word = script_token_is(token, "is") && !token->after_line_end;
        if (script_token_is(token, "extends") && !token->after_line_end) {
            conditions++;
        } else if (conditions > 0 && is_sign(parser, index, "?")) {
            index++;
            continue;
        } else if (conditions > 0 && is_sign(parser, index, ":")) {
            conditions--;
        } else if (!is_word && !is_sign(parser, index, "|") && !is_sign(parser, index, "&") &&
                   !is_function) {
            return index;
        }
        index++;
    }
    return index;
}

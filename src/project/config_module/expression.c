/* Parsing the expressions of a configuration module, by precedence. Types are stepped over. */
#include "project/config_module/parser.h"

/* ---- operands ---- */

static ScriptNode *unknown_token(ScriptParser *parser, const char *what)
{
    return script_token_node(parser, SCRIPT_NODE_UNKNOWN, text_from(what));
}

static ScriptNode *parse_parentheses(ScriptParser *parser)
{
    size_t behind = script_behind(parser, parser->at);
    parser->at++;
    ScriptNode *inside = script_parse_sequence(parser);
    if (!parser->failed && parser->at + 1 == behind) {
        parser->at = behind;
        return inside;
    }
    inside = script_failure(parser);
    parser->failed = false;
    parser->at = behind;
    return inside;
}

static ScriptNode *parse_class(ScriptParser *parser)
{
    ScriptNode *node = script_node(parser, SCRIPT_NODE_UNKNOWN);
    node->text = TEXT("a class");
    while (!script_at_closer(parser) && !script_at(parser, "{"))
        parser->at = script_behind(parser, parser->at);
    if (!script_at(parser, "{"))
        return script_failure(parser);
    parser->at = script_behind(parser, parser->at);
    return script_done(parser, node);
}

static ScriptNode *parse_member(ScriptParser *parser, ScriptNode *object, bool optional);

static ScriptNode *parse_primary(ScriptParser *parser);

static ScriptNode *parse_new(ScriptParser *parser)
{
    ScriptNode *node = script_node(parser, SCRIPT_NODE_NEW);
    parser->at++;
    node->a = script_at(parser, "new") ? script_failure(parser) : parse_primary(parser);
    while (!parser->failed && (script_at(parser, ".") || script_at(parser, "[")))
        node->a = parse_member(parser, node->a, false);
    parser->at = script_skip_type_arguments(parser, parser->at);
    if (!parser->failed && script_at(parser, "("))
        script_parse_arguments(parser, node);
    return script_done(parser, node);
}

/* import.meta; `import(…)` is the call of a name. */
static ScriptNode *parse_import_expression(ScriptParser *parser)
{
    ScriptNode *node = script_node(parser, SCRIPT_NODE_IMPORT_META);
    if (!script_token_is(script_here(parser) + 1, "."))
        return script_token_node(parser, SCRIPT_NODE_NAME, TEXT("import"));
    parser->at += 2;
    if (!script_expect(parser, "meta"))
        return script_failure(parser);
    return script_done(parser, node);
}

static ScriptNode *parse_word(ScriptParser *parser)
{
    static const char *const reserved[] = {"const", "let",    "var",    "if",    "for",   "while",
                                           "do",    "return", "switch", "throw", "export"};
    Text text = script_here(parser)->text;
    ScriptNode *arrow = script_parse_arrow(parser);
    if (arrow)
        return arrow;
    if (text_is(text, "function"))
        return script_parse_function(parser);
    if (text_is(text, "async") && script_token_is(script_here(parser) + 1, "function")) {
        parser->at++;
        return script_parse_function(parser);
    }
    if (text_is(text, "class"))
        return parse_class(parser);
    if (text_is(text, "new"))
        return parse_new(parser);
    if (text_is(text, "import"))
        return parse_import_expression(parser);
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (text_is(text, reserved[i]))
            return script_failure(parser);
    return script_token_node(parser, SCRIPT_NODE_NAME, text);
}

static ScriptNode *parse_primary(ScriptParser *parser)
{
    const ScriptToken *token = script_here(parser);
    switch (token->kind) {
    case SCRIPT_NAME:
        return parse_word(parser);
    case SCRIPT_NUMBER:
        return script_token_node(parser, SCRIPT_NODE_NUMBER, token->text);
    case SCRIPT_STRING:
        return script_token_node(parser, SCRIPT_NODE_TEXT, token->value);
    case SCRIPT_TEMPLATE:
        return token->is_first ? script_parse_template(parser) : script_failure(parser);
    case SCRIPT_REGEX:
        return unknown_token(parser, "a regular expression");
    case SCRIPT_SIGN:
        break;
    case SCRIPT_END:
        return script_failure(parser);
    }
    if (text_is(token->text, "(")) {
        ScriptNode *arrow = script_parse_arrow(parser);
        return arrow ? arrow : parse_parentheses(parser);
    }
    if (text_is(token->text, "{"))
        return script_parse_object(parser);
    if (text_is(token->text, "["))
        return script_parse_array(parser);
    return script_failure(parser);
}

/* ---- what follows an operand ---- */

static ScriptNode *parse_member(ScriptParser *parser, ScriptNode *object, bool optional)
{
    ScriptNode *node = script_node_around(parser, SCRIPT_NODE_MEMBER, object);
    node->flag = optional;
    if (script_at(parser, "[")) {
        size_t behind = script_behind(parser, parser->at);
        parser->at++;
        node->b = script_parse_sequence(parser);
        if (parser->failed || parser->at + 1 != behind)
            node->b = script_failure(parser);
        parser->failed = false;
        parser->at = behind;
        return script_done(parser, node);
    }
    script_accept(parser, ".");
    if (script_here(parser)->kind != SCRIPT_NAME)
        return script_failure(parser);
    node->text = script_here(parser)->text;
    parser->at++;
    return script_done(parser, node);
}

static ScriptNode *parse_call(ScriptParser *parser, ScriptNode *function, bool optional)
{
    ScriptNode *node = script_node_around(parser, SCRIPT_NODE_CALL, function);
    node->flag = optional;
    script_parse_arguments(parser, node);
    return script_done(parser, node);
}

/* A template behind a function: its value is beyond us. */
static ScriptNode *parse_tagged(ScriptParser *parser)
{
    ScriptNode *node = script_parse_template(parser);
    *node = (ScriptNode){.kind = SCRIPT_NODE_UNKNOWN, .offset = node->offset};
    node->text = TEXT("a tagged template");
    return script_done(parser, node);
}

/* One step of `a.b`, `a[b]`, `a(b)`, `a!`, `a?.b`; NULL when there is none. */
static ScriptNode *parse_step(ScriptParser *parser, ScriptNode *node)
{
    const ScriptToken *token = script_here(parser);
    if (token->kind == SCRIPT_TEMPLATE && token->is_first)
        return parse_tagged(parser);
    if (token->kind != SCRIPT_SIGN)
        return NULL;
    if (text_is(token->text, ".") || text_is(token->text, "["))
        return parse_member(parser, node, false);
    if (text_is(token->text, "("))
        return parse_call(parser, node, false);
    if (text_is(token->text, "?.")) {
        parser->at++;
        return script_at(parser, "(") ? parse_call(parser, node, true)
                                      : parse_member(parser, node, true);
    }
    if (text_is(token->text, "!") && !token->after_line_end) {
        parser->at++;
        return node;
    }
    if (!text_is(token->text, "<"))
        return NULL;
    size_t behind = script_skip_type_arguments(parser, parser->at);
    if (behind == parser->at || !script_token_is(&parser->tokens[behind], "("))
        return NULL;
    parser->at = behind;
    return parse_call(parser, node, false);
}

static ScriptNode *parse_postfix(ScriptParser *parser)
{
    ScriptNode *node = parse_primary(parser);
    for (;;) {
        ScriptNode *step = parser->failed ? NULL : parse_step(parser, node);
        if (!step)
            break;
        node = step;
    }
    bool counts = script_at(parser, "++") || script_at(parser, "--");
    if (counts && !script_here(parser)->after_line_end)
        return script_failure(parser);
    return node;
}

static bool is_unary(const ScriptParser *parser)
{
    static const char *const operators[] = {"!",    "-",      "+",     "typeof",
                                            "void", "delete", "await", "~"};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (script_at(parser, operators[i]))
            return !script_token_is(script_here(parser) + 1, "=>");
    return false;
}

static ScriptNode *parse_unary(ScriptParser *parser)
{
    if (parser->depth >= SCRIPT_DEPTH_LIMIT)
        return script_failure(parser);
    if (script_at(parser, "<")) { /* <T>value, <T>(…) => … */
        size_t behind = script_skip_type_arguments(parser, parser->at);
        if (behind == parser->at)
            return script_failure(parser);
        parser->at = behind;
        ScriptNode *arrow = script_parse_arrow(parser);
        if (arrow)
            return arrow;
    }
    if (!is_unary(parser))
        return parse_postfix(parser);
    ScriptNode *node = script_node(parser, SCRIPT_NODE_UNARY);
    node->text = script_here(parser)->text;
    parser->at++;
    parser->depth++;
    node->a = parse_unary(parser);
    parser->depth--;
    return script_done(parser, node);
}

/* ---- operators ---- */

static const struct {
    const char *text;
    int strength;
} operators[] = {
    {"??", 1},  {"||", 2},  {"&&", 3}, {"|", 4},         {"^", 5},          {"&", 6},
    {"===", 7}, {"!==", 7}, {"==", 7}, {"!=", 7},        {"<", 8},          {">", 8},
    {"<=", 8},  {"in", 8},  {"as", 8}, {"satisfies", 8}, {"instanceof", 8}, {"+", 9},
    {"-", 9},   {"*", 10},  {"/", 10}, {"%", 10},        {"**", 11},
};

static int strength_here(const ScriptParser *parser)
{
    const ScriptToken *token = script_here(parser);
    if (token->kind != SCRIPT_NAME && token->kind != SCRIPT_SIGN)
        return 0;
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (text_is(token->text, operators[i].text))
            return operators[i].strength;
    return 0;
}

static bool is_cast(const ScriptParser *parser)
{
    return (script_at(parser, "as") || script_at(parser, "satisfies")) &&
           !script_here(parser)->after_line_end;
}

static ScriptNode *parse_binary(ScriptParser *parser, int least)
{
    ScriptNode *left = parse_unary(parser);
    parser->depth++;
    int strength;
    while (!parser->failed && (strength = strength_here(parser)) >= least && strength > 0) {
        if (is_cast(parser)) {
            parser->at = script_skip_type(parser, parser->at + 1);
            continue;
        }
        if (script_at(parser, "as") || script_at(parser, "satisfies"))
            break;
        ScriptNode *node = script_node_around(parser, SCRIPT_NODE_BINARY, left);
        node->text = script_here(parser)->text;
        parser->at++;
        bool joined = script_here(parser)->text.data == node->text.data + 1;
        if (text_is(node->text, ">") && joined && script_accept(parser, "="))
            node->text.length = 2;
        node->b = parse_binary(parser, strength + 1);
        left = script_done(parser, node);
    }
    parser->depth--;
    return left;
}

static bool is_assignment(const ScriptParser *parser)
{
    Text text = script_here(parser)->text;
    return script_here(parser)->kind == SCRIPT_SIGN && text_ends_with(text, "=") &&
           strength_here(parser) == 0;
}

ScriptNode *script_parse_expression(ScriptParser *parser)
{
    if (parser->depth >= SCRIPT_DEPTH_LIMIT)
        return script_failure(parser);
    parser->depth++;
    ScriptNode *node = parse_binary(parser, 1);
    if (!parser->failed && script_at(parser, "?")) {
        node = script_node_around(parser, SCRIPT_NODE_CONDITIONAL, node);
        parser->at++;
        node->b = script_parse_expression(parser);
        if (!parser->failed && script_expect(parser, ":"))
            node->c = script_parse_expression(parser);
        node = parser->failed ? script_failure(parser) : script_done(parser, node);
    } else if (!parser->failed && is_assignment(parser)) {
        node = script_node_around(parser, SCRIPT_NODE_ASSIGN, node);
        node->text = script_here(parser)->text;
        parser->at++;
        node->b = script_parse_expression(parser);
        node = script_done(parser, node);
    }
    parser->depth--;
    return node;
}

ScriptNode *script_parse_sequence(ScriptParser *parser)
{
    ScriptNode *node = script_parse_expression(parser);
    while (!parser->failed && script_at(parser, ",")) {
        node = script_node_around(parser, SCRIPT_NODE_BINARY, node);
        node->text = script_here(parser)->text;
        parser->at++;
        node->b = script_parse_expression(parser);
        node = script_done(parser, node);
    }
    return node;
}

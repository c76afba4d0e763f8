/* Parsing the statements of a configuration module. Those that are not understood become skipped
 * nodes that remember their tokens. */
#include "project/config_module/parser.h"

/* ---- ends of statements ---- */

/* True when a statement can end before the present token, as far as the line ends tell. */
bool script_statement_ends(const ScriptParser *parser)
{
    const ScriptToken *token = script_here(parser);
    return token->kind == SCRIPT_END || script_at(parser, ";") || script_at(parser, "}") ||
           token->after_line_end;
}

static bool is_one_of(const ScriptToken *token, const char *const *words)
{
    for (; *words; words++)
        if (script_token_is(token, *words))
            return true;
    return false;
}

/* True when the present token begins a line and cannot go on with what stands before it. */
static bool begins_statement(const ScriptParser *parser)
{
    static const char *const openers[] = {"const", "let",    "var",    "import", "export", "class",
                                          "for",   "switch", "return", "throw",  "try",    NULL};
    static const char *const joints[] = {"as",   "satisfies", "in",         "instanceof",
                                         "of",   "extends",   "implements", "from",
                                         "else", "catch",     "finally",    NULL};
    static const char *const ends[] = {")", "]", "}", NULL};
    const ScriptToken *token = script_here(parser);
    if (!token->after_line_end || token->kind == SCRIPT_SIGN || parser->at == 0)
        return false;
    if (is_one_of(token, openers))
        return true;
    if (is_one_of(token, joints) || is_one_of(token - 1, joints))
        return false;
    return token[-1].kind != SCRIPT_SIGN || is_one_of(token - 1, ends);
}

ScriptNode *script_skip_statement(ScriptParser *parser, size_t begin, const char *what)
{
    parser->failed = false;
    parser->at = begin;
    ScriptNode *node = script_node(parser, SCRIPT_NODE_SKIPPED);
    node->text = text_from(what);
    bool first = true;
    while (!script_at_closer(parser) && !script_at(parser, ";") &&
           (first || !begins_statement(parser))) {
        parser->at = script_behind(parser, parser->at);
        first = false;
    }
    script_accept(parser, ";");
    return script_done(parser, node);
}

/* Ends a statement that was understood so far. */
ScriptNode *script_end_statement(ScriptParser *parser, ScriptNode *node)
{
    if (parser->failed || !script_statement_ends(parser))
        return script_skip_statement(parser, node->first, "a statement that is not understood");
    script_accept(parser, ";");
    return script_done(parser, node);
}

/* A statement that was stepped over up to here. */
static ScriptNode *skipped(ScriptParser *parser, ScriptNode *node, const char *what)
{
    if (parser->failed)
        return script_skip_statement(parser, node->first, what);
    node->kind = SCRIPT_NODE_SKIPPED;
    node->text = text_from(what);
    node->a = node->b = node->c = NULL;
    node->items = (ScriptNodes){0};
    return script_done(parser, node);
}

/* ---- declarations ---- */

static ScriptNode *parse_declarator(ScriptParser *parser)
{
    ScriptNode *pair = script_node(parser, SCRIPT_NODE_PAIR);
    pair->b = script_parse_pattern(parser);
    script_accept(parser, "!");
    if (script_accept(parser, ":"))
        parser->at = script_skip_type(parser, parser->at);
    if (script_accept(parser, "=")) {
        size_t begin = parser->at;
        pair->c = script_parse_expression(parser);
        if (parser->failed || (!script_statement_ends(parser) && !script_at(parser, ","))) {
            parser->at = begin;
            pair->c = script_failure(parser);
            ScriptNode *rest = script_skip_statement(parser, begin, "");
            pair->c->first = rest->first;
            pair->c->last = rest->last;
        }
    }
    return script_done(parser, pair);
}

static ScriptNode *parse_variables(ScriptParser *parser)
{
    ScriptNode *node = script_node(parser, SCRIPT_NODE_VARIABLES);
    parser->at++;
    do {
        list_add(parser->arena, &node->items, parse_declarator(parser));
    } while (!parser->failed && script_accept(parser, ","));
    if (script_token_is(&parser->tokens[parser->at - 1], ";") && !parser->failed)
        return script_done(parser, node); /* an initial value was skipped */
    return script_end_statement(parser, node);
}

/* `function name…`: a variable that holds it. */
static ScriptNode *parse_function_statement(ScriptParser *parser)
{
    ScriptNode *node = script_node(parser, SCRIPT_NODE_VARIABLES);
    ScriptNode *pair = script_node(parser, SCRIPT_NODE_PAIR);
    script_accept(parser, "async");
    pair->c = script_parse_function(parser);
    if (parser->failed || pair->c->text.length == 0)
        return script_skip_statement(parser, node->first, "a function that is not understood");
    pair->b = script_node(parser, SCRIPT_NODE_NAME);
    pair->b->text = pair->c->text;
    node->flag = true; /* it counts from the beginning of the block */
    list_add(parser->arena, &node->items, script_done(parser, pair));
    return script_done(parser, node);
}

/* `class`, `enum`, `interface`, `namespace`: up to their braces. */
static ScriptNode *skip_braces(ScriptParser *parser, const char *what)
{
    ScriptNode *node = script_node(parser, SCRIPT_NODE_SKIPPED);
    while (!script_at_closer(parser) && !script_at(parser, "{") && !script_at(parser, ";"))
        parser->at = script_behind(parser, parser->at);
    if (!script_at(parser, "{"))
        return script_skip_statement(parser, node->first, what);
    parser->at = script_behind(parser, parser->at);
    return skipped(parser, node, what);
}

static ScriptNode *skip_type_statement(ScriptParser *parser)
{
    ScriptNode *node = script_node(parser, SCRIPT_NODE_BLOCK);
    parser->at += 2;
    parser->at = script_skip_type_arguments(parser, parser->at);
    script_expect(parser, "=");
    parser->at = script_skip_type(parser, parser->at);
    return script_end_statement(parser, node);
}

/* ---- control ---- */

static ScriptNode *parse_if(ScriptParser *parser)
{
    ScriptNode *node = script_node(parser, SCRIPT_NODE_IF);
    parser->at++;
    size_t behind = script_behind(parser, parser->at);
    if (!script_expect(parser, "("))
        return script_end_statement(parser, node);
    node->a = script_parse_value(parser);
    parser->at = behind;
    node->b = script_parse_statement(parser);
    if (script_accept(parser, "else"))
        node->c = script_parse_statement(parser);
    return script_done(parser, node);
}

static ScriptNode *parse_try(ScriptParser *parser)
{
    ScriptNode *node = script_node(parser, SCRIPT_NODE_TRY);
    parser->at++;
    node->a = script_parse_block(parser);
    if (script_accept(parser, "catch")) {
        if (script_at(parser, "("))
            parser->at = script_behind(parser, parser->at);
        node->b = script_parse_block(parser);
    }
    if (script_accept(parser, "finally"))
        node->c = script_parse_block(parser);
    if (parser->failed)
        return script_skip_statement(parser, node->first, "a statement that is not understood");
    return script_done(parser, node);
}

/* for, while, do, switch, with: their parts are parsed to find the end, and forgotten. */
static ScriptNode *skip_loop(ScriptParser *parser)
{
    ScriptNode *node = script_node(parser, SCRIPT_NODE_SKIPPED);
    bool is_do = script_at(parser, "do");
    parser->at++;
    script_accept(parser, "await");
    if (!is_do && script_at(parser, "("))
        parser->at = script_behind(parser, parser->at);
    script_parse_statement(parser);
    if (is_do && script_expect(parser, "while") && script_at(parser, "(")) {
        parser->at = script_behind(parser, parser->at);
        script_accept(parser, ";");
    }
    return skipped(parser, node, "a loop or a switch");
}

/* `for (const name of list) …`; other loops are skipped. */
static ScriptNode *parse_for(ScriptParser *parser)
{
    ScriptNode *node = script_node(parser, SCRIPT_NODE_FOR_OF);
    size_t behind = script_behind(parser, parser->at + 1);
    parser->at++;
    if (script_accept(parser, "(") &&
        (script_accept(parser, "const") || script_accept(parser, "let"))) {
        node->b = script_parse_pattern(parser);
        node->a = script_accept(parser, "of") ? script_parse_expression(parser) : NULL;
    }
    bool understood = !parser->failed && node->a && parser->at + 1 == behind;
    parser->failed = false;
    parser->at = node->first;
    if (!understood)
        return skip_loop(parser);
    parser->at = behind;
    node->c = script_parse_statement(parser);
    return script_done(parser, node);
}

static ScriptNode *parse_return(ScriptParser *parser, ScriptNodeKind kind)
{
    ScriptNode *node = script_node(parser, kind);
    parser->at++;
    if (!script_statement_ends(parser))
        node->a = script_parse_sequence(parser);
    return script_end_statement(parser, node);
}

static ScriptNode *parse_expression_statement(ScriptParser *parser)
{
    ScriptNode *node = script_node(parser, SCRIPT_NODE_EXPRESSION);
    node->a = script_parse_sequence(parser);
    return script_end_statement(parser, node);
}

ScriptNode *script_parse_block(ScriptParser *parser)
{
    ScriptNode *node = script_node(parser, SCRIPT_NODE_BLOCK);
    size_t behind = script_behind(parser, parser->at);
    if (!script_expect(parser, "{"))
        return node;
    while (parser->at + 1 < behind)
        list_add(parser->arena, &node->items, script_parse_statement(parser));
    parser->at = behind;
    return script_done(parser, node);
}

/* `declare` and what it tells of. */
static ScriptNode *skip_declaration(ScriptParser *parser)
{
    ScriptNode *node = script_node(parser, SCRIPT_NODE_BLOCK);
    parser->at++;
    if (script_at(parser, "global") || script_at(parser, "module") || script_at(parser, "class") ||
        script_at(parser, "namespace"))
        skip_braces(parser, "");
    else
        script_skip_statement(parser, parser->at, "");
    return script_done(parser, node);
}

static ScriptNode *parse_declaration(ScriptParser *parser)
{
    const ScriptToken *next = script_here(parser) + 1;
    bool name_follows = next->kind == SCRIPT_NAME && !next->after_line_end;
    if (script_at(parser, "const") && script_token_is(next, "enum"))
        return skip_braces(parser, "an enum");
    if (script_at(parser, "const") || script_at(parser, "var") ||
        (script_at(parser, "let") &&
         (name_follows || script_token_is(next, "{") || script_token_is(next, "["))))
        return parse_variables(parser);
    if (script_at(parser, "function") ||
        (script_at(parser, "async") && script_token_is(next, "function")))
        return parse_function_statement(parser);
    if (script_at(parser, "class") || (script_at(parser, "abstract") && name_follows))
        return skip_braces(parser, "a class");
    if (!name_follows)
        return NULL;
    if (script_at(parser, "type"))
        return skip_type_statement(parser);
    if (script_at(parser, "declare"))
        return skip_declaration(parser);
    if (script_at(parser, "interface"))
        return skip_braces(parser, "a type");
    if (script_at(parser, "enum") || script_at(parser, "namespace"))
        return skip_braces(parser, "an enum or a namespace");
    return NULL;
}

static ScriptNode *parse_control(ScriptParser *parser)
{
    static const char *const loops[] = {"while", "do", "switch", "with"};
    if (script_at(parser, "if"))
        return parse_if(parser);
    if (script_at(parser, "try"))
        return parse_try(parser);
    if (script_at(parser, "for"))
        return parse_for(parser);
    if (script_at(parser, "return"))
        return parse_return(parser, SCRIPT_NODE_RETURN);
    if (script_at(parser, "throw"))
        return parse_return(parser, SCRIPT_NODE_THROW);
    for (size_t i = 0; i < sizeof loops / sizeof *loops; i++)
        if (script_at(parser, loops[i]))
            return skip_loop(parser);
    return NULL;
}

static ScriptNode *parse_one(ScriptParser *parser)
{
    const ScriptToken *token = script_here(parser);
    const ScriptToken *next = token->kind == SCRIPT_END ? token : token + 1;
    if (script_at(parser, "{"))
        return script_parse_block(parser);
    if (token->kind != SCRIPT_NAME)
        return parse_expression_statement(parser);
    if (script_at(parser, "import") && !script_token_is(next, "(") && !script_token_is(next, "."))
        return script_parse_import(parser);
    if (script_at(parser, "export"))
        return script_parse_export(parser);
    ScriptNode *node = parse_control(parser);
    if (!node)
        node = parse_declaration(parser);
    return node ? node : parse_expression_statement(parser);
}

ScriptNode *script_parse_statement(ScriptParser *parser)
{
    parser->failed = false;
    bool is_empty = script_at(parser, ";") || script_at_closer(parser);
    if (is_empty) {
        ScriptNode *nothing = script_node(parser, SCRIPT_NODE_BLOCK);
        script_accept(parser, ";");
        return script_done(parser, nothing);
    }
    if (parser->depth >= SCRIPT_DEPTH_LIMIT)
        return script_skip_statement(parser, parser->at, "a statement that is nested too deeply");
    parser->depth++;
    ScriptNode *node = parse_one(parser);
    parser->depth--;
    parser->failed = false;
    return node;
}

ScriptNode *script_parse(Arena *arena, Text source, const ScriptTokens *tokens)
{
    ScriptParser parser = {.arena = arena, .source = source, .tokens = tokens->items};
    ScriptNode *node = script_node(&parser, SCRIPT_NODE_BLOCK);
    while (script_here(&parser)->kind != SCRIPT_END)
        list_add(arena, &node->items, script_parse_statement(&parser));
    return script_done(&parser, node);
}

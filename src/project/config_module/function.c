/* Parsing functions: their parameters and their bodies. */
#include "project/config_module/parser.h"

static void parse_parameter(ScriptParser *parser, ScriptNode *function)
{
    static const char *const modifiers[] = {"public", "private", "protected", "readonly"};
    for (size_t i = 0; i < sizeof modifiers / sizeof *modifiers; i++)
        if (script_at(parser, modifiers[i]) && script_token_is(script_here(parser), modifiers[i]) &&
            script_here(parser)[1].kind == SCRIPT_NAME)
            parser->at++;
    ScriptNode *pair = script_node(parser, SCRIPT_NODE_PAIR);
    if (script_accept(parser, "..."))
        pair->kind = SCRIPT_NODE_SPREAD;
    bool is_this = script_at(parser, "this");
    ScriptNode *pattern = script_parse_pattern(parser);
    script_accept(parser, "?");
    if (script_accept(parser, ":"))
        parser->at = script_skip_type(parser, parser->at);
    if (script_accept(parser, "="))
        pair->c = script_parse_value(parser);
    *(pair->kind == SCRIPT_NODE_SPREAD ? &pair->a : &pair->b) = pattern;
    if (!is_this)
        list_add(parser->arena, &function->items, script_done(parser, pair));
}

static void parse_parameters(ScriptParser *parser, ScriptNode *function)
{
    size_t behind = script_behind(parser, parser->at);
    parser->at++;
    while (parser->at + 1 < behind && !parser->failed) {
        parse_parameter(parser, function);
        if (!script_accept(parser, ","))
            break;
    }
    if (parser->at + 1 != behind)
        parser->failed = true;
    parser->at = behind;
}

/* What stands behind the parameters. A function that is not understood stays one: only calling it
 * gives an unknown value. */
static ScriptNode *finish(ScriptParser *parser, ScriptNode *function, bool understood)
{
    parser->failed = false;
    if (!understood) {
        function->items = (ScriptNodes){0};
        function->a = script_node(parser, SCRIPT_NODE_UNKNOWN);
        function->a->text = TEXT("a function that is not understood");
    }
    return script_done(parser, function);
}

ScriptNode *script_parse_function_rest(ScriptParser *parser, ScriptNode *function)
{
    parser->at = script_skip_type_arguments(parser, parser->at);
    if (!script_at(parser, "("))
        return script_failure(parser);
    parse_parameters(parser, function);
    bool understood = !parser->failed;
    parser->failed = false;
    if (script_accept(parser, ":"))
        parser->at = script_skip_type(parser, parser->at);
    if (script_at(parser, "{"))
        function->a = script_parse_block(parser);
    return finish(parser, function, understood && function->a);
}

ScriptNode *script_parse_function(ScriptParser *parser)
{
    ScriptNode *function = script_node(parser, SCRIPT_NODE_FUNCTION);
    parser->at++;
    bool generator = script_accept(parser, "*");
    if (script_here(parser)->kind == SCRIPT_NAME) {
        function->text = script_here(parser)->text;
        parser->at++;
    }
    ScriptNode *parsed = script_parse_function_rest(parser, function);
    if (generator && parsed == function)
        return finish(parser, function, false);
    return parsed;
}

/* The index of "=>" when a function begins at `index`, or 0. */
static size_t find_arrow(const ScriptParser *parser, size_t index)
{
    const ScriptToken *token = &parser->tokens[index];
    if (token->kind == SCRIPT_NAME)
        return script_token_is(token + 1, "=>") ? index + 1 : 0;
    if (!script_token_is(token, "("))
        return 0;
    index = script_behind(parser, index);
    if (script_token_is(&parser->tokens[index], ":"))
        index = script_skip_type(parser, index + 1);
    return script_token_is(&parser->tokens[index], "=>") ? index : 0;
}

ScriptNode *script_parse_arrow(ScriptParser *parser)
{
    size_t begin = parser->at;
    const ScriptToken *next = script_here(parser) + 1;
    bool async = script_at(parser, "async") && !next->after_line_end &&
                 (next->kind == SCRIPT_NAME || script_token_is(next, "("));
    size_t arrow = find_arrow(parser, begin + async);
    if (arrow == 0)
        return NULL;
    ScriptNode *function = script_node(parser, SCRIPT_NODE_FUNCTION);
    parser->at = begin + async;
    if (script_at(parser, "(")) {
        parse_parameters(parser, function);
    } else {
        ScriptNode *pair = script_node(parser, SCRIPT_NODE_PAIR);
        pair->b = script_parse_pattern(parser);
        list_add(parser->arena, &function->items, script_done(parser, pair));
    }
    bool understood = !parser->failed;
    parser->failed = false;
    parser->at = arrow + 1;
    if (script_at(parser, "{")) {
        function->a = script_parse_block(parser);
        return finish(parser, function, understood);
    }
    function->a = script_parse_expression(parser);
    if (parser->failed)
        return function;
    return finish(parser, function, understood);
}

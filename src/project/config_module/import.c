/* Parsing `import` and `export`. */
#include "project/config_module/parser.h"

static void add_binding(ScriptParser *parser, ScriptNode *import, Text what, Text name)
{
    ScriptNode *pair = script_node(parser, SCRIPT_NODE_PAIR);
    pair->text = what;
    pair->b = script_node(parser, SCRIPT_NODE_NAME);
    pair->b->text = name;
    list_add(parser->arena, &import->items, script_done(parser, pair));
}

/* The name at the present token, which may be a string. */
static Text parse_name(ScriptParser *parser)
{
    const ScriptToken *token = script_here(parser);
    if (token->kind != SCRIPT_NAME && token->kind != SCRIPT_STRING) {
        parser->failed = true;
        return TEXT("");
    }
    parser->at++;
    return token->kind == SCRIPT_STRING ? token->value : token->text;
}

/* `{ a, b as c, type D }`. */
static void parse_names(ScriptParser *parser, ScriptNode *node)
{
    size_t behind = script_behind(parser, parser->at);
    parser->at++;
    while (parser->at + 1 < behind && !parser->failed) {
        const ScriptToken *next = script_here(parser) + 1;
        bool is_type =
            script_at(parser, "type") && next->kind == SCRIPT_NAME && !text_is(next->text, "as");
        parser->at += is_type;
        Text what = parse_name(parser);
        Text name = script_accept(parser, "as") ? parse_name(parser) : what;
        if (!is_type)
            add_binding(parser, node, what, name);
        if (!script_accept(parser, ","))
            break;
    }
    if (parser->at + 1 != behind)
        parser->failed = true;
    parser->at = behind;
}

ScriptNode *script_parse_import(ScriptParser *parser)
{
    ScriptNode *node = script_node(parser, SCRIPT_NODE_IMPORT);
    parser->at++;
    const ScriptToken *next = script_here(parser) + 1;
    bool is_type = script_at(parser, "type") && !script_token_is(next, "from") &&
                   !script_token_is(next, ",") && !script_token_is(next, "=");
    parser->at += is_type;
    if (script_here(parser)->kind == SCRIPT_NAME) {
        Text name = parse_name(parser);
        add_binding(parser, node, TEXT("default"), name);
        if (script_at(parser, "=")) { /* import x = require("y") */
            node->items.items[0]->c = (parser->at++, script_parse_expression(parser));
            node->kind = SCRIPT_NODE_VARIABLES;
            return script_end_statement(parser, node);
        }
        script_accept(parser, ",");
    }
    if (script_accept(parser, "*") && script_expect(parser, "as"))
        add_binding(parser, node, TEXT(SCRIPT_WHOLE_MODULE), parse_name(parser));
    else if (script_at(parser, "{"))
        parse_names(parser, node);
    if (script_here(parser)->kind != SCRIPT_STRING)
        script_expect(parser, "from");
    node->text = script_here(parser)->kind == SCRIPT_STRING ? parse_name(parser) : TEXT("");
    bool has_attributes = script_accept(parser, "with") || script_accept(parser, "assert");
    if (has_attributes && script_at(parser, "{"))
        parser->at = script_behind(parser, parser->at);
    if (is_type && !parser->failed)
        node->kind = SCRIPT_NODE_BLOCK;
    if (is_type)
        node->items = (ScriptNodes){0};
    return script_end_statement(parser, node);
}

static ScriptNode *parse_export_default(ScriptParser *parser)
{
    ScriptNode *node = script_node(parser, SCRIPT_NODE_EXPORT_DEFAULT);
    parser->at++;
    size_t begin = parser->at;
    node->a = script_parse_expression(parser);
    if (!parser->failed &&
        (script_statement_ends(parser) || node->a->kind == SCRIPT_NODE_FUNCTION)) {
        script_accept(parser, ";");
        return script_done(parser, node);
    }
    parser->at = begin;
    node->a = script_failure(parser);
    script_skip_statement(parser, begin, "");
    return script_done(parser, node);
}

/* `export { config as default }`, perhaps with `from`; only the default export counts. */
static ScriptNode *parse_export_names(ScriptParser *parser)
{
    ScriptNode *node = script_node(parser, SCRIPT_NODE_BLOCK);
    parse_names(parser, node);
    ScriptNode *found = NULL;
    for (size_t i = 0; i < node->items.count; i++)
        if (text_is(node->items.items[i]->b->text, "default"))
            found = node->items.items[i];
    node->items = (ScriptNodes){0};
    bool from = script_accept(parser, "from");
    if (from)
        parse_name(parser);
    if (found && !parser->failed) {
        node->kind = SCRIPT_NODE_EXPORT_DEFAULT;
        node->a = script_node(parser, from ? SCRIPT_NODE_UNKNOWN : SCRIPT_NODE_NAME);
        node->a->text = from ? TEXT("an export of another file") : found->text;
        node->a->offset = found->offset;
    }
    return script_end_statement(parser, node);
}

ScriptNode *script_parse_export(ScriptParser *parser)
{
    size_t begin = parser->at++;
    const ScriptToken *next = script_here(parser) + 1;
    if (script_at(parser, "default") || script_at(parser, "="))
        return parse_export_default(parser);
    if (script_at(parser, "type") && script_token_is(next, "{"))
        return script_skip_statement(parser, begin, "types");
    if (script_at(parser, "{"))
        return parse_export_names(parser);
    if (script_at(parser, "*"))
        return script_skip_statement(parser, begin, "an export of another file");
    return script_parse_statement(parser);
}

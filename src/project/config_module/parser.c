/* What the files of the parser share, and the parts of expressions that stand in brackets of their
 * own: objects, arrays, arguments, templates, patterns. */
#include "project/config_module/parser.h"

/* ---- what all of the parser uses ---- */

bool script_at(const ScriptParser *parser, const char *text)
{
    return script_token_is(script_here(parser), text);
}

bool script_at_closer(const ScriptParser *parser)
{
    const ScriptToken *token = script_here(parser);
    return token->kind == SCRIPT_END || script_at(parser, ")") || script_at(parser, "]") ||
           script_at(parser, "}") || (token->kind == SCRIPT_TEMPLATE && !token->is_first);
}

bool script_accept(ScriptParser *parser, const char *text)
{
    if (!script_at(parser, text))
        return false;
    parser->at++;
    return true;
}

bool script_expect(ScriptParser *parser, const char *text)
{
    if (script_accept(parser, text))
        return true;
    parser->failed = true;
    return false;
}

ScriptNode *script_node(ScriptParser *parser, ScriptNodeKind kind)
{
    ScriptNode *node = NEW(parser->arena, ScriptNode);
    node->kind = kind;
    node->first = parser->at;
    node->offset = (size_t)(script_here(parser)->text.data - parser->source.data);
    return node;
}

static void raise_height(ScriptNode *node, const ScriptNode *part)
{
    if (part && part->height >= node->height)
        node->height = part->height + 1;
}

ScriptNode *script_done(ScriptParser *parser, ScriptNode *node)
{
    node->last = parser->at;
    raise_height(node, node->a);
    raise_height(node, node->b);
    raise_height(node, node->c);
    for (size_t i = 0; i < node->items.count; i++)
        raise_height(node, node->items.items[i]);
    if (node->height <= SCRIPT_HEIGHT_LIMIT || node->kind > SCRIPT_NODE_IMPORT_META)
        return node;
    *node = (ScriptNode){.kind = SCRIPT_NODE_UNKNOWN, .offset = node->offset};
    node->text = TEXT("an expression that is nested too deeply");
    return node;
}

ScriptNode *script_failure(ScriptParser *parser)
{
    ScriptNode *node = script_node(parser, SCRIPT_NODE_UNKNOWN);
    node->text = TEXT("an expression that is not understood");
    parser->failed = true;
    return node;
}

/* A node that begins where `part` begins. */
ScriptNode *script_node_around(ScriptParser *parser, ScriptNodeKind kind, ScriptNode *part)
{
    ScriptNode *node = script_node(parser, kind);
    node->first = part->first;
    node->offset = part->offset;
    node->a = part;
    return node;
}

ScriptNode *script_token_node(ScriptParser *parser, ScriptNodeKind kind, Text text)
{
    ScriptNode *node = script_node(parser, kind);
    node->text = text;
    parser->at++;
    return script_done(parser, node);
}

/* ---- values in brackets ---- */

static bool ends_value(const ScriptParser *parser)
{
    return script_at(parser, ",") || script_at_closer(parser);
}

ScriptNode *script_parse_value(ScriptParser *parser)
{
    ScriptNode *unknown = script_node(parser, SCRIPT_NODE_UNKNOWN);
    unknown->text = TEXT("an expression that is not understood");
    ScriptNode *value = script_parse_expression(parser);
    if (!parser->failed && ends_value(parser))
        return value;
    parser->failed = false;
    while (!ends_value(parser))
        parser->at = script_behind(parser, parser->at);
    return script_done(parser, unknown);
}

static ScriptNode *parse_item(ScriptParser *parser)
{
    if (!script_at(parser, "..."))
        return script_parse_value(parser);
    ScriptNode *node = script_node(parser, SCRIPT_NODE_SPREAD);
    parser->at++;
    node->a = script_parse_value(parser);
    return script_done(parser, node);
}

/* The items of a list up to the closing bracket, which is stepped over. */
static void parse_items(ScriptParser *parser, ScriptNode *node, bool holes)
{
    size_t behind = script_behind(parser, parser->at);
    parser->at++;
    while (parser->at + 1 < behind) {
        bool hole = script_at(parser, ",");
        ScriptNode *item = hole ? NULL : parse_item(parser);
        if (item || holes)
            list_add(parser->arena, &node->items, item);
        if (!script_accept(parser, ","))
            break;
    }
    parser->at = behind;
}

void script_parse_arguments(ScriptParser *parser, ScriptNode *call)
{
    parse_items(parser, call, false);
}

ScriptNode *script_parse_array(ScriptParser *parser)
{
    ScriptNode *node = script_node(parser, SCRIPT_NODE_ARRAY);
    parse_items(parser, node, true);
    return script_done(parser, node);
}

ScriptNode *script_parse_template(ScriptParser *parser)
{
    ScriptNode *node = script_node(parser, SCRIPT_NODE_TEMPLATE);
    for (;;) {
        bool last = script_here(parser)->is_last;
        Text text = script_here(parser)->value;
        ScriptNode *piece = script_token_node(parser, SCRIPT_NODE_TEXT, text);
        list_add(parser->arena, &node->items, piece);
        if (last)
            return script_done(parser, node);
        ScriptNode *value = script_parse_value(parser);
        if (script_at(parser, ","))
            value->kind = SCRIPT_NODE_UNKNOWN;
        list_add(parser->arena, &node->items, value);
        while (!script_at_closer(parser))
            parser->at = script_behind(parser, parser->at);
    }
}

/* ---- objects and patterns ---- */

/* Reads the name of a member into `pair`. */
static bool parse_key(ScriptParser *parser, ScriptNode *pair)
{
    const ScriptToken *token = script_here(parser);
    if (script_at(parser, "[")) {
        size_t behind = script_behind(parser, parser->at);
        parser->at++;
        pair->a = script_parse_value(parser);
        parser->at = behind;
        return true;
    }
    if (token->kind != SCRIPT_NAME && token->kind != SCRIPT_STRING && token->kind != SCRIPT_NUMBER)
        return false;
    pair->text = token->kind == SCRIPT_STRING ? token->value : token->text;
    parser->at++;
    return true;
}

/* True when the present word only tells of what kind the member is whose name follows. */
static bool is_modifier(const ScriptParser *parser, const char *word)
{
    const ScriptToken *next = script_here(parser) + 1;
    return script_at(parser, word) && (next->kind == SCRIPT_NAME || next->kind == SCRIPT_STRING ||
                                       script_token_is(next, "[") || script_token_is(next, "*"));
}

static ScriptNode *parse_member(ScriptParser *parser)
{
    if (script_at(parser, "..."))
        return parse_item(parser);
    ScriptNode *pair = script_node(parser, SCRIPT_NODE_PAIR);
    pair->flag = is_modifier(parser, "get");
    if (pair->flag || is_modifier(parser, "set") || is_modifier(parser, "async"))
        parser->at++;
    script_accept(parser, "*");
    bool is_name = script_here(parser)->kind == SCRIPT_NAME;
    if (!parse_key(parser, pair)) {
        pair->kind = SCRIPT_NODE_SPREAD; /* of something unknown */
        pair->a = script_parse_value(parser);
    } else if (script_accept(parser, ":")) {
        pair->b = script_parse_value(parser);
    } else if (script_at(parser, "(") || script_at(parser, "<")) {
        pair->b = script_parse_function_rest(parser, script_node(parser, SCRIPT_NODE_FUNCTION));
    } else if (is_name) {
        parser->at--;
        pair->b = script_token_node(parser, SCRIPT_NODE_NAME, pair->text);
    }
    return script_done(parser, pair);
}

ScriptNode *script_parse_object(ScriptParser *parser)
{
    ScriptNode *node = script_node(parser, SCRIPT_NODE_OBJECT);
    size_t behind = script_behind(parser, parser->at);
    parser->at++;
    while (parser->at + 1 < behind) {
        list_add(parser->arena, &node->items, parse_member(parser));
        parser->failed = false;
        while (!ends_value(parser))
            parser->at = script_behind(parser, parser->at);
        if (!script_accept(parser, ","))
            break;
    }
    parser->at = behind;
    return script_done(parser, node);
}

/* A pattern with its default value; `is_object`: with the name of the member before it. */
static ScriptNode *parse_part(ScriptParser *parser, bool is_object)
{
    ScriptNode *pair = script_node(parser, SCRIPT_NODE_PAIR);
    if (script_at(parser, ",")) /* a hole */
        return NULL;
    if (script_accept(parser, "...")) {
        pair->kind = SCRIPT_NODE_SPREAD;
        pair->a = script_parse_pattern(parser);
        return script_done(parser, pair);
    }
    if (is_object && parse_key(parser, pair) && !script_accept(parser, ":")) {
        parser->at--;
        pair->b = script_token_node(parser, SCRIPT_NODE_NAME, pair->text);
    } else {
        pair->b = script_parse_pattern(parser);
    }
    if (!parser->failed && script_accept(parser, "="))
        pair->c = script_parse_value(parser);
    return script_done(parser, pair);
}

ScriptNode *script_parse_pattern(ScriptParser *parser)
{
    bool is_object = script_at(parser, "{");
    if (!is_object && !script_at(parser, "["))
        return script_here(parser)->kind == SCRIPT_NAME
                   ? script_token_node(parser, SCRIPT_NODE_NAME, script_here(parser)->text)
                   : script_failure(parser);
    ScriptNode *node = script_node(parser, is_object ? SCRIPT_NODE_OBJECT : SCRIPT_NODE_ARRAY);
    size_t behind = script_behind(parser, parser->at);
    parser->at++;
    while (parser->at + 1 < behind && !parser->failed) {
        ScriptNode *part = parse_part(parser, is_object);
        if (part || !is_object)
            list_add(parser->arena, &node->items, part);
        if (!script_accept(parser, ","))
            break;
    }
    if (parser->at + 1 != behind)
        parser->failed = true;
    parser->at = behind;
    return script_done(parser, node);
}

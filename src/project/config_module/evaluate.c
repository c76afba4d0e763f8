/* Evaluating the expressions of a configuration module. */
#include "project/config_module/evaluate.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { DEPTH_LIMIT = 500 };

/* What `a?.b` gives when there is no `a`: it stops the rest of the chain, too. */
static const ScriptValue chain_end = {.kind = SCRIPT_UNDEFINED};

/* ---- budgets and unknown values ---- */

bool script_spend_steps(Script *script, size_t steps)
{
    bool enough = script->steps > steps;
    script->steps = enough ? script->steps - steps : 0;
    return enough;
}

bool script_spend_bytes(Script *script, size_t bytes)
{
    bool enough = script->bytes > bytes;
    script->bytes = enough ? script->bytes - bytes : 0;
    return enough;
}

const ScriptValue *script_unknown_format(Script *script, size_t offset, const char *format, ...)
{
    char reason[200];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(reason, sizeof reason, format, arguments);
    va_end(arguments);
    return script_unknown(script->arena, offset, text_copy(script->arena, text_from(reason)));
}

static const ScriptValue *too_long(Script *script, size_t offset)
{
    return script_unknown(script->arena, offset, TEXT("a computation that takes too long"));
}

const ScriptValue *script_concat(Script *script, Text a, Text b, size_t offset)
{
    size_t length = a.length + b.length;
    if (length > SCRIPT_TEXT_LIMIT || !script_spend_bytes(script, length))
        return script_unknown(script->arena, offset, TEXT("a text that is too long"));
    char *data = arena_alloc(script->arena, length + 1);
    if (a.length)
        memcpy(data, a.data, a.length);
    if (b.length)
        memcpy(data + a.length, b.data, b.length);
    return script_text(script->arena, (Text){data, length});
}

const ScriptValue *script_argument(const ScriptCall *call, size_t index)
{
    return index < call->count ? call->arguments[index] : &script_undefined;
}

/* The text of a name or a chain of names, for a message; else the empty text. */
static Text shown(const Script *script, const ScriptNode *node)
{
    const ScriptNode *root = node;
    while (root->kind == SCRIPT_NODE_MEMBER && root->text.length)
        root = root->a;
    if (root->kind != SCRIPT_NODE_NAME || node->last <= node->first)
        return TEXT("");
    const ScriptToken *last = &script->tokens->items[node->last - 1];
    size_t end = (size_t)(last->text.data - script->source.data) + last->text.length;
    Text text = text_slice(script->source, node->offset, end);
    return text.length <= 60 && text_find_char(text, '\n') < 0 ? text : TEXT("");
}

/* ---- containers ---- */

static const ScriptValue *evaluate_template(Script *script, ScriptScope *scope,
                                            const ScriptNode *node)
{
    const ScriptValue *whole = script_text(script->arena, TEXT(""));
    for (size_t i = 0; i < node->items.count; i++) {
        const ScriptValue *part = script_evaluate(script, scope, node->items.items[i]);
        part = script_to_text(script, part, node->items.items[i]->offset);
        if (script_is_unknown(part))
            return part;
        whole = script_concat(script, whole->text, part->text, node->offset);
        if (script_is_unknown(whole))
            return whole;
    }
    return whole;
}

void script_spread(Script *script, const ScriptValue *target, const ScriptValue *from)
{
    script_spend_steps(script, target->object->properties.entries.count);
    if (script_is_unknown(from))
        script_make_unknown(target, from);
    if (from->kind == SCRIPT_ENVIRONMENT)
        script_make_unknown(target, script_unknown_format(script, 0, "all of the environment"));
    if (from->kind != SCRIPT_OBJECT)
        return;
    if (from->object->unknown)
        script_make_unknown(target, from->object->unknown);
    const Map *properties = &from->object->properties;
    for (size_t i = 0; i < properties->entries.count; i++) {
        const ScriptProperty *property = properties->entries.items[i].value;
        if (!script_spend_steps(script, 1))
            break;
        const ScriptValue *value = property->value;
        if (property->is_getter)
            value = script_member(script, from, property->name, property->offset);
        script_set(target, property->name, value, property->offset);
    }
}

static const ScriptValue *evaluate_object(Script *script, ScriptScope *scope,
                                          const ScriptNode *node)
{
    const ScriptValue *object = script_object(script->arena);
    for (size_t i = 0; i < node->items.count; i++) {
        const ScriptNode *item = node->items.items[i];
        if (item->kind == SCRIPT_NODE_SPREAD) {
            script_spread(script, object, script_evaluate(script, scope, item->a));
            continue;
        }
        Text name = item->text;
        if (item->kind != SCRIPT_NODE_PAIR || !item->b)
            continue;
        if (item->a) {
            const ScriptValue *key = script_evaluate(script, scope, item->a);
            key = script_to_text(script, key, item->offset);
            if (script_is_unknown(key)) {
                script_make_unknown(object, key);
                continue;
            }
            name = key->text;
        }
        const ScriptValue *value = script_evaluate(script, scope, item->b);
        if (item->flag && value->kind == SCRIPT_FUNCTION)
            script_set_getter(object, name, value, item->offset);
        else
            script_set(object, name, value, item->b->offset);
    }
    return object;
}

/* Evaluates items, spreading arrays; an unknown value when one of the spreads is. */
static const ScriptValue *evaluate_items(Script *script, ScriptScope *scope,
                                         const ScriptNodes *items, ScriptValues *values)
{
    for (size_t i = 0; i < items->count; i++) {
        const ScriptNode *item = items->items[i];
        const ScriptValue *value = &script_undefined;
        if (item && item->kind != SCRIPT_NODE_SPREAD)
            value = script_evaluate(script, scope, item);
        if (!item || item->kind != SCRIPT_NODE_SPREAD) {
            list_add(script->arena, values, value);
            continue;
        }
        value = script_evaluate(script, scope, item->a);
        if (script_is_unknown(value))
            return value;
        if (value->kind != SCRIPT_ARRAY || !script_spend_steps(script, value->array->count))
            return script_unknown_format(script, item->offset, "a list made of something else");
        for (size_t j = 0; j < value->array->count; j++)
            list_add(script->arena, values, value->array->items[j]);
    }
    return NULL;
}

static const ScriptValue *evaluate_array(Script *script, ScriptScope *scope, const ScriptNode *node)
{
    const ScriptValue *array = script_array(script->arena);
    const ScriptValue *unknown = evaluate_items(script, scope, &node->items, array->array);
    return unknown ? unknown : array;
}

/* ---- members and calls ---- */

static const ScriptValue *evaluate_member(Script *script, ScriptScope *scope,
                                          const ScriptNode *node, const ScriptValue *object)
{
    if (object == &chain_end || (node->flag && script_is_nothing(object)))
        return &chain_end;
    if (!node->b)
        return script_member(script, object, node->text, node->offset);
    const ScriptValue *index = script_evaluate(script, scope, node->b);
    return script_index(script, object, index, node->offset);
}

static const ScriptValue *call_with(Script *script, ScriptScope *scope, const ScriptNode *node,
                                    const ScriptValue *function, const ScriptValue *self)
{
    ScriptValues arguments = {0};
    const ScriptValue *unknown = evaluate_items(script, scope, &node->items, &arguments);
    if (unknown)
        return unknown;
    ScriptCall call = {self, arguments.items, arguments.count, node->offset};
    return script_call(script, function, &call, shown(script, node->a));
}

static const ScriptValue *evaluate_call(Script *script, ScriptScope *scope, const ScriptNode *node)
{
    const ScriptValue *self = NULL;
    const ScriptValue *function;
    if (node->a->kind == SCRIPT_NODE_MEMBER) {
        self = script_evaluate(script, scope, node->a->a);
        function = evaluate_member(script, scope, node->a, self);
    } else {
        function = script_evaluate(script, scope, node->a);
    }
    if (function == &chain_end || (node->flag && script_is_nothing(function)))
        return &chain_end;
    return call_with(script, scope, node, function, self);
}

static const ScriptValue *evaluate_new(Script *script, ScriptScope *scope, const ScriptNode *node)
{
    const ScriptValue *class = script_evaluate(script, scope, node->a);
    Text name = shown(script, node->a);
    if (class->kind == SCRIPT_MODULE && text_is(class->text, "URL"))
        return call_with(script, scope, node, script_native(script->arena, script_new_url, NULL),
                         NULL);
    if (name.length)
        return script_unknown_format(script, node->offset, "a new '%.*s'", TEXT_ARG(name));
    return script_unknown_format(script, node->offset, "a new object of a class");
}

/* ---- the rest ---- */

static const ScriptValue *evaluate_name(Script *script, const ScriptScope *scope,
                                        const ScriptNode *node)
{
    const ScriptValue *value = script_lookup(script, scope, node->text);
    if (value)
        return value;
    Text name = text_slice(node->text, 0, 60);
    return script_unknown_format(script, node->offset, "the name '%.*s'", TEXT_ARG(name));
}

static const ScriptValue *evaluate_logical(Script *script, ScriptScope *scope,
                                           const ScriptNode *node, const ScriptValue *left)
{
    if (script_is_unknown(left))
        return left;
    bool goes_on = text_is(node->text, "&&")   ? script_is_true(left)
                   : text_is(node->text, "||") ? !script_is_true(left)
                                               : script_is_nothing(left);
    return goes_on ? script_evaluate(script, scope, node->b) : left;
}

static const ScriptValue *evaluate_binary(Script *script, ScriptScope *scope,
                                          const ScriptNode *node)
{
    const ScriptValue *left = script_evaluate(script, scope, node->a);
    if (text_is(node->text, "&&") || text_is(node->text, "||") || text_is(node->text, "??"))
        return evaluate_logical(script, scope, node, left);
    const ScriptValue *right = script_evaluate(script, scope, node->b);
    if (text_is(node->text, ","))
        return right;
    return script_binary(script, node->text, left, right, node->offset);
}

static const ScriptValue *evaluate_unary(Script *script, ScriptScope *scope, const ScriptNode *node)
{
    bool is_typeof = text_is(node->text, "typeof");
    if (is_typeof && node->a->kind == SCRIPT_NODE_NAME &&
        !script_lookup(script, scope, node->a->text))
        return script_text(script->arena, TEXT("undefined"));
    const ScriptValue *value = script_evaluate(script, scope, node->a);
    return script_unary(script, node->text, value, node->offset);
}

static const ScriptValue *evaluate_conditional(Script *script, ScriptScope *scope,
                                               const ScriptNode *node)
{
    const ScriptValue *condition = script_evaluate(script, scope, node->a);
    if (script_is_unknown(condition))
        return condition;
    return script_evaluate(script, scope, script_is_true(condition) ? node->b : node->c);
}

static const ScriptValue *evaluate_function(Script *script, ScriptScope *scope,
                                            const ScriptNode *node)
{
    ScriptValue *function = NEW(script->arena, ScriptValue);
    function->kind = SCRIPT_FUNCTION;
    function->function = node;
    function->scope = scope;
    return function;
}

static const ScriptValue *evaluate_number(Script *script, const ScriptNode *node)
{
    char digits[40];
    size_t length = 0;
    for (size_t i = 0; i < node->text.length && length < sizeof digits; i++)
        if (node->text.data[i] != '_')
            digits[length++] = node->text.data[i];
    double number;
    if (length == sizeof digits || !script_number((Text){digits, length}, &number))
        return script_unknown_format(script, node->offset, "a number that is not understood");
    return script_numeric(script->arena, number);
}

static const ScriptValue *import_meta(Script *script)
{
    ScriptValue *meta = script_object(script->arena);
    const ScriptValue *path = script_text(script->arena, script->path);
    ScriptCall call = {NULL, &path, 1, 0};
    script_set(meta, TEXT("filename"), path, 0);
    script_set(meta, TEXT("dirname"), script_path_dirname(script, &call), 0);
    script_set(meta, TEXT("url"),
               script_text(script->arena, script_file_url(script->arena, script->path)), 0);
    return meta;
}

static const ScriptValue *evaluate_kind(Script *script, ScriptScope *scope, const ScriptNode *node)
{
    switch (node->kind) {
    case SCRIPT_NODE_TEXT:
        return script_text(script->arena, node->text);
    case SCRIPT_NODE_NUMBER:
        return evaluate_number(script, node);
    case SCRIPT_NODE_NAME:
        return evaluate_name(script, scope, node);
    case SCRIPT_NODE_TEMPLATE:
        return evaluate_template(script, scope, node);
    case SCRIPT_NODE_OBJECT:
        return evaluate_object(script, scope, node);
    case SCRIPT_NODE_ARRAY:
        return evaluate_array(script, scope, node);
    case SCRIPT_NODE_MEMBER:
        return evaluate_member(script, scope, node, script_evaluate(script, scope, node->a));
    case SCRIPT_NODE_CALL:
        return evaluate_call(script, scope, node);
    case SCRIPT_NODE_NEW:
        return evaluate_new(script, scope, node);
    case SCRIPT_NODE_UNARY:
        return evaluate_unary(script, scope, node);
    case SCRIPT_NODE_BINARY:
        return evaluate_binary(script, scope, node);
    case SCRIPT_NODE_CONDITIONAL:
        return evaluate_conditional(script, scope, node);
    case SCRIPT_NODE_ASSIGN:
        return script_assign(script, scope, node);
    case SCRIPT_NODE_FUNCTION:
        return evaluate_function(script, scope, node);
    case SCRIPT_NODE_IMPORT_META:
        return import_meta(script);
    case SCRIPT_NODE_UNKNOWN:
    case SCRIPT_NODE_PAIR:
    case SCRIPT_NODE_SPREAD:
    case SCRIPT_NODE_BLOCK:
    case SCRIPT_NODE_VARIABLES:
    case SCRIPT_NODE_EXPRESSION:
    case SCRIPT_NODE_RETURN:
    case SCRIPT_NODE_IF:
    case SCRIPT_NODE_FOR_OF:
    case SCRIPT_NODE_TRY:
    case SCRIPT_NODE_THROW:
    case SCRIPT_NODE_IMPORT:
    case SCRIPT_NODE_EXPORT_DEFAULT:
    case SCRIPT_NODE_SKIPPED:
        break;
    }
    return script_unknown(script->arena, node->offset, node->text);
}

const ScriptValue *script_evaluate(Script *script, ScriptScope *scope, const ScriptNode *node)
{
    if (script->depth >= DEPTH_LIMIT || !script_spend_steps(script, 1))
        return too_long(script, node->offset);
    script->depth++;
    const ScriptValue *value = evaluate_kind(script, scope, node);
    script->depth--;
    return value;
}

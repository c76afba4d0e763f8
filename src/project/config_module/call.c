/* Functions of a configuration module, and the patterns that take values apart. */
#include "project/config_module/evaluate.h"

/* ---- patterns ---- */

static void bind_part(Script *script, ScriptScope *scope, const ScriptNode *part,
                      const ScriptValue *value)
{
    if (value->kind == SCRIPT_UNDEFINED && part->c)
        value = script_evaluate(script, scope, part->c);
    if (part->b)
        script_bind(script, scope, part->b, value);
}

/* What `...rest` of an object pattern gets. */
static const ScriptValue *rest_of_object(Script *script, const ScriptNode *pattern,
                                         const ScriptValue *value)
{
    if (value->kind != SCRIPT_OBJECT || value->object->unknown)
        return script_unknown_format(script, pattern->offset, "the rest of an object");
    const ScriptValue *rest = script_object(script->arena);
    const Map *properties = &value->object->properties;
    Map taken = MAP(script->arena);
    for (size_t i = 0; i < pattern->items.count; i++)
        map_set(&taken, pattern->items.items[i]->text, script);
    script_spend_steps(script, properties->entries.count + pattern->items.count);
    for (size_t i = 0; i < properties->entries.count; i++) {
        const ScriptProperty *property = properties->entries.items[i].value;
        if (!map_get(&taken, property->name))
            script_set(rest, property->name, property->value, property->offset);
    }
    return rest;
}

static void bind_object(Script *script, ScriptScope *scope, const ScriptNode *pattern,
                        const ScriptValue *value)
{
    for (size_t i = 0; i < pattern->items.count; i++) {
        const ScriptNode *part = pattern->items.items[i];
        if (part->kind == SCRIPT_NODE_SPREAD) {
            script_bind(script, scope, part->a, rest_of_object(script, pattern, value));
            continue;
        }
        const ScriptValue *member;
        if (part->a)
            member =
                script_index(script, value, script_evaluate(script, scope, part->a), part->offset);
        else
            member = script_member(script, value, part->text, part->offset);
        bind_part(script, scope, part, member);
    }
}

static void bind_array(Script *script, ScriptScope *scope, const ScriptNode *pattern,
                       const ScriptValue *value)
{
    for (size_t i = 0; i < pattern->items.count; i++) {
        const ScriptNode *part = pattern->items.items[i];
        const ScriptValue *item = &script_undefined;
        if (!part)
            continue;
        if (value->kind == SCRIPT_ARRAY && i < value->array->count)
            item = value->array->items[i];
        else if (value->kind != SCRIPT_ARRAY)
            item = script_is_unknown(value)
                       ? value
                       : script_unknown_format(script, part->offset, "an item of no list");
        if (part->kind == SCRIPT_NODE_SPREAD)
            script_bind(script, scope, part->a,
                        script_unknown_format(script, part->offset, "the rest of a list"));
        else
            bind_part(script, scope, part, item);
    }
}

void script_bind(Script *script, ScriptScope *scope, const ScriptNode *pattern,
                 const ScriptValue *value)
{
    if (!script_spend_steps(script, 1 + pattern->items.count))
        value = script_unknown_format(script, pattern->offset, "a computation that takes too long");
    if (pattern->kind == SCRIPT_NODE_NAME)
        script_declare(scope, pattern->text, value);
    else if (pattern->kind == SCRIPT_NODE_OBJECT)
        bind_object(script, scope, pattern, value);
    else if (pattern->kind == SCRIPT_NODE_ARRAY)
        bind_array(script, scope, pattern, value);
}

/* ---- functions ---- */

ScriptScope *script_new_scope(Script *script, ScriptScope *parent)
{
    ScriptScope *scope = NEW(script->arena, ScriptScope);
    *scope = (ScriptScope){parent, MAP(script->arena)};
    return scope;
}

static void bind_parameters(Script *script, ScriptScope *scope, const ScriptNode *function,
                            const ScriptCall *call)
{
    for (size_t i = 0; i < function->items.count; i++) {
        const ScriptNode *part = function->items.items[i];
        if (part->kind == SCRIPT_NODE_SPREAD) {
            const ScriptValue *rest = script_array(script->arena);
            for (size_t j = i; j < call->count && script_spend_steps(script, 1); j++)
                list_add(script->arena, rest->array, call->arguments[j]);
            script_bind(script, scope, part->a, rest);
        } else {
            bind_part(script, scope, part, script_argument(call, i));
        }
    }
}

static const ScriptValue *call_function(Script *script, const ScriptValue *function,
                                        const ScriptCall *call)
{
    const ScriptNode *node = function->function;
    const ScriptValue *result = &script_undefined;
    ScriptScope *scope = script_new_scope(script, function->scope);
    bind_parameters(script, scope, node, call);
    if (node->a->kind != SCRIPT_NODE_BLOCK)
        return script_evaluate(script, scope, node->a);
    if (script_execute(script, scope, node->a, &result) == SCRIPT_THREW)
        return script_unknown_format(script, node->offset, "an error that a function throws");
    return result;
}

const ScriptValue *script_call(Script *script, const ScriptValue *function, const ScriptCall *call,
                               Text name)
{
    ScriptNative *native = function->native;
    ScriptCall bound = *call;
    if (function->kind == SCRIPT_FUNCTION)
        return call_function(script, function, call);
    if (function->kind == SCRIPT_MODULE)
        native = script_library(function->text, TEXT(""));
    if (function->self)
        bound.self = function->self;
    if (native && (function->kind == SCRIPT_NATIVE || function->kind == SCRIPT_MODULE))
        return native(script, &bound);
    if (name.length == 0)
        return script_unknown_format(script, call->offset, "a call of a function");
    return script_unknown_format(script, call->offset, "a call of '%.*s'", TEXT_ARG(name));
}

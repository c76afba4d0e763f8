/* Running the statements of a configuration module. */
#include "project/config_module/evaluate.h"

enum { DEPTH_LIMIT = 400, MOST_WARNINGS = 20 };

/* Code that cannot be run: forgets what it sets. */
static ScriptCompletion skip(Script *script, ScriptScope *scope, const ScriptNode *node,
                             const ScriptValue *why, const ScriptValue **result)
{
    script_forget(script, scope, node, why);
    if (!script_has_return(script, node))
        return SCRIPT_NORMAL;
    *result = why;
    return SCRIPT_RETURNED;
}

static ScriptCompletion execute_block(Script *script, ScriptScope *scope, const ScriptNode *node,
                                      const ScriptValue **result)
{
    for (size_t i = 0; i < node->items.count; i++)
        if (node->items.items[i]->kind == SCRIPT_NODE_VARIABLES && node->items.items[i]->flag)
            script_execute(script, scope, node->items.items[i], result);
    for (size_t i = 0; i < node->items.count; i++) {
        ScriptCompletion end = script_execute(script, scope, node->items.items[i], result);
        if (end != SCRIPT_NORMAL)
            return end;
    }
    return SCRIPT_NORMAL;
}

static void declare_variables(Script *script, ScriptScope *scope, const ScriptNode *node)
{
    for (size_t i = 0; i < node->items.count; i++) {
        const ScriptNode *part = node->items.items[i];
        const ScriptValue *value = &script_undefined;
        if (part->c)
            value = script_evaluate(script, scope, part->c);
        if (part->c && part->c->kind == SCRIPT_NODE_UNKNOWN)
            script_forget(script, scope, part->c, value);
        script_bind(script, scope, part->b, value);
    }
}

static ScriptCompletion execute_if(Script *script, ScriptScope *scope, const ScriptNode *node,
                                   const ScriptValue **result)
{
    const ScriptValue *condition = script_evaluate(script, scope, node->a);
    if (script_is_unknown(condition))
        return skip(script, scope, node, condition, result);
    const ScriptNode *branch = script_is_true(condition) ? node->b : node->c;
    return branch ? script_execute(script, scope, branch, result) : SCRIPT_NORMAL;
}

static ScriptCompletion execute_for(Script *script, ScriptScope *scope, const ScriptNode *node,
                                    const ScriptValue **result)
{
    const ScriptValue *list = script_evaluate(script, scope, node->a);
    if (list->kind != SCRIPT_ARRAY)
        return skip(script, scope, node,
                    script_is_unknown(list) ? list
                                            : script_unknown_format(script, node->offset, "a loop"),
                    result);
    for (size_t i = 0; i < list->array->count; i++) {
        ScriptScope *inner = script_new_scope(script, scope);
        script_bind(script, inner, node->b, list->array->items[i]);
        ScriptCompletion end = script_execute(script, inner, node->c, result);
        if (end != SCRIPT_NORMAL)
            return end;
    }
    return SCRIPT_NORMAL;
}

static ScriptCompletion execute_try(Script *script, ScriptScope *scope, const ScriptNode *node,
                                    const ScriptValue **result)
{
    size_t misses = script->misses;
    ScriptCompletion end = script_execute(script, script_new_scope(script, scope), node->a, result);
    if ((end == SCRIPT_THREW || script->misses > misses) && node->b)
        end = script_execute(script, script_new_scope(script, scope), node->b, result);
    if (node->c && end == SCRIPT_NORMAL)
        end = script_execute(script, script_new_scope(script, scope), node->c, result);
    return end;
}

static void execute_import(Script *script, ScriptScope *scope, const ScriptNode *node)
{
    const ScriptValue *module = script_import(script, node->text, node->offset);
    for (size_t i = 0; i < node->items.count; i++) {
        const ScriptNode *part = node->items.items[i];
        const ScriptValue *value = module;
        Text name = text_slice(part->text, 0, 60);
        if (module->kind == SCRIPT_UNKNOWN)
            value = script_unknown_format(script, node->offset, "'%.*s', which comes from '%.*s'",
                                          TEXT_ARG(name), TEXT_ARG(node->text));
        else if (!text_is(part->text, SCRIPT_WHOLE_MODULE))
            value = script_member(script, module, part->text, node->offset);
        script_declare(scope, part->b->text, value);
    }
}

/* A bare call of something unknown may well load a .env file. */
static void execute_expression(Script *script, ScriptScope *scope, const ScriptNode *node)
{
    const ScriptValue *value = script_evaluate(script, scope, node->a);
    const ScriptNode *inner = node->a;
    if (inner->kind == SCRIPT_NODE_UNARY)
        inner = inner->a;
    if (value->kind == SCRIPT_UNKNOWN && inner->kind == SCRIPT_NODE_CALL)
        script->open = value;
    if (inner->kind == SCRIPT_NODE_UNKNOWN)
        script_forget(script, scope, node, value);
}

static ScriptCompletion execute_kind(Script *script, ScriptScope *scope, const ScriptNode *node,
                                     const ScriptValue **result)
{
    switch (node->kind) {
    case SCRIPT_NODE_BLOCK:
        return execute_block(script, script_new_scope(script, scope), node, result);
    case SCRIPT_NODE_VARIABLES:
        declare_variables(script, scope, node);
        return SCRIPT_NORMAL;
    case SCRIPT_NODE_EXPRESSION:
        execute_expression(script, scope, node);
        return SCRIPT_NORMAL;
    case SCRIPT_NODE_RETURN:
        *result = node->a ? script_evaluate(script, scope, node->a) : &script_undefined;
        return SCRIPT_RETURNED;
    case SCRIPT_NODE_IF:
        return execute_if(script, scope, node, result);
    case SCRIPT_NODE_FOR_OF:
        return execute_for(script, scope, node, result);
    case SCRIPT_NODE_TRY:
        return execute_try(script, scope, node, result);
    case SCRIPT_NODE_THROW:
        return SCRIPT_THREW;
    case SCRIPT_NODE_EXPORT_DEFAULT:
        script->default_export = script_evaluate(script, scope, node->a);
        return SCRIPT_NORMAL;
    case SCRIPT_NODE_IMPORT: /* done before everything else */
        return SCRIPT_NORMAL;
    case SCRIPT_NODE_SKIPPED:
    case SCRIPT_NODE_UNKNOWN:
    case SCRIPT_NODE_TEXT:
    case SCRIPT_NODE_NUMBER:
    case SCRIPT_NODE_NAME:
    case SCRIPT_NODE_TEMPLATE:
    case SCRIPT_NODE_OBJECT:
    case SCRIPT_NODE_ARRAY:
    case SCRIPT_NODE_PAIR:
    case SCRIPT_NODE_SPREAD:
    case SCRIPT_NODE_MEMBER:
    case SCRIPT_NODE_CALL:
    case SCRIPT_NODE_NEW:
    case SCRIPT_NODE_UNARY:
    case SCRIPT_NODE_BINARY:
    case SCRIPT_NODE_CONDITIONAL:
    case SCRIPT_NODE_ASSIGN:
    case SCRIPT_NODE_FUNCTION:
    case SCRIPT_NODE_IMPORT_META:
        break;
    }
    const ScriptValue *why = script_unknown(script->arena, node->offset, node->text);
    return skip(script, scope, node, why, result);
}

ScriptCompletion script_execute(Script *script, ScriptScope *scope, const ScriptNode *node,
                                const ScriptValue **result)
{
    if (script->depth >= DEPTH_LIMIT || !script_spend_steps(script, 1)) {
        *result =
            script_unknown(script->arena, node->offset, TEXT("a computation that takes too long"));
        return SCRIPT_RETURNED;
    }
    script->depth++;
    ScriptCompletion end = execute_kind(script, scope, node, result);
    script->depth--;
    return end;
}

/* An error thrown here ends the real thing. Here the keys say themselves what they lack. */
static void warn_of_throw(Script *script, const ScriptNode *node)
{
    size_t line;
    size_t column;
    if (script->warnings->count >= MOST_WARNINGS)
        return;
    text_position(script->source, node->offset, &line, &column);
    list_add(script->arena, script->warnings,
             text_format(script->arena,
                         "line %zu of the configuration file throws an error, at which Prisma "
                         "would end",
                         line));
}

void script_run(Script *script, const ScriptNode *program)
{
    ScriptScope *scope = script_new_scope(script, NULL);
    const ScriptValue *result = &script_undefined;
    for (size_t i = 0; i < program->items.count; i++)
        if (program->items.items[i]->kind == SCRIPT_NODE_IMPORT)
            execute_import(script, scope, program->items.items[i]);
    for (size_t i = 0; i < program->items.count; i++)
        if (program->items.items[i]->kind == SCRIPT_NODE_VARIABLES && program->items.items[i]->flag)
            script_execute(script, scope, program->items.items[i], &result);
    for (size_t i = 0; i < program->items.count; i++)
        if (script_execute(script, scope, program->items.items[i], &result) == SCRIPT_THREW)
            warn_of_throw(script, program->items.items[i]);
}

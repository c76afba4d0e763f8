/* The operators of JavaScript, and assignment. */
#include "project/config_module/evaluate.h"

/* ---- operators ---- */

static bool to_number(const ScriptValue *value, double *number)
{
    *number = 0;
    switch (value->kind) {
    case SCRIPT_NUMERIC:
        *number = value->number;
        return true;
    case SCRIPT_BOOLEAN:
        *number = value->boolean ? 1 : 0;
        return true;
    case SCRIPT_NULL:
        return true;
    case SCRIPT_TEXT:
        return script_number(value->text, number);
    case SCRIPT_UNDEFINED:
    case SCRIPT_OBJECT:
    case SCRIPT_ARRAY:
    case SCRIPT_FUNCTION:
    case SCRIPT_NATIVE:
    case SCRIPT_MODULE:
    case SCRIPT_ENVIRONMENT:
    case SCRIPT_UNKNOWN:
    case SCRIPT_MISSING:
        break;
    }
    return false;
}

static bool is_plain(const ScriptValue *value)
{
    return value->kind != SCRIPT_TEXT && value->kind != SCRIPT_OBJECT &&
           value->kind != SCRIPT_ARRAY;
}

static const ScriptValue *arithmetic(Script *script, Text operation, const ScriptValue *a,
                                     const ScriptValue *b, size_t offset)
{
    double x;
    double y;
    if (to_number(a, &x) && to_number(b, &y)) {
        if (text_is(operation, "+"))
            return script_numeric(script->arena, x + y);
        if (text_is(operation, "-"))
            return script_numeric(script->arena, x - y);
        if (text_is(operation, "*"))
            return script_numeric(script->arena, x * y);
        if (text_is(operation, "/") && (y < 0 || y > 0))
            return script_numeric(script->arena, x / y);
    }
    return script_unknown_format(script, offset, "a computation with '%.*s'", TEXT_ARG(operation));
}

static const ScriptValue *add(Script *script, const ScriptValue *a, const ScriptValue *b,
                              size_t offset)
{
    if (is_plain(a) && is_plain(b))
        return arithmetic(script, TEXT("+"), a, b, offset);
    a = script_to_text(script, a, offset);
    b = script_to_text(script, b, offset);
    if (script_is_unknown(a))
        return a;
    return script_is_unknown(b) ? b : script_concat(script, a->text, b->text, offset);
}

static const ScriptValue *compare(Script *script, Text operation, const ScriptValue *a,
                                  const ScriptValue *b, size_t offset)
{
    double x = 0;
    double y = 0;
    bool texts = a->kind == SCRIPT_TEXT && b->kind == SCRIPT_TEXT;
    if (texts)
        x = text_compare(a->text, b->text);
    else if (!to_number(a, &x) || !to_number(b, &y))
        return script_unknown_format(script, offset, "a comparison with '%.*s'",
                                     TEXT_ARG(operation));
    if (text_is(operation, "<"))
        return script_boolean(x < y);
    if (text_is(operation, ">"))
        return script_boolean(x > y);
    return script_boolean(text_is(operation, "<=") ? x <= y : x >= y);
}

/* `==`; unknown where the two would be converted. */
static const ScriptValue *equal(Script *script, const ScriptValue *a, const ScriptValue *b,
                                bool wanted, size_t offset)
{
    if (script_is_nothing(a) || script_is_nothing(b))
        return script_boolean((script_is_nothing(a) && script_is_nothing(b)) == wanted);
    if (a->kind == b->kind)
        return script_boolean(script_same(a, b) == wanted);
    return script_unknown_format(script, offset, "a comparison of two kinds of values");
}

static const ScriptValue *is_in(Script *script, const ScriptValue *name, const ScriptValue *object,
                                size_t offset)
{
    if (name->kind == SCRIPT_TEXT &&
        (object->kind == SCRIPT_OBJECT || object->kind == SCRIPT_ENVIRONMENT)) {
        const ScriptValue *value = script_member(script, object, name->text, offset);
        return script_is_unknown(value) ? value : script_boolean(value->kind != SCRIPT_UNDEFINED);
    }
    return script_unknown_format(script, offset, "a test with 'in'");
}

const ScriptValue *script_binary(Script *script, Text operation, const ScriptValue *a,
                                 const ScriptValue *b, size_t offset)
{
    if (script_is_unknown(a))
        return a;
    if (script_is_unknown(b))
        return b;
    if (text_is(operation, "+"))
        return add(script, a, b, offset);
    if (text_is(operation, "===") || text_is(operation, "!=="))
        return script_boolean(script_same(a, b) == text_is(operation, "==="));
    if (text_is(operation, "==") || text_is(operation, "!="))
        return equal(script, a, b, text_is(operation, "=="), offset);
    if (text_is(operation, "<") || text_is(operation, ">") || text_is(operation, "<=") ||
        text_is(operation, ">="))
        return compare(script, operation, a, b, offset);
    if (text_is(operation, "in"))
        return is_in(script, a, b, offset);
    return arithmetic(script, operation, a, b, offset);
}

static const char *type_name(ScriptKind kind)
{
    switch (kind) {
    case SCRIPT_UNDEFINED:
        return "undefined";
    case SCRIPT_BOOLEAN:
        return "boolean";
    case SCRIPT_NUMERIC:
        return "number";
    case SCRIPT_TEXT:
        return "string";
    case SCRIPT_FUNCTION:
    case SCRIPT_NATIVE:
        return "function";
    case SCRIPT_NULL:
    case SCRIPT_OBJECT:
    case SCRIPT_ARRAY:
    case SCRIPT_MODULE:
    case SCRIPT_ENVIRONMENT:
    case SCRIPT_UNKNOWN:
    case SCRIPT_MISSING:
        break;
    }
    return "object";
}

const ScriptValue *script_unary(Script *script, Text operation, const ScriptValue *value,
                                size_t offset)
{
    double number;
    if (script_is_unknown(value) || text_is(operation, "await"))
        return value;
    if (text_is(operation, "!"))
        return script_boolean(!script_is_true(value));
    if (text_is(operation, "typeof"))
        return script_text(script->arena, text_from(type_name(value->kind)));
    if (text_is(operation, "void"))
        return &script_undefined;
    bool sign = text_is(operation, "-") || text_is(operation, "+");
    if (sign && to_number(value, &number))
        return script_numeric(script->arena, text_is(operation, "-") ? -number : number);
    return script_unknown_format(script, offset, "a computation with '%.*s'", TEXT_ARG(operation));
}

/* ---- assignment ---- */

static void set_variable(ScriptScope *scope, Text name, const ScriptValue *value)
{
    for (ScriptScope *at = scope; at; at = at->parent) {
        if (map_get(&at->variables, name) || !at->parent) {
            script_declare(at, name, value);
            return;
        }
    }
}

static void set_environment(Script *script, Text name, const ScriptValue *value, size_t offset)
{
    ScriptValue *unknown = NEW(script->arena, ScriptValue);
    value = script_to_text(script, value, offset);
    *unknown = *value;
    map_set(&script->uncertain, name, script_is_unknown(value) ? unknown : NULL);
    if (!script_is_unknown(value))
        environment_set(script->environment, name, value->text);
}

/* Sets `object.name` where that means something. */
static void set_member(Script *script, const ScriptValue *object, Text name,
                       const ScriptValue *value, size_t offset)
{
    if (object->kind == SCRIPT_ENVIRONMENT)
        set_environment(script, name, value, offset);
    else if (object->kind == SCRIPT_OBJECT)
        script_set(object, name, value, offset);
}

/* The value that an assignment gives: for `??=` and the like it depends on the old one. */
static const ScriptValue *assigned(Script *script, ScriptScope *scope, const ScriptNode *node,
                                   const ScriptValue *old, bool *keeps)
{
    Text operation = text_slice(node->text, 0, node->text.length - 1);
    *keeps = false;
    if (operation.length == 0)
        return script_evaluate(script, scope, node->b);
    bool is_logical =
        text_is(operation, "??") || text_is(operation, "||") || text_is(operation, "&&");
    if (!is_logical)
        return script_binary(script, operation, old, script_evaluate(script, scope, node->b),
                             node->offset);
    if (script_is_unknown(old))
        return old;
    *keeps = text_is(operation, "??")   ? !script_is_nothing(old)
             : text_is(operation, "||") ? script_is_true(old)
                                        : !script_is_true(old);
    return *keeps ? old : script_evaluate(script, scope, node->b);
}

const ScriptValue *script_assign(Script *script, ScriptScope *scope, const ScriptNode *node)
{
    const ScriptNode *target = node->a;
    const ScriptValue *object = NULL;
    Text name = target->text;
    bool keeps;
    bool is_plain_assignment = text_is(node->text, "=");
    if (target->kind == SCRIPT_NODE_MEMBER) {
        object = script_evaluate(script, scope, target->a);
        const ScriptValue *index = target->b ? script_evaluate(script, scope, target->b) : NULL;
        if (index && index->kind != SCRIPT_TEXT) {
            script_forget(script, scope, node,
                          script_unknown_format(script, node->offset, "a computed member"));
            return script_evaluate(script, scope, node->b);
        }
        if (index)
            name = index->text;
    } else if (target->kind != SCRIPT_NODE_NAME) {
        const ScriptValue *value = script_evaluate(script, scope, node->b);
        script_forget(script, scope, node,
                      script_unknown_format(script, node->offset, "a destructuring assignment"));
        return value;
    }
    const ScriptValue *old =
        is_plain_assignment ? &script_undefined : script_evaluate(script, scope, target);
    const ScriptValue *value = assigned(script, scope, node, old, &keeps);
    if (keeps)
        return value;
    if (object)
        set_member(script, object, name, value, node->b->offset);
    else
        set_variable(scope, name, value);
    return value;
}

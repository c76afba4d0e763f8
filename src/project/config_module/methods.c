/* The methods of texts and of lists. */
#include "base/buffer.h"
#include "project/config_module/evaluate.h"

/* ---- texts ---- */

/* The argument as a text; false and `unknown` filled when it is none. */
static bool text_argument(Script *script, const ScriptCall *call, size_t index, Text *text,
                          const ScriptValue **unknown)
{
    const ScriptValue *value = script_argument(call, index);
    *text = value->text;
    *unknown = value;
    if (!script_is_unknown(value) && value->kind != SCRIPT_TEXT)
        *unknown = script_unknown_format(script, call->offset,
                                         "a call with something else than "
                                         "a text");
    return value->kind == SCRIPT_TEXT;
}

/* The text whose method is called, paid for by its length. */
static bool self_text(Script *script, const ScriptCall *call, Text *text,
                      const ScriptValue **unknown)
{
    *text = call->self && call->self->kind == SCRIPT_TEXT ? call->self->text : TEXT("");
    *unknown = script_unknown_format(script, call->offset, "a text that is too long");
    return script_spend_bytes(script, text->length + 1);
}

static const ScriptValue *trim(Script *script, const ScriptCall *call)
{
    Text text;
    const ScriptValue *unknown;
    if (!self_text(script, call, &text, &unknown))
        return unknown;
    return script_text(script->arena, script_trim(text));
}

static const ScriptValue *replace_some(Script *script, const ScriptCall *call, bool all)
{
    Text text;
    Text pattern;
    Text replacement;
    const ScriptValue *unknown;
    if (!self_text(script, call, &text, &unknown) ||
        !text_argument(script, call, 0, &pattern, &unknown) ||
        !text_argument(script, call, 1, &replacement, &unknown))
        return unknown;
    if (!script_replace(script->arena, text, pattern, replacement, all, &text) ||
        !script_spend_bytes(script, text.length))
        return script_unknown_format(script, call->offset, "a text that is too long");
    return script_text(script->arena, text);
}

static const ScriptValue *replace(Script *script, const ScriptCall *call)
{
    return replace_some(script, call, false);
}

static const ScriptValue *replace_all(Script *script, const ScriptCall *call)
{
    return replace_some(script, call, true);
}

static const ScriptValue *change_case(Script *script, const ScriptCall *call, bool lower)
{
    Text text;
    const ScriptValue *unknown;
    if (!self_text(script, call, &text, &unknown))
        return unknown;
    char *data = arena_alloc(script->arena, text.length + 1);
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if ((unsigned char)c >= 0x80)
            return script_unknown_format(script, call->offset, "another case of a text");
        bool changes = lower ? c >= 'A' && c <= 'Z' : c >= 'a' && c <= 'z';
        data[i] = changes ? (char)(c ^ 0x20) : c;
    }
    return script_text(script->arena, (Text){data, text.length});
}

static const ScriptValue *to_lower_case(Script *script, const ScriptCall *call)
{
    return change_case(script, call, true);
}

static const ScriptValue *to_upper_case(Script *script, const ScriptCall *call)
{
    return change_case(script, call, false);
}

static const ScriptValue *starts_with(Script *script, const ScriptCall *call)
{
    Text text;
    Text part;
    const ScriptValue *unknown;
    if (!self_text(script, call, &text, &unknown) ||
        !text_argument(script, call, 0, &part, &unknown))
        return unknown;
    return script_boolean(text_equal(text_slice(text, 0, part.length), part));
}

static const ScriptValue *ends_with(Script *script, const ScriptCall *call)
{
    Text text;
    Text part;
    const ScriptValue *unknown;
    if (!self_text(script, call, &text, &unknown) ||
        !text_argument(script, call, 0, &part, &unknown))
        return unknown;
    size_t from = part.length > text.length ? 0 : text.length - part.length;
    return script_boolean(text_equal(text_slice(text, from, text.length), part));
}

static const ScriptValue *includes(Script *script, const ScriptCall *call)
{
    Text text;
    Text part;
    const ScriptValue *unknown;
    if (!self_text(script, call, &text, &unknown) ||
        !text_argument(script, call, 0, &part, &unknown))
        return unknown;
    return script_boolean(text_contains(text, text_cstr(script->arena, part)));
}

static const ScriptValue *concat(Script *script, const ScriptCall *call)
{
    Text text;
    const ScriptValue *unknown;
    if (!self_text(script, call, &text, &unknown))
        return unknown;
    const ScriptValue *whole = script_text(script->arena, text);
    for (size_t i = 0; i < call->count && !script_is_unknown(whole); i++)
        whole = script_binary(script, TEXT("+"), whole, call->arguments[i], call->offset);
    return whole;
}

static const ScriptValue *split(Script *script, const ScriptCall *call)
{
    Text text;
    Text separator;
    const ScriptValue *unknown;
    if (!self_text(script, call, &text, &unknown) ||
        !text_argument(script, call, 0, &separator, &unknown))
        return unknown;
    if (separator.length != 1 || call->count > 1 || !script_spend_steps(script, text.length))
        return script_unknown_format(script, call->offset, "a call of 'split'");
    const ScriptValue *parts = script_array(script->arena);
    while (text.data) {
        Text part = text_cut(&text, separator.data[0]);
        list_add(script->arena, parts->array, script_text(script->arena, part));
    }
    return parts;
}

/* ---- lists ---- */

const ScriptValue *script_array_join(Script *script, const ScriptCall *call)
{
    enum { DEPTH_LIMIT = 300 };
    const ScriptValue *separator = script_argument(call, 0);
    const ScriptValues *items = call->self->array;
    Text between = separator->kind == SCRIPT_TEXT ? separator->text : TEXT(",");
    if (script_is_unknown(separator))
        return separator;
    if (script->depth > DEPTH_LIMIT || !script_spend_steps(script, items->count))
        return script_unknown_format(script, call->offset, "a list that is too long");
    Buffer out = BUFFER(script->arena);
    for (size_t i = 0; i < items->count; i++) {
        script->depth++;
        const ScriptValue *item = script_to_text(script, items->items[i], call->offset);
        script->depth--;
        if (script_is_unknown(item))
            return item;
        if (!script_spend_bytes(script, item->text.length + between.length))
            return script_unknown_format(script, call->offset, "a text that is too long");
        if (i > 0)
            buffer_add(&out, between);
        if (!script_is_nothing(items->items[i]))
            buffer_add(&out, item->text);
    }
    return script_text(script->arena, buffer_text(&out));
}

/* Calls the function that was given for one item. */
static const ScriptValue *call_for(Script *script, const ScriptCall *call, size_t index)
{
    const ScriptValue *place = script_numeric(script->arena, (double)index);
    const ScriptValue *arguments[] = {call->self->array->items[index], place};
    ScriptCall inner = {NULL, arguments, 2, call->offset};
    return script_call(script, script_argument(call, 0), &inner, TEXT(""));
}

static const ScriptValue *map(Script *script, const ScriptCall *call)
{
    const ScriptValue *result = script_array(script->arena);
    for (size_t i = 0; i < call->self->array->count && script_spend_steps(script, 1); i++)
        list_add(script->arena, result->array, call_for(script, call, i));
    return result;
}

static const ScriptValue *for_each(Script *script, const ScriptCall *call)
{
    for (size_t i = 0; i < call->self->array->count && script_spend_steps(script, 1); i++) {
        const ScriptValue *value = call_for(script, call, i);
        if (value->kind == SCRIPT_UNKNOWN)
            script->open = value;
    }
    return &script_undefined;
}

static const ScriptValue *pick(Script *script, const ScriptCall *call, bool first)
{
    const ScriptValue *result = script_array(script->arena);
    for (size_t i = 0; i < call->self->array->count && script_spend_steps(script, 1); i++) {
        const ScriptValue *wanted = call_for(script, call, i);
        if (script_is_unknown(wanted))
            return wanted;
        if (!script_is_true(wanted))
            continue;
        list_add(script->arena, result->array, call->self->array->items[i]);
        if (first)
            return call->self->array->items[i];
    }
    return first ? &script_undefined : result;
}

static const ScriptValue *filter(Script *script, const ScriptCall *call)
{
    return pick(script, call, false);
}

static const ScriptValue *find(Script *script, const ScriptCall *call)
{
    return pick(script, call, true);
}

static const ScriptValue *array_includes(Script *script, const ScriptCall *call)
{
    const ScriptValue *wanted = script_argument(call, 0);
    const ScriptValue *unknown = NULL;
    if (script_is_unknown(wanted))
        return wanted;
    for (size_t i = 0; i < call->self->array->count && script_spend_steps(script, 1); i++) {
        const ScriptValue *item = call->self->array->items[i];
        if (script_same(item, wanted))
            return &script_true;
        if (script_is_unknown(item))
            unknown = item;
    }
    return unknown ? unknown : &script_false;
}

/* ---- the tables ---- */

typedef struct Method {
    const char *name;
    ScriptNative *native;
} Method;

static const Method text_methods[] = {
    {"trim", trim},
    {"replace", replace},
    {"replaceAll", replace_all},
    {"toLowerCase", to_lower_case},
    {"toUpperCase", to_upper_case},
    {"startsWith", starts_with},
    {"endsWith", ends_with},
    {"includes", includes},
    {"concat", concat},
    {"split", split},
};

static const Method array_methods[] = {
    {"join", script_array_join}, {"map", map},   {"forEach", for_each},
    {"filter", filter},          {"find", find}, {"includes", array_includes},
};

static ScriptNative *find_method(const Method *methods, size_t count, Text name)
{
    for (size_t i = 0; i < count; i++)
        if (text_is(name, methods[i].name))
            return methods[i].native;
    return NULL;
}

ScriptNative *script_text_method(Text name)
{
    return find_method(text_methods, sizeof text_methods / sizeof *text_methods, name);
}

ScriptNative *script_array_method(Text name)
{
    return find_method(array_methods, sizeof array_methods / sizeof *array_methods, name);
}

/* Values of configuration modules: making them, comparing them, and the properties of objects. */
#include "project/config_module/evaluate.h"

const ScriptValue script_undefined = {.kind = SCRIPT_UNDEFINED};
const ScriptValue script_null = {.kind = SCRIPT_NULL};
const ScriptValue script_true = {.kind = SCRIPT_BOOLEAN, .boolean = true};
const ScriptValue script_false = {.kind = SCRIPT_BOOLEAN};

bool script_is_unknown(const ScriptValue *value)
{
    return value->kind == SCRIPT_UNKNOWN || value->kind == SCRIPT_MISSING;
}

bool script_is_nothing(const ScriptValue *value)
{
    return value->kind == SCRIPT_UNDEFINED || value->kind == SCRIPT_NULL;
}

bool script_is_true(const ScriptValue *value)
{
    switch (value->kind) {
    case SCRIPT_UNDEFINED:
    case SCRIPT_NULL:
        return false;
    case SCRIPT_BOOLEAN:
        return value->boolean;
    case SCRIPT_NUMERIC:
        return value->number < 0 || value->number > 0;
    case SCRIPT_TEXT:
        return value->text.length > 0;
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
    return true;
}

static ScriptValue *new_value(Arena *arena, ScriptKind kind)
{
    ScriptValue *value = NEW(arena, ScriptValue);
    value->kind = kind;
    return value;
}

const ScriptValue *script_boolean(bool value)
{
    return value ? &script_true : &script_false;
}

const ScriptValue *script_text(Arena *arena, Text text)
{
    ScriptValue *value = new_value(arena, SCRIPT_TEXT);
    value->text = text;
    return value;
}

const ScriptValue *script_numeric(Arena *arena, double number)
{
    ScriptValue *value = new_value(arena, SCRIPT_NUMERIC);
    value->number = number;
    return value;
}

const ScriptValue *script_native(Arena *arena, ScriptNative *native, const ScriptValue *self)
{
    ScriptValue *value = new_value(arena, SCRIPT_NATIVE);
    value->native = native;
    value->self = self;
    return value;
}

const ScriptValue *script_module(Arena *arena, Text name)
{
    ScriptValue *value = new_value(arena, SCRIPT_MODULE);
    value->text = name;
    return value;
}

const ScriptValue *script_unknown(Arena *arena, size_t offset, Text reason)
{
    ScriptValue *value = new_value(arena, SCRIPT_UNKNOWN);
    value->offset = offset;
    value->text = reason;
    return value;
}

ScriptValue *script_object(Arena *arena)
{
    ScriptValue *value = new_value(arena, SCRIPT_OBJECT);
    value->object = NEW(arena, ScriptObject);
    value->object->properties = MAP(arena);
    return value;
}

ScriptValue *script_array(Arena *arena)
{
    ScriptValue *value = new_value(arena, SCRIPT_ARRAY);
    value->array = NEW(arena, ScriptValues);
    return value;
}

/* ---- properties ---- */

const ScriptProperty *script_property(const ScriptValue *object, Text name)
{
    return map_get(&object->object->properties, name);
}

static void set_property(const ScriptValue *object, ScriptProperty property)
{
    Map *properties = &object->object->properties;
    ScriptProperty *slot = NEW(properties->arena, ScriptProperty);
    *slot = property;
    map_set(properties, property.name, slot);
}

void script_set(const ScriptValue *object, Text name, const ScriptValue *value, size_t offset)
{
    set_property(object, (ScriptProperty){name, value, offset, false});
}

void script_set_getter(const ScriptValue *object, Text name, const ScriptValue *function,
                       size_t offset)
{
    set_property(object, (ScriptProperty){name, function, offset, true});
}

void script_make_unknown(const ScriptValue *object, const ScriptValue *unknown)
{
    Map *properties = &object->object->properties;
    for (size_t i = 0; i < properties->entries.count; i++) {
        ScriptProperty *property = properties->entries.items[i].value;
        property->value = unknown;
        property->is_getter = false;
    }
    object->object->unknown = unknown;
}

/* ---- texts and comparison ---- */

static const ScriptValue *join_items(Script *script, const ScriptValue *array, size_t offset)
{
    const ScriptValue *separator = script_text(script->arena, TEXT(","));
    ScriptCall call = {.self = array, .arguments = &separator, .count = 1, .offset = offset};
    return script_array_join(script, &call);
}

const ScriptValue *script_to_text(Script *script, const ScriptValue *value, size_t offset)
{
    Text text;
    switch (value->kind) {
    case SCRIPT_TEXT:
    case SCRIPT_UNKNOWN:
    case SCRIPT_MISSING:
        return value;
    case SCRIPT_UNDEFINED:
        return script_text(script->arena, TEXT("undefined"));
    case SCRIPT_NULL:
        return script_text(script->arena, TEXT("null"));
    case SCRIPT_BOOLEAN:
        return script_text(script->arena, value->boolean ? TEXT("true") : TEXT("false"));
    case SCRIPT_NUMERIC:
        if (script_number_text(script->arena, value->number, &text))
            return script_text(script->arena, text);
        break;
    case SCRIPT_ARRAY:
        return join_items(script, value, offset);
    case SCRIPT_OBJECT:
        if (value->object->is_url)
            return script_property(value, TEXT("href"))->value;
        break;
    case SCRIPT_FUNCTION:
    case SCRIPT_NATIVE:
    case SCRIPT_MODULE:
    case SCRIPT_ENVIRONMENT:
        break;
    }
    return script_unknown(script->arena, offset, TEXT("the text of something that is no text"));
}

bool script_same(const ScriptValue *a, const ScriptValue *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case SCRIPT_UNDEFINED:
    case SCRIPT_NULL:
    case SCRIPT_ENVIRONMENT:
        return true;
    case SCRIPT_BOOLEAN:
        return a->boolean == b->boolean;
    case SCRIPT_NUMERIC:
        return a->number >= b->number && a->number <= b->number;
    case SCRIPT_TEXT:
    case SCRIPT_MODULE:
        return text_equal(a->text, b->text);
    case SCRIPT_OBJECT:
        return a->object == b->object;
    case SCRIPT_ARRAY:
        return a->array == b->array;
    case SCRIPT_FUNCTION:
        return a->function == b->function && a->scope == b->scope;
    case SCRIPT_NATIVE:
        return a->native == b->native;
    case SCRIPT_UNKNOWN:
    case SCRIPT_MISSING:
        break;
    }
    return false;
}

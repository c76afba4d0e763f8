/* Members of values, and the names that are there without being declared. */
#include "base/file.h"
#include "project/config_module/evaluate.h"

/* ---- names ---- */

void script_declare(ScriptScope *scope, Text name, const ScriptValue *value)
{
    ScriptValue *copy = NEW(scope->variables.arena, ScriptValue);
    *copy = *value;
    map_set(&scope->variables, name, copy);
}

/* Names that are always there and act like modules. */
static const char *const globals[] = {"process",
                                      "String",
                                      "Number",
                                      "Boolean",
                                      "Object",
                                      "Array",
                                      "Promise",
                                      "URL",
                                      "console",
                                      "Bun",
                                      "encodeURIComponent",
                                      "decodeURIComponent",
                                      "require",
                                      "import",
                                      "parseInt"};

static const ScriptValue *lookup_global(Script *script, Text name)
{
    Arena *arena = script->arena;
    if (text_is(name, "undefined") || text_is(name, "this"))
        return &script_undefined;
    if (text_is(name, "null"))
        return &script_null;
    if (text_is(name, "true") || text_is(name, "false"))
        return script_boolean(text_is(name, "true"));
    if (text_is(name, "module"))
        return script->module;
    if (text_is(name, "exports"))
        return script->exports;
    if (text_is(name, "__filename"))
        return script_text(arena, script->path);
    if (text_is(name, "__dirname"))
        return script_text(arena, path_parent(script->path));
    for (size_t i = 0; i < sizeof globals / sizeof *globals; i++)
        if (text_is(name, globals[i]))
            return script_module(arena, text_from(globals[i]));
    return NULL;
}

const ScriptValue *script_lookup(Script *script, const ScriptScope *scope, Text name)
{
    for (; scope; scope = scope->parent) {
        script_spend_steps(script, 1);
        const ScriptValue *value = map_get(&scope->variables, name);
        if (value)
            return value;
    }
    return lookup_global(script, name);
}

/* ---- members ---- */

static const ScriptValue *variable(Script *script, Text name, size_t offset)
{
    const ScriptValue *uncertain = map_get(&script->uncertain, name);
    if (uncertain)
        return uncertain;
    const Text *value = environment_get_text(script->environment, name);
    if (value)
        return script_text(script->arena, *value);
    if (!script->open)
        return &script_undefined;
    Text shown = text_slice(name, 0, 60);
    return script_unknown_format(script, offset, "the variable '%.*s', which %.*s may set",
                                 TEXT_ARG(shown), TEXT_ARG(script->open->text));
}

static const ScriptValue *module_member(Script *script, const ScriptValue *module, Text name,
                                        size_t offset)
{
    Text owner = module->text;
    bool is_path = text_is(owner, "path");
    ScriptNative *native = script_library(owner, name);
    if (native && name.length)
        return script_native(script->arena, native, NULL);
    if (text_is(name, "default") || (is_path && text_is(name, "posix")))
        return module;
    if (text_is(name, "env") && (text_is(owner, "process") || text_is(owner, "Bun"))) {
        ScriptValue *value = NEW(script->arena, ScriptValue);
        value->kind = SCRIPT_ENVIRONMENT;
        return value;
    }
    if (text_is(owner, "url") && text_is(name, "URL"))
        return script_module(script->arena, name);
    if (is_path && text_is(name, "sep"))
        return script_text(script->arena, TEXT("/"));
    if (text_is(name, "__esModule"))
        return &script_undefined;
    name = text_slice(name, 0, 60);
    return script_unknown_format(script, offset, "'%.*s' of '%.*s'", TEXT_ARG(name),
                                 TEXT_ARG(owner));
}

static const ScriptValue *object_member(Script *script, const ScriptValue *object, Text name,
                                        size_t offset)
{
    const ScriptProperty *property = script_property(object, name);
    if (property && property->is_getter) {
        ScriptCall call = {.self = object, .offset = offset};
        return script_call(script, property->value, &call, name);
    }
    if (property)
        return property->value;
    if (object->object->unknown)
        return object->object->unknown;
    if (object->object->is_url && text_is(name, "toString"))
        return script_native(script->arena, script_library(TEXT("String"), TEXT("")), object);
    return &script_undefined;
}

/* The length of a text in UTF-16 units. */
static double text_units(Text text)
{
    size_t units = 0;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.data[i];
        units += ((c & 0xC0) != 0x80) + (c >= 0xF0);
    }
    return (double)units;
}

static const ScriptValue *method_of(Script *script, ScriptNative *native, const ScriptValue *self,
                                    Text name, size_t offset)
{
    if (native)
        return script_native(script->arena, native, self);
    name = text_slice(name, 0, 60);
    return script_unknown_format(script, offset, "the member '%.*s'", TEXT_ARG(name));
}

const ScriptValue *script_member(Script *script, const ScriptValue *object, Text name,
                                 size_t offset)
{
    bool is_length = text_is(name, "length");
    ScriptNative *to_string = NULL;
    if (text_is(name, "toString"))
        to_string = script_library(TEXT("String"), TEXT(""));
    switch (object->kind) {
    case SCRIPT_UNKNOWN:
    case SCRIPT_MISSING:
        return object;
    case SCRIPT_OBJECT:
        return object_member(script, object, name, offset);
    case SCRIPT_ENVIRONMENT:
        return variable(script, name, offset);
    case SCRIPT_MODULE:
        return module_member(script, object, name, offset);
    case SCRIPT_TEXT:
        if (is_length && script_spend_bytes(script, object->text.length))
            return script_numeric(script->arena, text_units(object->text));
        return method_of(script, to_string ? to_string : script_text_method(name), object, name,
                         offset);
    case SCRIPT_ARRAY:
        if (is_length)
            return script_numeric(script->arena, (double)object->array->count);
        return method_of(script, script_array_method(name), object, name, offset);
    case SCRIPT_BOOLEAN:
    case SCRIPT_NUMERIC:
    case SCRIPT_FUNCTION:
    case SCRIPT_NATIVE:
        return method_of(script, to_string, object, name, offset);
    case SCRIPT_UNDEFINED:
    case SCRIPT_NULL:
        break;
    }
    name = text_slice(name, 0, 60);
    return script_unknown_format(script, offset, "the member '%.*s' of nothing", TEXT_ARG(name));
}

const ScriptValue *script_index(Script *script, const ScriptValue *object, const ScriptValue *index,
                                size_t offset)
{
    if (script_is_unknown(object))
        return object;
    if (script_is_unknown(index))
        return index;
    if (index->kind == SCRIPT_NUMERIC && object->kind == SCRIPT_ARRAY) {
        double place = index->number;
        bool inside = place >= 0 && place < (double)object->array->count;
        return inside ? object->array->items[(size_t)place] : &script_undefined;
    }
    index = script_to_text(script, index, offset);
    return script_is_unknown(index) ? index : script_member(script, object, index->text, offset);
}

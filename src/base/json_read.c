#include "base/json_read.h"

#include <jansson.h>

static JsonValue copied(Arena *arena, json_t *from);

static JsonValue copied_array(Arena *arena, json_t *from) // NOLINT(misc-no-recursion)
{
    JsonValue value = {.kind = JSON_IS_ARRAY};
    for (size_t i = 0; i < json_array_size(from); i++)
        list_add(arena, &value.members,
                 (JsonMember){TEXT(""), copied(arena, json_array_get(from, i))});
    return value;
}

static JsonValue copied_object(Arena *arena, json_t *from) // NOLINT(misc-no-recursion)
{
    JsonValue value = {.kind = JSON_IS_OBJECT};
    const char *name;
    json_t *member;
    json_object_foreach (from, name, member) {
        JsonMember copy = {text_copy(arena, text_from(name)), copied(arena, member)};
        list_add(arena, &value.members, copy);
    }
    return value;
}

/* Recursion is bounded by jansson's own limit on nesting (2048). */
static JsonValue copied(Arena *arena, json_t *from) // NOLINT(misc-no-recursion)
{
    Text text;
    switch (json_typeof(from)) {
    case JSON_OBJECT:
        return copied_object(arena, from);
    case JSON_ARRAY:
        return copied_array(arena, from);
    case JSON_STRING:
        text = (Text){json_string_value(from), json_string_length(from)};
        return (JsonValue){.kind = JSON_IS_TEXT, .text = text_copy(arena, text)};
    case JSON_INTEGER:
        return (JsonValue){.kind = JSON_IS_INTEGER, .integer = json_integer_value(from)};
    case JSON_REAL:
        return (JsonValue){.kind = JSON_IS_REAL, .real = json_real_value(from)};
    case JSON_TRUE:
        return (JsonValue){.kind = JSON_IS_TRUE};
    case JSON_FALSE:
        return (JsonValue){.kind = JSON_IS_FALSE};
    case JSON_NULL:
        break;
    }
    return (JsonValue){.kind = JSON_IS_NULL};
}

bool json_read(Arena *arena, Text document, JsonValue *value, Error *error)
{
    json_error_t problem;
    json_t *root = json_loadb(document.data, document.length, JSON_DECODE_ANY, &problem);
    if (!root) {
        fail(error, ERROR_D1003, "%s", problem.text);
        error->line = problem.line > 0 ? (size_t)problem.line : 0;
        error->column = problem.column > 0 ? (size_t)problem.column : 0;
        return false;
    }
    *value = copied(arena, root);
    json_decref(root);
    return true;
}

const JsonValue *json_member(const JsonValue *value, const char *name)
{
    if (!value || value->kind != JSON_IS_OBJECT)
        return NULL;
    for (size_t i = 0; i < value->members.count; i++)
        if (text_is(value->members.items[i].name, name))
            return &value->members.items[i].value;
    return NULL;
}

#include "base/error_json.h"

static void write_list(const ErrorField *field, JsonWriter *json)
{
    json_begin_array(json, field->name);
    for (list_each(const Text, value, &field->values))
        json_add_text(json, NULL, *value);
    json_end_array(json);
}

void error_write_meta(const Error *error, JsonWriter *json)
{
    json_begin_object(json, "meta");
    for (list_each(const ErrorField, field, &error->fields)) {
        if (field->is_list)
            write_list(field, json);
        else
            json_add_text(json, field->name, field->value);
    }
    json_end_object(json);
}

#include "base/json.h"

#include <inttypes.h>

#include "base/utf8.h"

static void write_string(Buffer *out, Text value)
{
    buffer_add_char(out, '"');
    size_t plain = 0; /* start of the bytes that go out as they are */
    for (size_t i = 0; i < value.length;) {
        unsigned char c = (unsigned char)value.data[i];
        size_t length = c < 0x80 ? 1 : utf8_length(value, i);
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f && length > 0) {
            i += length;
            continue;
        }
        buffer_add(out, text_slice(value, plain, i));
        if (length == 0)
            buffer_add_string(out, "\xEF\xBF\xBD");
        else if (c == '"' || c == '\\')
            buffer_add_format(out, "\\%c", c);
        else if (c == '\n')
            buffer_add_string(out, "\\n");
        else
            buffer_add_format(out, "\\u%04x", c);
        plain = ++i;
    }
    buffer_add(out, text_slice(value, plain, value.length));
    buffer_add_char(out, '"');
}

static void new_line(JsonWriter *json)
{
    buffer_add_char(json->out, '\n');
    for (int i = 0; i < json->depth; i++)
        buffer_add_string(json->out, "  ");
}

static void member(JsonWriter *json, const char *name)
{
    if (json->has_items)
        buffer_add_char(json->out, ',');
    if (json->depth > 0)
        new_line(json);
    if (name) {
        write_string(json->out, text_from(name));
        buffer_add_string(json->out, ": ");
    }
    json->has_items = true;
}

static void begin(JsonWriter *json, const char *name, char bracket)
{
    member(json, name);
    buffer_add_char(json->out, bracket);
    json->depth++;
    json->has_items = false;
}

static void end(JsonWriter *json, char bracket)
{
    json->depth--;
    if (json->has_items)
        new_line(json);
    buffer_add_char(json->out, bracket);
    json->has_items = true;
    if (json->depth == 0)
        buffer_add_char(json->out, '\n');
}

void json_begin_object(JsonWriter *json, const char *name)
{
    begin(json, name, '{');
}

void json_end_object(JsonWriter *json)
{
    end(json, '}');
}

void json_begin_array(JsonWriter *json, const char *name)
{
    begin(json, name, '[');
}

void json_end_array(JsonWriter *json)
{
    end(json, ']');
}

void json_add_text(JsonWriter *json, const char *name, Text value)
{
    member(json, name);
    write_string(json->out, value);
}

void json_add_string(JsonWriter *json, const char *name, const char *value)
{
    json_add_text(json, name, text_from(value));
}

void json_add_number(JsonWriter *json, const char *name, int64_t value)
{
    member(json, name);
    buffer_add_format(json->out, "%" PRId64, value);
}

void json_add_bool(JsonWriter *json, const char *name, bool value)
{
    member(json, name);
    buffer_add_string(json->out, value ? "true" : "false");
}

void json_add_null(JsonWriter *json, const char *name)
{
    member(json, name);
    buffer_add_string(json->out, "null");
}

void json_add_text_or_null(JsonWriter *json, const char *name, Text value)
{
    if (value.length)
        json_add_text(json, name, value);
    else
        json_add_null(json, name);
}

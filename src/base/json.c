#include "base/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static void write_replacement(Buffer *out, unsigned char byte)
{
    (void)byte;
    buffer_add_string(out, "\xEF\xBF\xBD");
}

static void write_half_surrogate(Buffer *out, unsigned char byte)
{
    buffer_add_format(out, "\\u%04x", 0xdc00 + byte);
}

/* `write_invalid` writes a byte that is no UTF-8. */
static void write_text(Buffer *out, Text value, void (*write_invalid)(Buffer *, unsigned char))
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
            write_invalid(out, c);
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

static void write_string(Buffer *out, Text value)
{
    write_text(out, value, write_replacement);
}

void json_write_bytes(Buffer *out, Text value)
{
    write_text(out, value, write_half_surrogate);
}

static void new_line(JsonWriter *json)
{
    static const char line[] = "\n                                ";
    enum { INDENT = 2 };
    if (json->one_line)
        return;
    size_t length = 1 + (size_t)json->depth * INDENT;
    size_t first = length < sizeof line - 1 ? length : sizeof line - 1;
    buffer_add(json->out, (Text){line, first});
    for (; first < length; first++)
        buffer_add_char(json->out, ' ');
}

static void member(JsonWriter *json, const char *name)
{
    enum { PILE = 1 << 16 };
    if (json->drain && json->out->length >= PILE)
        json->drain(json->out);
    if (json->has_items)
        buffer_add_char(json->out, ',');
    if (json->depth > 0)
        new_line(json);
    if (name) {
        write_string(json->out, text_from(name));
        buffer_add_string(json->out, json->one_line ? ":" : ": ");
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

/* The fewest digits that read back as `value`, and what power of ten the first one counts. */
static int shortest_digits(double value, char digits[static 18], int *power)
{
    enum { MOST = 17 };
    char text[32];
    int count = 0;
    for (bool same = false; !same && count < MOST;) {
        count++;
        snprintf(text, sizeof text, "%.*e", count - 1, value);
        same = strtod(text, NULL) == value;
        /* At a power of two, what lies above may be nearer than what lies below seems to be. */
        char *last = strchr(text, 'e') - 1;
        if (!same && *last < '9') {
            ++*last;
            same = strtod(text, NULL) == value;
        }
    }
    digits[0] = text[0];
    memcpy(digits + 1, text + 2, (size_t)count - 1);
    *power = (int)strtol(strchr(text, 'e') + 1, NULL, 10);
    return count;
}

static void write_zeros(Buffer *out, int count)
{
    for (int i = 0; i < count; i++)
        buffer_add_char(out, '0');
}

void json_add_double(JsonWriter *json, const char *name, double value)
{
    enum { SMALLEST = -7, LARGEST = 20 }; /* powers of ten that are written out */
    if (!isfinite(value)) {
        json_add_null(json, name);
        return;
    }
    member(json, name);
    Buffer *out = json->out;
    char digits[18];
    int power;
    int count = shortest_digits(fabs(value), digits, &power);
    bool plain = power > SMALLEST && power <= LARGEST;
    int whole = !plain ? 1 : power < 0 ? 0 : power + 1; /* digits before the point */
    int given = whole < count ? whole : count;
    if (value < 0)
        buffer_add_char(out, '-');
    buffer_add(out, (Text){digits, (size_t)given});
    write_zeros(out, whole > count ? whole - count : 0);
    if (whole == 0)
        buffer_add_char(out, '0');
    if (given < count) {
        buffer_add_char(out, '.');
        write_zeros(out, whole == 0 ? -power - 1 : 0);
        buffer_add(out, (Text){digits + given, (size_t)(count - given)});
    }
    if (!plain)
        buffer_add_format(out, "e%+d", power);
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

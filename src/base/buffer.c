#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void grow(Buffer *buffer, size_t capacity)
{
    buffer->data = arena_grow(buffer->arena, buffer->data, buffer->capacity, capacity);
    buffer->capacity = capacity;
}

void buffer_reserve(Buffer *buffer, size_t more)
{
    if (buffer->length + more + 1 > buffer->capacity)
        grow(buffer, buffer->length + more + 1);
}

/* Room for `more` bytes and a final NUL, and for others to come. */
static void reserve(Buffer *buffer, size_t more)
{
    size_t wanted = buffer->length + more + 1;
    if (wanted <= buffer->capacity)
        return;
    size_t capacity = buffer->capacity ? buffer->capacity * 2 : 64;
    while (capacity < wanted)
        capacity *= 2;
    grow(buffer, capacity);
}

void buffer_add(Buffer *buffer, Text text)
{
    if (text.length == 0)
        return;
    reserve(buffer, text.length);
    memcpy(buffer->data + buffer->length, text.data, text.length);
    buffer->length += text.length;
}

void buffer_add_string(Buffer *buffer, const char *string)
{
    buffer_add(buffer, text_from(string));
}

void buffer_add_char(Buffer *buffer, char c)
{
    buffer_add(buffer, (Text){&c, 1});
}

void buffer_add_format(Buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        return;
    reserve(buffer, (size_t)length);
    va_start(arguments, format);
    vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    buffer->length += (size_t)length;
}

Text buffer_text(Buffer *buffer)
{
    reserve(buffer, 0);
    buffer->data[buffer->length] = '\0';
    return (Text){buffer->data, buffer->length};
}

void buffer_clear(Buffer *buffer)
{
    buffer->length = 0;
}

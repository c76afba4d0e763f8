#include "base/text.h"

#include <stdio.h>
#include <string.h>

Text text_from(const char *string)
{
    return string ? (Text){string, strlen(string)} : (Text){"", 0};
}

Text text_copy(Arena *arena, Text text)
{
    return (Text){text_cstr(arena, text), text.length};
}

char *text_cstr(Arena *arena, Text text)
{
    char *copy = arena_alloc(arena, text.length + 1);
    if (text.length)
        memcpy(copy, text.data, text.length);
    return copy;
}

Text text_format_list(Arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    if (length < 0)
        length = 0;
    char *data = arena_alloc(arena, (size_t)length + 1);
    vsnprintf(data, (size_t)length + 1, format, again);
    va_end(again);
    return (Text){data, (size_t)length};
}

Text text_format(Arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Text text = text_format_list(arena, format, arguments);
    va_end(arguments);
    return text;
}

Text text_shell_word(Arena *arena, Text text)
{
    size_t quotes = 0;
    bool plain = text.length > 0;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        plain = plain && (is_word(c) || c == '.' || c == '/' || (c == '-' && i > 0));
        quotes += c == '\'' ? 1 : 0;
    }
    if (plain)
        return text;
    char *data = arena_alloc(arena, text.length + quotes * 3 + 3);
    size_t used = 0;
    data[used++] = '\'';
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] == '\'') {
            memcpy(data + used, "'\\'", 3); /* ends the quote, a quote, begins one again */
            used += 3;
        }
        data[used++] = text.data[i];
    }
    data[used++] = '\'';
    return (Text){data, used};
}

bool text_is(Text a, const char *string)
{
    return text_equal(a, text_from(string));
}

bool text_equal_ignoring_case(Text a, Text b)
{
    if (a.length != b.length)
        return false;
    for (size_t i = 0; i < a.length; i++)
        if (to_lower(a.data[i]) != to_lower(b.data[i]))
            return false;
    return true;
}

/* Eight bytes at a time; the constant is 2^64 divided by the golden ratio. */
uint64_t text_hash(Text text)
{
    const uint64_t spread = 0x9e3779b97f4a7c15u;
    uint64_t h = text.length * spread;
    size_t i = 0;
    for (; text.length - i >= 8; i += 8) {
        uint64_t part;
        memcpy(&part, text.data + i, 8);
        h = (h ^ part) * spread;
        h ^= h >> 32;
    }
    uint64_t rest = 0;
    for (; i < text.length; i++)
        rest = rest << 8 | (unsigned char)text.data[i];
    h = (h ^ rest) * spread;
    return h ^ h >> 32;
}

int text_compare(Text a, Text b)
{
    size_t common = a.length < b.length ? a.length : b.length;
    int order = common ? memcmp(a.data, b.data, common) : 0;
    if (order)
        return order;
    return (a.length > b.length) - (a.length < b.length);
}

bool text_starts_with(Text text, const char *prefix)
{
    size_t length = strlen(prefix);
    return text.length >= length && (length == 0 || memcmp(text.data, prefix, length) == 0);
}

bool text_ends_with(Text text, const char *suffix)
{
    size_t length = strlen(suffix);
    return text.length >= length &&
           (length == 0 || memcmp(text.data + text.length - length, suffix, length) == 0);
}

bool text_contains(Text text, const char *part)
{
    return text_find(text, part) >= 0;
}

/* A row of the table at a time. */
size_t text_distance(Text a, Text b)
{
    size_t row[TEXT_DISTANCE_LONGEST + 1];
    for (size_t j = 0; j <= b.length; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.length; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.length; j++) {
            size_t changed = diagonal + (to_lower(a.data[i - 1]) != to_lower(b.data[j - 1]));
            size_t shorter = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            diagonal = row[j];
            row[j] = changed < shorter ? changed : shorter;
        }
    }
    return row[b.length];
}

bool text_is_near(Text a, Text b)
{
    size_t longest = a.length > b.length ? a.length : b.length;
    if (longest > 32 || text_equal(a, b))
        return false;
    return text_distance(a, b) <= (longest < 5 ? 1 : 2);
}

ptrdiff_t text_find(Text text, const char *part)
{
    size_t length = strlen(part);
    if (length == 0)
        return 0;
    size_t from = 0;
    while (from + length <= text.length) {
        const char *hit = memchr(text.data + from, part[0], text.length - from - length + 1);
        if (!hit)
            return -1;
        if (memcmp(hit, part, length) == 0)
            return hit - text.data;
        from = (size_t)(hit - text.data) + 1;
    }
    return -1;
}

ptrdiff_t text_find_char(Text text, char c)
{
    const char *hit = text.length ? memchr(text.data, c, text.length) : NULL;
    return hit ? hit - text.data : -1;
}

ptrdiff_t text_find_last_char(Text text, char c)
{
    for (size_t i = text.length; i > 0; i--)
        if (text.data[i - 1] == c)
            return (ptrdiff_t)i - 1;
    return -1;
}

Text text_slice(Text text, size_t from, size_t to)
{
    if (to > text.length)
        to = text.length;
    if (from > to)
        from = to;
    return (Text){text.data ? text.data + from : text.data, to - from};
}

Text text_trim(Text text)
{
    while (text.length && is_space(text.data[0]))
        text = text_slice(text, 1, text.length);
    while (text.length && is_space(text.data[text.length - 1]))
        text.length--;
    return text;
}

Text text_cut(Text *rest, char separator)
{
    Text whole = *rest;
    ptrdiff_t at = text_find_char(whole, separator);
    if (at < 0) {
        *rest = (Text){NULL, 0};
        return whole;
    }
    *rest = text_slice(whole, (size_t)at + 1, whole.length);
    return text_slice(whole, 0, (size_t)at);
}

bool text_to_int64(Text text, int64_t *value)
{
    bool negative = text.length > 0 && text.data[0] == '-';
    size_t i = negative ? 1 : 0;
    if (i == text.length)
        return false;
    int64_t result = 0;
    for (; i < text.length; i++) {
        if (!is_digit(text.data[i]))
            return false;
        int digit = text.data[i] - '0';
        if (__builtin_mul_overflow(result, 10, &result) ||
            __builtin_sub_overflow(result, digit, &result))
            return false;
    }
    if (!negative && __builtin_sub_overflow((int64_t)0, result, &result))
        return false;
    *value = result;
    return true;
}

void text_position(Text text, size_t offset, size_t *line, size_t *column)
{
    *line = 1;
    *column = 1;
    if (offset > text.length)
        offset = text.length;
    for (size_t i = 0; i < offset; i++) {
        if (text.data[i] == '\n') {
            ++*line;
            *column = 1;
        } else if (((unsigned char)text.data[i] & 0xC0) != 0x80) {
            ++*column;
        }
    }
}

Text text_line_at(Text text, size_t offset)
{
    if (offset > text.length)
        offset = text.length;
    size_t from = offset;
    while (from > 0 && text.data[from - 1] != '\n')
        from--;
    size_t to = offset;
    while (to < text.length && text.data[to] != '\n')
        to++;
    if (to > from && text.data[to - 1] == '\r')
        to--;
    return text_slice(text, from, to);
}

bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_word(char c)
{
    return is_letter(c) || is_digit(c) || c == '_';
}

char to_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

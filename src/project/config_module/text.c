/* JavaScript's white space, string replacement and numbers, for the readers of .env files and of
 * configuration modules. */
#include "project/config_module/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

/* True when the bytes at `offset` are the three-byte character `a b c`. */
static bool three(Text text, size_t offset, int a, int b, int c)
{
    return offset + 3 <= text.length && (unsigned char)text.data[offset] == a &&
           (unsigned char)text.data[offset + 1] == b && (unsigned char)text.data[offset + 2] == c;
}

size_t script_line_end(Text text, size_t offset)
{
    if (offset >= text.length)
        return 0;
    if (text.data[offset] == '\n' || text.data[offset] == '\r')
        return 1;
    return three(text, offset, 0xE2, 0x80, 0xA8) || three(text, offset, 0xE2, 0x80, 0xA9) ? 3 : 0;
}

size_t script_space(Text text, size_t offset)
{
    if (offset >= text.length)
        return 0;
    unsigned char c = (unsigned char)text.data[offset];
    if (c < 0x80)
        return is_space((char)c) ? 1 : 0;
    if (c == 0xC2) /* no-break space */
        return offset + 1 < text.length && (unsigned char)text.data[offset + 1] == 0xA0 ? 2 : 0;
    if (offset + 3 > text.length)
        return 0;
    if (c == 0xE2 && (unsigned char)text.data[offset + 1] == 0x80) {
        unsigned char last = (unsigned char)text.data[offset + 2];
        bool space = (last >= 0x80 && last <= 0x8A) || last == 0xA8 || last == 0xA9 || last == 0xAF;
        return space ? 3 : 0;
    }
    bool rare = three(text, offset, 0xE1, 0x9A, 0x80) || three(text, offset, 0xE2, 0x81, 0x9F) ||
                three(text, offset, 0xE3, 0x80, 0x80) || three(text, offset, 0xEF, 0xBB, 0xBF);
    return rare ? 3 : 0;
}

size_t script_skip_space(Text text, size_t offset)
{
    size_t length;
    while ((length = script_space(text, offset)) > 0)
        offset += length;
    return offset;
}

/* The bytes of the white space that ends before `end`; 0 when there is none. */
static size_t space_before(Text text, size_t end)
{
    for (size_t length = 1; length <= 3 && length <= end; length++)
        if (script_space((Text){text.data, end}, end - length) == length)
            return length;
    return 0;
}

Text script_trim(Text text)
{
    text = text_slice(text, script_skip_space(text, 0), text.length);
    size_t length;
    while ((length = space_before(text, text.length)) > 0)
        text.length -= length;
    return text;
}

/* Adds `replacement` for what stands in `text` from `at` to `end`. */
static void add_replacement(Buffer *out, Text text, size_t at, size_t end, Text replacement)
{
    for (size_t i = 0; i < replacement.length && out->length <= SCRIPT_TEXT_LIMIT; i++) {
        char c = replacement.data[i];
        char next = c == '$' && i + 1 < replacement.length ? replacement.data[i + 1] : '\0';
        i++;
        if (next == '$')
            buffer_add_char(out, '$');
        else if (next == '&')
            buffer_add(out, text_slice(text, at, end));
        else if (next == '`')
            buffer_add(out, text_slice(text, 0, at));
        else if (next == '\'')
            buffer_add(out, text_slice(text, end, text.length));
        else {
            buffer_add_char(out, c);
            i--;
        }
    }
}

/* Where `pattern` begins at or after `from`, or -1. */
static ptrdiff_t find_from(Text text, size_t from, Text pattern)
{
    if (from > text.length || pattern.length > text.length - from)
        return -1;
    if (pattern.length == 0)
        return (ptrdiff_t)from;
    const char *hit = memmem(text.data + from, text.length - from, pattern.data, pattern.length);
    return hit ? hit - text.data : -1;
}

bool script_replace(Arena *arena, Text text, Text pattern, Text replacement, bool all, Text *result)
{
    Buffer out = BUFFER(arena);
    size_t done = 0;
    ptrdiff_t at = find_from(text, 0, pattern);
    while (at >= 0 && out.length <= SCRIPT_TEXT_LIMIT) {
        size_t end = (size_t)at + pattern.length;
        buffer_add(&out, text_slice(text, done, (size_t)at));
        add_replacement(&out, text, (size_t)at, end, replacement);
        done = end;
        if (!all)
            break;
        at = find_from(text, pattern.length ? end : end + 1, pattern);
    }
    buffer_add(&out, text_slice(text, done, text.length));
    *result = buffer_text(&out);
    return result->length <= SCRIPT_TEXT_LIMIT;
}

bool script_number_text(Arena *arena, double number, Text *text)
{
    if (isnan(number)) {
        *text = TEXT("NaN");
        return true;
    }
    double size = fabs(number);
    if (size >= 1e21 || (size < 1e-6 && number != 0.0))
        return false;
    if (number == 0.0) {
        *text = TEXT("0");
        return true;
    }
    char digits[64];
    for (int precision = 1; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*e", precision - 1, number);
        if (strtod(digits, NULL) == number) {
            int exponent = (int)strtol(strchr(digits, 'e') + 1, NULL, 10);
            int decimals = precision - 1 - exponent;
            snprintf(digits, sizeof digits, "%.*f", decimals > 0 ? decimals : 0, number);
            break;
        }
    }
    *text = text_copy(arena, text_from(digits));
    return true;
}

/* The digits of a number in base 2, 8 or 16. */
static bool based_number(Text digits, int base, double *number)
{
    *number = 0;
    for (size_t i = 0; i < digits.length; i++) {
        char c = to_lower(digits.data[i]);
        int value = is_digit(c) ? c - '0' : is_letter(c) ? c - 'a' + 10 : 99;
        if (value >= base)
            return false;
        *number = *number * base + value;
    }
    return digits.length > 0;
}

bool script_number(Text text, double *number)
{
    text = script_trim(text);
    *number = 0;
    if (text.length == 0)
        return true;
    if (text.length > 2 && text.data[0] == '0') {
        char mark = to_lower(text.data[1]);
        int base = mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 0;
        if (base)
            return based_number(text_slice(text, 2, text.length), base, number);
    }
    char digits[64];
    if (text.length >= sizeof digits)
        return false;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (!is_digit(c) && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E')
            return false;
        digits[i] = c;
    }
    digits[text.length] = '\0';
    char *end;
    *number = strtod(digits, &end);
    return *end == '\0';
}

size_t script_encode(uint32_t code, char *out)
{
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        code = 0xFFFD;
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    out[0] = (char)((length == 2 ? 0xC0u : length == 3 ? 0xE0u : 0xF0u) | code);
    return length;
}

/* Reads up to `most` hexadecimal digits at `*at`. */
static uint32_t hexadecimal(Text text, size_t *at, size_t most)
{
    uint32_t value = 0;
    for (size_t i = 0; i < most && *at < text.length; i++) {
        char c = to_lower(text.data[*at]);
        if (!is_digit(c) && !(c >= 'a' && c <= 'f'))
            break;
        value = value << 4 | (uint32_t)(is_digit(c) ? c - '0' : c - 'a' + 10);
        ++*at;
    }
    return value;
}

/* The digits behind `\u`. */
static uint32_t code_point(Text text, size_t *at)
{
    if (*at >= text.length || text.data[*at] != '{')
        return hexadecimal(text, at, 4);
    ++*at;
    uint32_t code = hexadecimal(text, at, 6);
    if (*at < text.length && text.data[*at] == '}')
        ++*at;
    return code;
}

/* The same, with a second half when it is the first half of a pair. */
static uint32_t escaped_character(Text text, size_t *at)
{
    uint32_t code = code_point(text, at);
    if (code < 0xD800 || code > 0xDBFF || !text_is(text_slice(text, *at, *at + 2), "\\u"))
        return code;
    *at += 2;
    uint32_t low = code_point(text, at);
    bool is_pair = low >= 0xDC00 && low <= 0xDFFF;
    return is_pair ? 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) : 0xFFFD;
}

/* Adds what the escape behind a backslash stands for; returns the byte behind it. */
static size_t add_escape(Buffer *value, Text text, size_t at)
{
    static const char letters[] = "nrtbfv0";
    static const char meanings[] = "\n\r\t\b\f\v";
    char c = at < text.length ? text.data[at] : '\0';
    const char *known = c ? strchr(letters, c) : NULL;
    char bytes[4];
    size_t line_end = script_line_end(text, at);
    if (line_end)
        return at + (c == '\r' && at + 1 < text.length && text.data[at + 1] == '\n' ? 2 : line_end);
    if (known)
        buffer_add_char(value, meanings[known - letters]);
    if (known || at >= text.length)
        return at + 1;
    at++;
    if (c == 'u')
        buffer_add(value, (Text){bytes, script_encode(escaped_character(text, &at), bytes)});
    else if (c == 'x')
        buffer_add(value, (Text){bytes, script_encode(hexadecimal(text, &at, 2), bytes)});
    else
        buffer_add_char(value, c);
    return at;
}

Text script_unescape(Arena *arena, Text inside)
{
    if (text_find_char(inside, '\\') < 0 && text_find_char(inside, '\r') < 0)
        return inside;
    Buffer value = BUFFER(arena);
    size_t at = 0;
    while (at < inside.length) {
        char c = inside.data[at++];
        if (c == '\\') {
            at = add_escape(&value, inside, at);
        } else if (c == '\r') {
            at += at < inside.length && inside.data[at] == '\n' ? 1 : 0;
            buffer_add_char(&value, '\n');
        } else {
            buffer_add_char(&value, c);
        }
    }
    return buffer_text(&value);
}

#include "psl/lexer.h"

#include "base/buffer.h"

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

static size_t after_string(Text schema, size_t i)
{
    i++;
    while (i < schema.length && !is_line_end(schema.data[i])) {
        if (schema.data[i] == '"')
            return i + 1;
        bool escape =
            schema.data[i] == '\\' && i + 1 < schema.length && !is_line_end(schema.data[i + 1]);
        i += escape ? 2 : 1;
    }
    return i;
}

/* Behind the block comment that begins at `i`; `i` itself when it is never closed. */
static size_t after_block_comment(Text schema, size_t i)
{
    ptrdiff_t end = text_find(text_slice(schema, i + 2, schema.length), "*/");
    return end < 0 ? i : i + 2 + (size_t)end + 2;
}

static bool is_name_part(char c)
{
    return is_word(c) || c == '-' || (unsigned char)c >= 0x80;
}

PslToken psl_token(Text schema, size_t from)
{
    size_t start = from;
    while (start < schema.length && is_space(schema.data[start]) &&
           !is_line_end(schema.data[start]))
        start++;
    if (start >= schema.length)
        return (PslToken){PSL_END, schema.length, schema.length};
    char c = schema.data[start];
    size_t end = start + 1;
    if (is_line_end(c)) {
        if (c == '\r' && end < schema.length && schema.data[end] == '\n')
            end++;
        return (PslToken){PSL_NEW_LINE, start, end};
    }
    if (c == '"')
        return (PslToken){PSL_STRING, start, after_string(schema, start)};
    if (c == '/' && end < schema.length && schema.data[end] == '/') {
        while (end < schema.length && !is_line_end(schema.data[end]))
            end++;
        return (PslToken){PSL_COMMENT, start, end};
    }
    if (c == '/' && end < schema.length && schema.data[end] == '*' &&
        after_block_comment(schema, start) > start)
        return (PslToken){PSL_COMMENT, start, after_block_comment(schema, start)};
    if (is_letter(c) || c == '_' || (unsigned char)c >= 0x80) {
        while (end < schema.length && is_name_part(schema.data[end]))
            end++;
        return (PslToken){PSL_NAME, start, end};
    }
    if (is_digit(c)) {
        while (end < schema.length && (is_digit(schema.data[end]) || schema.data[end] == '.'))
            end++;
        return (PslToken){PSL_NUMBER, start, end};
    }
    return (PslToken){PSL_SYMBOL, start, end};
}

bool psl_token_is(Text schema, PslToken token, char symbol)
{
    return token.kind == PSL_SYMBOL && schema.data[token.start] == symbol;
}

/* The four hexadecimal digits behind "\\u" at `i`, or -1. */
static int32_t code_unit(Text text, size_t i)
{
    int32_t value = 0;
    if (i + 6 > text.length || text.data[i] != '\\' || text.data[i + 1] != 'u')
        return -1;
    for (size_t j = i + 2; j < i + 6; j++) {
        ptrdiff_t digit = text_find_char(TEXT("0123456789abcdef"), to_lower(text.data[j]));
        if (digit < 0)
            return -1;
        value = value * 16 + (int32_t)digit;
    }
    return value;
}

static void add_character(Buffer *out, int32_t code)
{
    if (code < 0x80) {
        buffer_add_char(out, (char)code);
        return;
    }
    if (code >= 0x10000)
        buffer_add_char(out, (char)(0xF0 | code >> 18));
    if (code >= 0x800)
        buffer_add_char(out,
                        (char)(code >= 0x10000 ? 0x80 | (code >> 12 & 0x3F) : 0xE0 | code >> 12));
    buffer_add_char(out, (char)(code >= 0x800 ? 0x80 | (code >> 6 & 0x3F) : 0xC0 | code >> 6));
    buffer_add_char(out, (char)(0x80 | (code & 0x3F)));
}

/* Appends the character of "\\uXXXX", or of a pair of them; returns its bytes in the source. */
static size_t add_escaped(Buffer *out, Text text, size_t i)
{
    int32_t first = code_unit(text, i);
    int32_t second = first >= 0xD800 && first < 0xDC00 ? code_unit(text, i + 6) : -1;
    if (first < 0)
        return 0;
    bool pair = second >= 0xDC00 && second < 0xE000;
    bool lone = !pair && first >= 0xD800 && first < 0xE000;
    add_character(out, pair ? 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
                            : (lone ? 0xFFFD : first));
    return pair ? 12 : 6;
}

Text psl_string(Arena *arena, Text schema, PslToken token)
{
    Buffer out = BUFFER(arena);
    for (size_t i = token.start + 1; i < token.end && schema.data[i] != '"'; i++) {
        char c = schema.data[i];
        size_t escaped = add_escaped(&out, text_slice(schema, 0, token.end), i);
        if (escaped) {
            i += escaped - 1;
            continue;
        }
        if (c == '\\' && i + 1 < token.end) {
            c = schema.data[++i];
            c = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
        }
        buffer_add_char(&out, c);
    }
    return buffer_text(&out);
}

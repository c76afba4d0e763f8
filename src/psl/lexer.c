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

Text psl_string(Arena *arena, Text schema, PslToken token)
{
    Buffer out = BUFFER(arena);
    for (size_t i = token.start + 1; i < token.end && schema.data[i] != '"'; i++) {
        char c = schema.data[i];
        if (c == '\\' && i + 1 < token.end) {
            c = schema.data[++i];
            c = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
        }
        buffer_add_char(&out, c);
    }
    return buffer_text(&out);
}

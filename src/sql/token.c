#include "sql/token.h"

#include "base/buffer.h"

static char at(Text text, size_t i)
{
    return i < text.length ? text.data[i] : '\0';
}

static size_t after_line(const SqlSyntax *syntax, Text text, size_t i)
{
    while (i < text.length && text.data[i] != '\n' &&
           (text.data[i] != '\r' || !syntax->cr_ends_lines))
        i++;
    return i;
}

/* Behind the block comment that begins at `i`. */
static size_t after_comment(const SqlSyntax *syntax, Text text, size_t i)
{
    size_t depth = 0;
    while (i < text.length) {
        if (at(text, i) == '*' && at(text, i + 1) == '/') {
            i += 2;
            if (--depth == 0)
                return i;
        } else if (at(text, i) == '/' && at(text, i + 1) == '*' &&
                   (depth == 0 || syntax->nested_comments)) {
            i += 2;
            depth++;
        } else {
            i++;
        }
    }
    return text.length;
}

static size_t skip_blanks(const SqlSyntax *syntax, Text text, size_t i)
{
    while (i < text.length) {
        char c = text.data[i];
        if (is_space(c))
            i++;
        else if (c == '-' && at(text, i + 1) == '-')
            i = after_line(syntax, text, i);
        else if (c == '#' && syntax->hash_comments)
            i = after_line(syntax, text, i);
        else if (c == '/' && at(text, i + 1) == '*')
            i = after_comment(syntax, text, i);
        else
            break;
    }
    return i;
}

/* Behind the quoted part that begins at `i`; a doubled closing quote stands for itself. */
static size_t after_quoted(Text text, size_t i, char close, bool backslashes)
{
    i++;
    while (i < text.length) {
        char c = text.data[i];
        if (c == '\\' && backslashes) {
            i += 2;
        } else if (c == close && at(text, i + 1) == close) {
            i += 2;
        } else if (c == close) {
            return i + 1;
        } else {
            i++;
        }
    }
    return text.length;
}

static bool is_name_start(char c)
{
    return is_letter(c) || c == '_' || (unsigned char)c >= 0x80;
}

/* Behind a dollar-quoted string that begins at `i`; `i` itself when there is none. */
static size_t after_dollar_quote(Text text, size_t i)
{
    size_t tag_end = i + 1;
    if (is_name_start(at(text, tag_end)))
        while (is_word(at(text, tag_end)) || (unsigned char)at(text, tag_end) >= 0x80)
            tag_end++;
    if (at(text, tag_end) != '$')
        return i;
    Text tag = text_slice(text, i, tag_end + 1);
    size_t from = tag_end + 1;
    for (;;) {
        ptrdiff_t hit = text_find_char(text_slice(text, from, text.length), '$');
        if (hit < 0)
            return text.length;
        size_t close = from + (size_t)hit;
        if (text_equal(text_slice(text, close, close + tag.length), tag))
            return close + tag.length;
        from = close + 1;
    }
}

/* Where a string that ended at `i` goes on in a later line ('a' newline 'b'), or `i` itself. */
static size_t continued(Text text, size_t i)
{
    bool new_line = false;
    size_t next = i;
    while (next < text.length && is_space(text.data[next])) {
        new_line = new_line || text.data[next] == '\n' || text.data[next] == '\r';
        next++;
    }
    return new_line && at(text, next) == '\'' ? next : i;
}

static SqlToken word_or_string(const SqlSyntax *syntax, Text text, size_t start)
{
    size_t i = start;
    char c = to_lower(text.data[i]);
    if (at(text, i + 1) == '\'' && (c == 'e' || c == 'b' || c == 'x' || c == 'n')) {
        bool escapes = syntax->backslash_escapes || (c == 'e' && syntax->escape_strings);
        size_t end = after_quoted(text, i + 1, '\'', escapes);
        while (escapes && (i = continued(text, end)) > end)
            end = after_quoted(text, i, '\'', escapes);
        return (SqlToken){SQL_STRING, start, end};
    }
    while (i < text.length &&
           (is_word(text.data[i]) || (unsigned char)text.data[i] >= 0x80 || text.data[i] == '$'))
        i++;
    return (SqlToken){SQL_WORD, start, i};
}

SqlToken sql_token(const SqlSyntax *syntax, Text text, size_t from)
{
    size_t start = skip_blanks(syntax, text, from);
    if (start >= text.length)
        return (SqlToken){SQL_END, text.length, text.length};
    char c = text.data[start];
    if (is_name_start(c))
        return word_or_string(syntax, text, start);
    if (c == '\'')
        return (SqlToken){SQL_STRING, start,
                          after_quoted(text, start, '\'', syntax->backslash_escapes)};
    if (c == '"' || (c == '`' && syntax->backticks))
        return (SqlToken){SQL_QUOTED_NAME, start,
                          after_quoted(text, start, c, c == '"' && syntax->backslash_escapes)};
    if (c == '[' && syntax->brackets)
        return (SqlToken){SQL_QUOTED_NAME, start, after_quoted(text, start, ']', false)};
    if (c == '$' && syntax->dollar_quotes) {
        size_t end = after_dollar_quote(text, start);
        if (end > start)
            return (SqlToken){SQL_STRING, start, end};
    }
    if (is_digit(c)) {
        size_t end = start;
        while (end < text.length && (is_word(text.data[end]) || text.data[end] == '.'))
            end++;
        return (SqlToken){SQL_NUMBER, start, end};
    }
    return (SqlToken){c == ';' ? SQL_SEMICOLON : SQL_SYMBOL, start, start + 1};
}

Text sql_token_text(Text text, SqlToken token)
{
    return text_slice(text, token.start, token.end);
}

bool sql_token_is(Text text, SqlToken token, const char *keyword)
{
    return (token.kind == SQL_WORD || token.kind == SQL_SYMBOL) &&
           text_equal_ignoring_case(sql_token_text(text, token), text_from(keyword));
}

Text sql_token_name(Arena *arena, Text text, SqlToken token)
{
    Text written = sql_token_text(text, token);
    bool quoted = token.kind == SQL_QUOTED_NAME || token.kind == SQL_STRING;
    if (!quoted || written.length < 2)
        return written;
    char close = written.data[written.length - 1];
    Buffer name = BUFFER(arena);
    for (size_t i = 1; i + 1 < written.length; i++) {
        buffer_add_char(&name, written.data[i]);
        if (written.data[i] == close)
            i++;
    }
    return buffer_text(&name);
}

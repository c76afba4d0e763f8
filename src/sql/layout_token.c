#include "sql/layout_token.h"

#include "base/utf8.h"

typedef struct KnownWord {
    Text text;
    LayoutTokenKind kind;
} KnownWord;

static const KnownWord known_words[] = {
#define LAYOUT_WORD(word, kind) {{word, sizeof(word) - 1}, kind},
#include "sql/layout_words.def"
#undef LAYOUT_WORD
};

/* Each of these returns how many bytes the token has, or 0. */

static bool is_name_byte(char c)
{
    return is_word(c) || (c & 0x80);
}

static bool ends_word(Text text, size_t at)
{
    return at >= text.length || !is_name_byte(text.data[at]);
}

static size_t length_of_space(Text text)
{
    size_t length = 0;
    while (length < text.length && is_space(text.data[length]))
        length++;
    return length;
}

static size_t length_of_line(Text text)
{
    size_t length = 0;
    while (length < text.length && text.data[length] != '\n')
        length++;
    return length;
}

static size_t length_of_line_comment(Text text)
{
    return text_starts_with(text, "#") || text_starts_with(text, "--") ? length_of_line(text) : 0;
}

static size_t length_of_block_comment(Text text)
{
    if (!text_starts_with(text, "/*"))
        return 0;
    ptrdiff_t end = text_find(text_slice(text, 2, text.length), "*/");
    return end < 0 ? text.length : (size_t)end + 4;
}

/* A quote within the string is there twice, or behind a backslash. */
static size_t length_of_quoted(Text text, size_t start, char close, bool backslash)
{
    for (size_t i = start; i < text.length; i++) {
        if (backslash && text.data[i] == '\\')
            i++;
        else if (text.data[i] == close && i + 1 < text.length && text.data[i + 1] == close)
            i++;
        else if (text.data[i] == close)
            return i + 1;
    }
    return 0; /* it is never closed */
}

static size_t length_of_string(Text text)
{
    switch (text.data[0]) {
    case '`':
        return length_of_quoted(text, 1, '`', false);
    case '[':
        return length_of_quoted(text, 1, ']', false);
    case '"':
    case '\'':
        return length_of_quoted(text, 1, text.data[0], true);
    case 'N':
        return text_starts_with(text, "N'") ? length_of_quoted(text, 2, '\'', true) : 0;
    default:
        return 0;
    }
}

/* CASE and END count as parentheses. */
static size_t length_of_bracket(Text text, char bracket, const char *word)
{
    size_t length = strlen(word);
    if (text.data[0] == bracket)
        return 1;
    if (text.length < length || !ends_word(text, length))
        return 0;
    return text_equal_ignoring_case(text_slice(text, 0, length), text_from(word)) ? length : 0;
}

static size_t length_of_digits(Text text, size_t from)
{
    size_t end = from;
    while (end < text.length && is_digit(text.data[end]))
        end++;
    return end - from;
}

static size_t length_of_number(Text text)
{
    size_t length = text.data[0] == '-';
    size_t digits = length_of_digits(text, length);
    if (digits == 0)
        return 0;
    length += digits;
    if (length < text.length && text.data[length] == '.' && length_of_digits(text, length + 1))
        length += 1 + length_of_digits(text, length + 1);
    if (length < text.length && to_lower(text.data[length]) == 'e') {
        size_t sign = length + 1 < text.length &&
                      (text.data[length + 1] == '-' || text.data[length + 1] == '+');
        digits = length_of_digits(text, length + 1 + sign);
        length += digits ? 1 + sign + digits : 0;
    }
    return ends_word(text, length) ? length : 0;
}

/* The length of the known word in the text, whatever blanks part its own words. */
static size_t length_of_known(Text text, Text word)
{
    size_t at = 0;
    for (size_t i = 0; i < word.length; i++) {
        if (word.data[i] == ' ') {
            size_t space = length_of_space(text_slice(text, at, text.length));
            if (space == 0)
                return 0;
            at += space;
        } else if (at < text.length && to_lower(text.data[at]) == to_lower(word.data[i])) {
            at++;
        } else {
            return 0;
        }
    }
    return ends_word(text, at) ? at : 0;
}

static size_t length_of_word(Text text, LayoutTokenKind *kind)
{
    for (size_t i = 0; i < sizeof known_words / sizeof *known_words; i++) {
        size_t length = length_of_known(text, known_words[i].text);
        *kind = known_words[i].kind;
        if (length)
            return length;
    }
    return 0;
}

/* Others have one byte. */
static size_t length_of_operator(Text text)
{
    static const char *const operators[] = {"!=",   "<>",  "==",  "<=",  ">=", "!<",  "!>",
                                            "||",   "::",  "->>", "=>",  "->", "~~*", "~~",
                                            "!~~*", "!~~", "~*",  "!~*", "!~", ":="};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (text_starts_with(text, operators[i]))
            return strlen(operators[i]);
    return 1;
}

static size_t length_of_placeholder(Text text)
{
    if (text.data[0] == '?' || text.data[0] == '$') {
        size_t digits = length_of_digits(text, 1);
        return text.data[0] == '?' || digits ? 1 + digits : 0;
    }
    return 0;
}

static size_t length_of_name(Text text)
{
    size_t length = 0;
    while (length < text.length && is_name_byte(text.data[length]))
        length++;
    return length;
}

LayoutToken layout_token(Text *rest, const LayoutToken *before)
{
    Text text = *rest;
    LayoutTokenKind kind = LAYOUT_WORD;
    /* Behind a dot every word is a name. */
    bool is_part = before && before->kind == LAYOUT_OPERATOR && text_is(before->text, ".");
    size_t length;
    if ((length = length_of_space(text)) > 0)
        kind = LAYOUT_SPACE;
    else if ((length = length_of_line_comment(text)) > 0)
        kind = LAYOUT_LINE_COMMENT;
    else if ((length = length_of_block_comment(text)) > 0)
        kind = LAYOUT_BLOCK_COMMENT;
    else if ((length = length_of_string(text)) > 0)
        kind = LAYOUT_STRING;
    else if ((length = length_of_bracket(text, '(', "CASE")) > 0)
        kind = LAYOUT_OPEN;
    else if ((length = length_of_bracket(text, ')', "END")) > 0)
        kind = LAYOUT_CLOSE;
    else if ((length = length_of_number(text)) > 0)
        kind = LAYOUT_NUMBER;
    else if (!is_part && (length = length_of_word(text, &kind)) > 0)
        ;
    else if ((length = length_of_placeholder(text)) > 0)
        kind = LAYOUT_PLACEHOLDER;
    else if ((length = length_of_name(text)) > 0)
        kind = LAYOUT_NAME;
    else {
        kind = LAYOUT_OPERATOR;
        length = length_of_operator(text);
    }
    *rest = text_slice(text, length, text.length);
    return (LayoutToken){kind, text_slice(text, 0, length)};
}

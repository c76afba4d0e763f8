/* Comments on lines of their own. Those behind something are kept as they are; see row.c. */
#include "psl/format/formatting.h"

#include <string.h>

/* Unicode's white space beyond ASCII, in UTF-8. */
static const char *const wide_spaces[] = {
    "\xc2\x85", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003",
    "\u2004",   "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200a",
    "\u2028",   "\u2029", "\u202f", "\u205f", "\u3000",
};

static bool is_ascii_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The length of the white space that the text begins (or ends) with, or 0; `c` is its byte at that
 * end. */
static size_t space_length(Text text, char c, bool (*has)(Text text, const char *part))
{
    if ((unsigned char)c < 0x80)
        return is_ascii_space(c) ? 1 : 0;
    for (size_t i = 0; i < sizeof wide_spaces / sizeof wide_spaces[0]; i++)
        if (has(text, wide_spaces[i]))
            return strlen(wide_spaces[i]);
    return 0;
}

static Text trim_start(Text text)
{
    while (text.length > 0) {
        size_t length = space_length(text, text.data[0], text_starts_with);
        if (length == 0)
            break;
        text = text_slice(text, length, text.length);
    }
    return text;
}

static Text trim_end(Text text)
{
    while (text.length > 0) {
        size_t length = space_length(text, text.data[text.length - 1], text_ends_with);
        if (length == 0)
            break;
        text.length -= length;
    }
    return text;
}

/* Slash-star comments get a line of their own for each of their lines that is not empty. */
static void write_long_comment(Buffer *out, Text inside, const char *indent)
{
    buffer_add_string(out, indent);
    buffer_add_string(out, "/**\n");
    while (inside.length > 0) {
        Text line = trim_end(trim_start(text_cut(&inside, '\n')));
        if (text_starts_with(line, "*"))
            line = trim_start(text_slice(line, 1, line.length));
        if (line.length == 0)
            continue;
        buffer_add_string(out, indent);
        buffer_add_string(out, " * ");
        buffer_add(out, line);
        buffer_add_char(out, '\n');
    }
    buffer_add_string(out, indent);
    buffer_add_string(out, " */\n");
}

static size_t line_length(Text text)
{
    size_t length = 0;
    while (length < text.length && text.data[length] != '\n' && text.data[length] != '\r')
        length++;
    return length;
}

/* Cuts the first comment off `comments`. */
static void write_comment(Buffer *out, Text *comments, const char *indent)
{
    size_t length;
    if (text_starts_with(*comments, "/*")) {
        Text inside = text_slice(*comments, 2, comments->length);
        inside.length = (size_t)text_find(inside, "*/");
        write_long_comment(out, inside, indent);
        length = inside.length + strlen("/**/");
    } else {
        length = line_length(*comments);
        buffer_add_string(out, indent);
        buffer_add(out, text_slice(*comments, 0, length));
        buffer_add_char(out, '\n');
    }
    *comments = text_slice(*comments, length, comments->length);
}

void write_comments(Buffer *out, Text comments, const char *indent)
{
    for (;;) {
        ptrdiff_t start = text_find_char(comments, '/');
        if (start < 0)
            return;
        comments = text_slice(comments, (size_t)start, comments.length);
        write_comment(out, &comments, indent);
    }
}

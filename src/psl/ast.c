#include "psl/ast.h"

#include <string.h>

#include "base/buffer.h"

/* Unicode's White_Space characters. */
static const char *const white_space[] = {
    " ",
    "\t",
    "\n",
    "\v",
    "\f",
    "\r",
    "\xC2\x85",
    "\xC2\xA0",
    "\xE1\x9A\x80",
    "\xE2\x80\x80",
    "\xE2\x80\x81",
    "\xE2\x80\x82",
    "\xE2\x80\x83",
    "\xE2\x80\x84",
    "\xE2\x80\x85",
    "\xE2\x80\x86",
    "\xE2\x80\x87",
    "\xE2\x80\x88",
    "\xE2\x80\x89",
    "\xE2\x80\x8A",
    "\xE2\x80\xA8",
    "\xE2\x80\xA9",
    "\xE2\x80\xAF",
    "\xE2\x81\x9F",
    "\xE3\x80\x80",
};

/* The length of the white space at the beginning or at the end, or 0. */
static size_t space_of(Text text, bool (*has)(Text, const char *))
{
    for (size_t i = 0; i < sizeof white_space / sizeof *white_space; i++)
        if (has(text, white_space[i]))
            return strlen(white_space[i]);
    return 0;
}

static Text trimmed_start(Text text)
{
    size_t length;
    while ((length = space_of(text, text_starts_with)) > 0)
        text = text_slice(text, length, text.length);
    return text;
}

static Text trimmed_end(Text text)
{
    size_t length;
    while ((length = space_of(text, text_ends_with)) > 0)
        text.length -= length;
    return text;
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* Takes the next comment off `rest`; false at the end. `words` becomes what it says, without data
 * for a plain "//".
 *
 * The reference counts blanks before a comment as the comment's, unless it is the first; and of a
 * slash-star comment it drops the first two bytes, taken to be slash and star. So behind two blanks
 * slash and star are part of the words. Generators have been given that for years. */
static bool next_comment(Text *rest, bool is_first, Text *words)
{
    ptrdiff_t slash = text_find_char(*rest, '/');
    if (slash < 0)
        return false;
    size_t start = (size_t)slash;
    while (start > 0 && !is_first && !is_line_end(rest->data[start - 1]))
        start--;
    Text comment = text_slice(*rest, (size_t)slash, rest->length);
    size_t end = (size_t)slash;
    *words = (Text){NULL, 0};
    if (text_starts_with(comment, "/*")) {
        ptrdiff_t closed = text_find(text_slice(comment, 2, comment.length), "*/");
        end += closed < 0 ? comment.length : (size_t)closed + 4;
        *words = trimmed_end(trimmed_start(text_slice(*rest, start + 2, end - 2)));
    } else {
        while (end < rest->length && !is_line_end(rest->data[end]))
            end++;
        if (text_starts_with(comment, "///"))
            *words = trimmed_start(text_slice(*rest, (size_t)slash + 3, end));
    }
    *rest = text_slice(*rest, end, rest->length);
    return true;
}

/* `lines` and a line more; either may be none. */
static Text joined(Arena *arena, Text lines, Text line)
{
    if (!lines.data || !line.data)
        return lines.data ? lines : line;
    Buffer out = BUFFER(arena);
    buffer_add(&out, lines);
    buffer_add_char(&out, '\n');
    buffer_add(&out, line);
    return buffer_text(&out);
}

Text ast_documentation(Arena *arena, const Ast *ast, Span comments)
{
    Text rest = source_text(ast->source, comments);
    Buffer out = BUFFER(arena);
    Text all = {NULL, 0};
    Text words;
    for (bool is_first = true; next_comment(&rest, is_first, &words); is_first = false) {
        if (!words.data)
            continue;
        if (all.data) {
            if (!out.data)
                buffer_add(&out, all);
            buffer_add_char(&out, '\n');
            buffer_add(&out, words);
            words = buffer_text(&out);
        }
        all = words;
    }
    return all;
}

Text ast_field_documentation(Arena *arena, const Ast *ast, const AstField *field)
{
    Text before = ast_documentation(arena, ast, field->comment_before);
    return joined(arena, before, ast_documentation(arena, ast, field->comment_behind));
}

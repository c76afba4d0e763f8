#include "sql/writer.h"

#include <assert.h>
#include <inttypes.h>

static void add_quoted(Buffer *out, Text text, char quote)
{
    buffer_add_char(out, quote);
    for (;;) {
        ptrdiff_t at = text_find_char(text, quote);
        if (at < 0)
            break;
        buffer_add(out, text_slice(text, 0, (size_t)at + 1));
        buffer_add_char(out, quote);
        text = text_slice(text, (size_t)at + 1, text.length);
    }
    buffer_add(out, text);
    buffer_add_char(out, quote);
}

void sql_add_name(Buffer *out, Text name)
{
    add_quoted(out, name, '"');
}

void sql_add_literal(Buffer *out, Text value)
{
    add_quoted(out, value, '\'');
}

static void add_hole(Buffer *out, const SqlHole *hole)
{
    switch (hole->kind) {
    case SQL_HOLE_NAME:
        add_quoted(out, hole->text, '"');
        break;
    case SQL_HOLE_LITERAL:
        add_quoted(out, hole->text, '\'');
        break;
    case SQL_HOLE_NUMBER:
        buffer_add_format(out, "%" PRId64, hole->number);
        break;
    case SQL_HOLE_RAW:
        buffer_add(out, hole->text);
        break;
    }
}

void sql_add_holes(Buffer *out, const char *template, const SqlHole *holes, size_t count)
{
    Text rest = text_from(template);
    size_t filled = 0;
    for (;;) {
        ptrdiff_t at = text_find(rest, "{}");
        if (at < 0)
            break;
        assert(filled < count && "a template has more holes than were given");
        buffer_add(out, text_slice(rest, 0, (size_t)at));
        add_hole(out, &holes[filled++]);
        rest = text_slice(rest, (size_t)at + 2, rest.length);
    }
    assert(filled == count && "a template has fewer holes than were given");
    buffer_add(out, rest);
}

Text sql_text_holes(Arena *arena, const char *template, const SqlHole *holes, size_t count)
{
    Buffer out = BUFFER(arena);
    sql_add_holes(&out, template, holes, count);
    return buffer_text(&out);
}

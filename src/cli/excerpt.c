#include "cli/excerpt.h"

#include "base/url.h"
#include "cli/width.h"

enum {
    TAB = 4,
    NARROWEST = 24,    /* columns of a line that are shown in any case */
    LONGEST = 4 * 1024 /* bytes of a line that are looked at */
};

/* Columns from the beginning of the line. */
typedef struct Columns {
    size_t start;
    size_t end;
    size_t all;
} Columns;

/* A part of a line and the bytes marked in it. */
typedef struct Piece {
    Text text;
    size_t start;
    size_t end;
    bool is_cut_before;
    bool is_cut_behind;
} Piece;

static size_t columns_at(Glyph glyph, size_t column)
{
    return glyph.bytes.data[0] == '\t' ? TAB - column % TAB : (size_t)glyph.columns;
}

static bool is_boundary(char c)
{
    return is_space(c) || c == '"';
}

/* The bytes around the marks. It begins at a border of words: a password whose URL begins before
 * it would not be found. */
static Piece piece_of(Text line, size_t start, size_t end)
{
    size_t from = start > LONGEST / 4 ? start - LONGEST / 4 : 0;
    while (from > 0 && from < start && !is_boundary(line.data[from - 1]))
        from++;
    size_t to = line.length - from > LONGEST ? from + LONGEST : line.length;
    while (to < line.length && to > from && ((unsigned char)line.data[to] & 0xC0) == 0x80)
        to--;
    return (Piece){.text = text_slice(line, from, to),
                   .start = start - from,
                   .end = (end > to ? to : end) - from,
                   .is_cut_before = from > 0,
                   .is_cut_behind = to < line.length};
}

/* Where a byte of the piece is in the text that differs from it between `before` bytes at the
 * beginning and `same` bytes at the end. */
static size_t moved(const Piece *piece, size_t at, const Text *hidden, size_t before, size_t same)
{
    size_t left = piece->text.length - at;
    if (left <= same)
        return hidden->length - left;
    return at < before ? at : before;
}

/* Hides passwords, and moves the marks to where their bytes went. */
static void hide_secrets(Arena *arena, Piece *piece)
{
    if (!text_contains(piece->text, ":/") && text_find_char(piece->text, '=') < 0)
        return; /* no connection string */
    Text hidden = text_without_secrets(arena, piece->text);
    if (text_equal(hidden, piece->text))
        return;
    size_t same = 0; /* bytes at the end */
    while (same < hidden.length && same < piece->text.length &&
           hidden.data[hidden.length - 1 - same] == piece->text.data[piece->text.length - 1 - same])
        same++;
    size_t before = 0;
    while (before < hidden.length && before < piece->text.length &&
           hidden.data[before] == piece->text.data[before])
        before++;
    piece->start = moved(piece, piece->start, &hidden, before, same);
    piece->end = moved(piece, piece->end, &hidden, before, same);
    piece->text = hidden;
}

static Columns measure(const Piece *piece)
{
    Columns columns = {0};
    for (size_t i = 0; i < piece->text.length;) {
        Glyph glyph = glyph_at(piece->text, i);
        columns.all += columns_at(glyph, columns.all);
        i += glyph.bytes.length;
        columns.start = i <= piece->start ? columns.all : columns.start;
        columns.end = i <= piece->end ? columns.all : columns.end;
    }
    columns.end = columns.end > columns.start ? columns.end : columns.start + 1;
    return columns;
}

static void add_repeated(Buffer *out, size_t count, char c)
{
    for (size_t i = 0; i < count; i++)
        buffer_add_char(out, c);
}

/* Appends what lies between two columns; of a wide character that is cut, a blank is left. */
static void add_columns(Buffer *out, Text line, size_t from, size_t to)
{
    size_t column = 0;
    for (size_t i = 0; i < line.length && column <= to;) {
        Glyph glyph = glyph_at(line, i);
        size_t next = column + columns_at(glyph, column);
        size_t first = column > from ? column : from;
        size_t last = next < to ? next : to;
        bool is_whole = first == column && last == next;
        if (is_whole && glyph.is_shown && (next > column || column > from || from == 0))
            buffer_add(out, glyph.bytes);
        else if (is_whole && !glyph.is_shown && glyph.bytes.data[0] != '\t')
            buffer_add_string(out, "\uFFFD");
        else if (last > first)
            add_repeated(out, last - first, ' ');
        column = next;
        i += glyph.bytes.length;
    }
}

/* The column at which a line that does not fit begins to be shown: a third of the room is for what
 * stands before the marks, more where the line ends soon. */
static size_t first_shown(const Columns *columns, size_t room)
{
    if (columns->all <= room || columns->end + 2 <= room)
        return 0;
    size_t from = columns->start > room / 3 ? columns->start - room / 3 : 0;
    size_t latest = columns->all + 2 - room;
    return from < latest ? from : latest;
}

void excerpt_add(Buffer *out, const ExcerptLook *look, size_t number, Text line, size_t start,
                 size_t end)
{
    Piece piece = piece_of(line, start, end);
    hide_secrets(out->arena, &piece);
    Columns columns = measure(&piece);
    size_t taken = (size_t)look->gutter + 5; /* "  12 | " */
    size_t room = look->width > taken + NARROWEST ? look->width - taken : NARROWEST;
    size_t from = first_shown(&columns, room);
    bool before = piece.is_cut_before || from > 0;
    bool behind = piece.is_cut_behind || columns.all - from > room - before;
    size_t to = from + room - before - behind;
    to = to < columns.all ? to : columns.all;

    buffer_add_format(out, "  %s%*zu |%s%s", look->dim, look->gutter, number, look->plain,
                      columns.all || before || behind ? " " : "");
    buffer_add_string(out, before ? "…" : "");
    add_columns(out, piece.text, from, to);
    buffer_add_string(out, behind ? "…" : "");
    buffer_add_format(out, "\n  %s%*s |%s ", look->dim, look->gutter, "", look->plain);
    size_t last = from + room - before - behind;
    last = columns.end < last ? columns.end : last;
    add_repeated(out, columns.start - from + before, ' ');
    buffer_add_string(out, look->mark);
    add_repeated(out, last > columns.start ? last - columns.start : 1, '^');
    buffer_add_format(out, "%s\n", look->plain);
}

void excerpt_add_gap(Buffer *out, const ExcerptLook *look)
{
    buffer_add_format(out, "  %s%*s …%s\n", look->dim, look->gutter, "", look->plain);
}

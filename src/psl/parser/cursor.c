/* Characters, words and comments. */
#include <string.h>

#include "base/utf8.h"
#include "psl/parser/letters.h"
#include "psl/parser/parsing.h"

void *take_items(Arena *arena, const void *items, size_t size)
{
    void *copy = arena_alloc(arena, size);
    memcpy(copy, items, size);
    return copy;
}

void note_fault(Parser *in, SyntaxFault fault, Span span, Text about)
{
    if (in->faults.count == FAULTS_KEPT)
        in->more_faults++;
    else
        list_add(in->scratch, &in->faults, (Fault){fault, span, about});
}

void note_layout(Parser *in, LayoutKind kind, size_t index, Span span)
{
    if (in->keep_layout)
        list_add(in->scratch, &in->layout, (LayoutItem){kind, (uint32_t)index, span});
}

size_t count_faults(const Parser *in)
{
    return in->faults.count + in->more_faults;
}

void forget_faults(Parser *in, size_t kept)
{
    in->more_faults = kept > FAULTS_KEPT ? kept - FAULTS_KEPT : 0;
    in->faults.count = kept - in->more_faults;
}

/* The character here; its length in bytes goes to `length`. */
static uint32_t character(const Parser *in, uint32_t *length)
{
    size_t bytes;
    uint32_t c = utf8_character((Text){in->text, in->end}, in->place, &bytes);
    *length = (uint32_t)bytes;
    return c;
}

/* Unicode's general category Zs, beyond ASCII. */
static bool is_wide_space(uint32_t c)
{
    return c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x205f ||
           c == 0x3000;
}

void skip_blanks_here(Parser *in)
{
    const char *text = in->text;
    uint32_t place = in->place;
    while (place < in->end && (text[place] == ' ' || text[place] == '\t'))
        place++;
    in->place = place;
    uint32_t length;
    if (place < in->end && (unsigned char)text[place] >= 0x80 &&
        is_wide_space(character(in, &length))) {
        in->place += length;
        skip_blanks_here(in);
    }
}

bool read_line_end(Parser *in)
{
    if (read_char(in, '\n'))
        return true;
    if (!read_char(in, '\r'))
        return false;
    read_char(in, '\n');
    return true;
}

/* What a byte of ASCII can be in an identifier: nothing, any part, or a part that is not the first.
 */
enum { NO_PART, ANY_PART, LATER_PART };

#define TEN_OF(kind, a) \
    [a] = kind, [a + 1] = kind, [a + 2] = kind, [a + 3] = kind, [a + 4] = kind, [a + 5] = kind, \
    [a + 6] = kind, [a + 7] = kind, [a + 8] = kind, [a + 9] = kind
#define LETTERS_OF(kind, a) \
    TEN_OF(kind, a), TEN_OF(kind, a + 10), [a + 20] = kind, [a + 21] = kind, [a + 22] = kind, \
                                                [a + 23] = kind, [a + 24] = kind, [a + 25] = kind

static const unsigned char parts[256] = {
    TEN_OF(ANY_PART, '0'), LETTERS_OF(ANY_PART, 'a'), LETTERS_OF(ANY_PART, 'A'),
    ['_'] = LATER_PART,    ['-'] = LATER_PART,
};

/* The length of the letter beyond ASCII here, or 0. */
static uint32_t wide_letter(const Parser *in)
{
    uint32_t length;
    return is_unicode_letter(character(in, &length)) ? length : 0;
}

bool read_identifier(Parser *in, Span *span)
{
    const unsigned char *text = (const unsigned char *)in->text;
    uint32_t start = in->place;
    uint32_t place = start;
    if (place == in->end || (text[place] < 0x80 && parts[text[place]] != ANY_PART))
        return false;
    for (;;) {
        while (place < in->end && parts[text[place]] != NO_PART)
            place++;
        in->place = place;
        uint32_t length = place < in->end && text[place] >= 0x80 ? wide_letter(in) : 0;
        if (length == 0)
            break;
        place += length;
    }
    *span = span_from(in, start);
    return in->place > start;
}

void read_rest_of_path(Parser *in)
{
    Span part;
    while (read_char(in, '.'))
        read_identifier(in, &part);
}

bool read_path(Parser *in, Span *span)
{
    uint32_t start = in->place;
    Span part;
    if (!read_identifier(in, &part))
        return false;
    read_rest_of_path(in);
    *span = span_from(in, start);
    return true;
}

bool read_empty_lines(Parser *in)
{
    bool any = false;
    for (;;) {
        uint32_t start = in->place;
        skip_blanks(in);
        if (!read_line_end(in)) {
            in->place = start;
            return any;
        }
        any = true;
    }
}

void read_rest_of_line(Parser *in)
{
    const char *from = in->text + in->place;
    if (in->place < in->feed_from || in->place > in->feed) {
        const char *feed = memchr(from, '\n', in->end - in->place);
        in->feed_from = in->place;
        in->feed = feed ? (uint32_t)(feed - in->text) : in->end;
    }
    size_t length = in->feed - in->place;
    const char *other = memchr(from, '\r', length);
    in->place += (uint32_t)(other ? (size_t)(other - from) : length);
}

/* Slash-star to star-slash, over lines. One that is never closed is none. */
static bool read_long_comment(Parser *in)
{
    uint32_t start = in->place;
    if (!read_word(in, "/*"))
        return false;
    while (in->place < in->last_comment) {
        const char *star = memchr(in->text + in->place, '*', in->end - in->place);
        if (!star)
            break;
        in->place = (uint32_t)(star - in->text);
        if (read_word(in, "*/"))
            return true;
        in->place++;
    }
    in->place = start;
    return false;
}

bool read_comment(Parser *in)
{
    uint32_t start = in->place;
    skip_blanks(in);
    if (at_end(in) || in->text[in->place] != '/') {
        in->place = start;
        return false;
    }
    if (read_word(in, "//")) {
        read_rest_of_line(in);
        return true;
    }
    if (read_long_comment(in))
        return true;
    in->place = start;
    return false;
}

bool read_comment_block(Parser *in)
{
    if (!read_comment(in))
        return false;
    do
        read_line_end(in);
    while (read_comment(in));
    return true;
}

/* String literals: JSON's (RFC 8259), on one line. */
#include "base/buffer.h"
#include "base/utf8.h"
#include "psl/parser.h"
#include "psl/parser/parsing.h"

typedef struct Escapes {
    Parser *in;
    uint32_t place;
    uint32_t end; /* of the contents */
    Buffer out;
} Escapes;

static int hex_value(char c)
{
    if (is_digit(c))
        return c - '0';
    c = to_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The four digits of the escape at `at`, of which `digits` are there; -1 when it is not one. */
static int32_t code_unit(const Escapes *escapes, uint32_t at, uint32_t *digits)
{
    const char *text = escapes->in->text;
    *digits = 0;
    if (escapes->end < at + 4 || text[at] != '\\' || text[at + 1] != 'u')
        return -1;
    int32_t unit = 0;
    for (; *digits < 4; ++*digits) {
        uint32_t place = at + 2 + *digits;
        int value = place < escapes->end ? hex_value(text[place]) : -1;
        if (value < 0)
            return -1;
        unit = unit << 4 | value;
    }
    return unit;
}

static void add_character(Buffer *out, uint32_t c)
{
    char bytes[4];
    buffer_add(out, (Text){bytes, utf8_write(c, bytes)});
}

static void bad_unicode(Escapes *escapes, uint32_t length)
{
    uint32_t start = escapes->place;
    uint32_t end = start + length < escapes->end ? start + length : escapes->end;
    note_fault(escapes->in, FAULT_UNICODE_ESCAPE, (Span){start, end}, TEXT(""));
}

/* The escape \uXXXX, or two that are a surrogate pair. */
static void add_unicode_escape(Escapes *escapes)
{
    uint32_t digits;
    int32_t first = code_unit(escapes, escapes->place, &digits);
    if (first < 0) {
        bad_unicode(escapes, 2 + digits);
        escapes->place += 2 + digits;
        return;
    }
    if (first < 0xd800 || first > 0xdfff) {
        add_character(&escapes->out, (uint32_t)first);
        escapes->place += 6;
        return;
    }
    int32_t second = code_unit(escapes, escapes->place + 6, &digits);
    if (second < 0) {
        bad_unicode(escapes, 6);
        escapes->place += 6;
        return;
    }
    if (first > 0xdbff || second < 0xdc00 || second > 0xdfff)
        bad_unicode(escapes, 12);
    else
        add_character(&escapes->out,
                      0x10000u + (((uint32_t)first & 0x3ffu) << 10) + ((uint32_t)second & 0x3ffu));
    escapes->place += 12;
}

static void add_escape(Escapes *escapes)
{
    static const char letters[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    const char *text = escapes->in->text;
    char letter = text[escapes->place + 1];
    if (letter == 'u') {
        add_unicode_escape(escapes);
        return;
    }
    for (size_t i = 0; letters[i]; i++) {
        if (letter == letters[i]) {
            buffer_add_char(&escapes->out, meanings[i]);
            escapes->place += 2;
            return;
        }
    }
    uint32_t end = escapes->place + 2;
    while (end < escapes->end && ((unsigned char)text[end] & 0xc0) == 0x80)
        end++;
    note_fault(escapes->in, FAULT_ESCAPE, (Span){escapes->place, end}, TEXT(""));
    escapes->place = end;
}

static Text without_escapes(Parser *in, Span contents)
{
    Escapes escapes = {in, contents.start, contents.end, BUFFER(in->arena)};
    while (escapes.place < escapes.end) {
        if (in->text[escapes.place] == '\\')
            add_escape(&escapes);
        else
            buffer_add_char(&escapes.out, in->text[escapes.place++]);
    }
    return buffer_text(&escapes.out);
}

bool read_string(Parser *in, Span *span, Text *value)
{
    uint32_t start = in->place;
    bool has_escapes = false;
    if (!read_char(in, '"'))
        return false;
    while (!at_end(in) && in->text[in->place] != '"' &&
           (unsigned char)in->text[in->place] >= 0x20) {
        if (in->text[in->place] == '\\') {
            has_escapes = true;
            in->place++; /* whatever follows belongs to it */
            if (at_end(in))
                break;
        }
        in->place++;
    }
    if (!read_char(in, '"')) {
        in->place = start;
        return false;
    }
    *span = span_from(in, start);
    Span contents = {span->start + 1, span->end - 1};
    *value = has_escapes ? without_escapes(in, contents) : parsed_text(in, contents);
    return true;
}

Text string_literal_value(Arena *arena, Text literal)
{
    Parser in = {.arena = arena, .text = literal.data, .end = (uint32_t)literal.length};
    Span span;
    Text value = {0};
    read_string(&in, &span, &value); /* it was read before */
    return value;
}

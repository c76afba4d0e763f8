#include "base/utf8.h"

#include <string.h>

#include "base/buffer.h"

/* What may follow a lead byte: length of the character, and the range of its second byte. */
typedef struct Lead {
    size_t length;
    unsigned char low, high;
} Lead;

static Lead lead_of(unsigned char c)
{
    if (c < 0x80)
        return (Lead){1, 0, 0};
    if (c >= 0xC2 && c <= 0xDF)
        return (Lead){2, 0x80, 0xBF};
    if (c == 0xE0)
        return (Lead){3, 0xA0, 0xBF};
    if (c == 0xED)
        return (Lead){3, 0x80, 0x9F};
    if (c >= 0xE1 && c <= 0xEF)
        return (Lead){3, 0x80, 0xBF};
    if (c == 0xF0)
        return (Lead){4, 0x90, 0xBF};
    if (c >= 0xF1 && c <= 0xF3)
        return (Lead){4, 0x80, 0xBF};
    if (c == 0xF4)
        return (Lead){4, 0x80, 0x8F};
    return (Lead){0, 0, 0};
}

/* How many bytes from `offset` are a good beginning; `whole` tells whether a character is complete.
 */
static size_t good_prefix(Text text, size_t offset, bool *whole)
{
    Lead lead = lead_of((unsigned char)text.data[offset]);
    *whole = false;
    if (lead.length == 0)
        return 0;
    size_t good = 1;
    while (good < lead.length && offset + good < text.length) {
        unsigned char c = (unsigned char)text.data[offset + good];
        unsigned char low = good == 1 ? lead.low : 0x80;
        unsigned char high = good == 1 ? lead.high : 0xBF;
        if (c < low || c > high)
            break;
        good++;
    }
    *whole = good == lead.length;
    return good;
}

size_t utf8_length(Text text, size_t offset)
{
    bool whole;
    size_t good = good_prefix(text, offset, &whole);
    return whole ? good : 0;
}

/* How many bytes from `start` on are ASCII. */
static size_t ascii_length(Text text, size_t start)
{
    size_t i = start;
    for (uint64_t part; text.length - i >= 8; i += 8) {
        memcpy(&part, text.data + i, 8);
        if (part & 0x8080808080808080u)
            break;
    }
    while (i < text.length && (unsigned char)text.data[i] < 0x80)
        i++;
    return i - start;
}

ptrdiff_t utf8_first_invalid(Text text)
{
    size_t i = 0;
    while (i < text.length) {
        i += ascii_length(text, i);
        if (i == text.length)
            break;
        size_t length = utf8_length(text, i);
        if (length == 0)
            return (ptrdiff_t)i;
        i += length;
    }
    return -1;
}

Text utf8_replace_invalid(Arena *arena, Text text)
{
    Buffer out = BUFFER(arena);
    size_t i = 0;
    while (i < text.length) {
        bool whole;
        size_t good = good_prefix(text, i, &whole);
        if (whole)
            buffer_add(&out, text_slice(text, i, i + good));
        else
            buffer_add_string(&out, "\xEF\xBF\xBD");
        i += good ? good : 1;
    }
    return buffer_text(&out);
}

Text utf8_without_mark(Text text)
{
    return text_starts_with(text, "\xEF\xBB\xBF") ? text_slice(text, 3, text.length) : text;
}

size_t utf8_offset(Text text, size_t count)
{
    size_t i = 0;
    while (i < text.length && count > 0) {
        i++;
        while (i < text.length && ((unsigned char)text.data[i] & 0xC0) == 0x80)
            i++;
        count--;
    }
    return i;
}

uint32_t utf8_character(Text text, size_t offset, size_t *length)
{
    const unsigned char *bytes = (const unsigned char *)text.data + offset;
    *length = lead_of(bytes[0]).length;
    if (*length <= 1)
        return bytes[0];
    uint32_t character = bytes[0] & (0xFFu >> (*length + 1));
    for (size_t i = 1; i < *length; i++)
        character = character << 6 | (bytes[i] & 0x3Fu);
    return character;
}

size_t utf8_write(uint32_t character, char *bytes)
{
    if (character < 0x80) {
        bytes[0] = (char)character;
        return 1;
    }
    size_t length = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (character & 0x3F));
        character >>= 6;
    }
    bytes[0] = (char)((0xF00u >> length) | character);
    return length;
}

/* The first and the last character of a run, its step, and what makes them small letters; made by
 * tools/unicode-lower. */
static const struct {
    uint32_t first;
    uint32_t last;
    uint32_t step;
    int32_t difference;
} lower_runs[] = {
#include "unicode_lower.inc"
};

static uint32_t lower(uint32_t character)
{
    size_t low = 0;
    size_t high = sizeof lower_runs / sizeof *lower_runs;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (character > lower_runs[middle].last)
            low = middle + 1;
        else if (character < lower_runs[middle].first)
            high = middle;
        else if ((character - lower_runs[middle].first) % lower_runs[middle].step)
            return character;
        else
            return character + (uint32_t)lower_runs[middle].difference;
    }
    return character;
}

Text utf8_lower(Arena *arena, Text text)
{
    Buffer out = BUFFER(arena);
    for (size_t at = 0; at < text.length;) {
        size_t length;
        char bytes[4];
        uint32_t character = utf8_character(text, at, &length);
        buffer_add(&out, (Text){bytes, utf8_write(lower(character), bytes)});
        at += length;
    }
    return buffer_text(&out);
}

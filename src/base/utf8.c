#include "base/utf8.h"

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

ptrdiff_t utf8_first_invalid(Text text)
{
    size_t i = 0;
    while (i < text.length) {
        if ((unsigned char)text.data[i] < 0x80) {
            i++;
            continue;
        }
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

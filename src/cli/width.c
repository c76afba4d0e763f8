#include "cli/width.h"

#include "base/buffer.h"
#include "base/utf8.h"

static const struct {
    uint32_t first, last;
    int columns;
} runs[] = {
#include "unicode_widths.inc"
};

static int columns_of(uint32_t c)
{
    size_t low = 0;
    size_t high = sizeof runs / sizeof *runs;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c > runs[middle].last)
            low = middle + 1;
        else if (c < runs[middle].first)
            high = middle;
        else
            return runs[middle].columns;
    }
    return 1;
}

static uint32_t code_point(Text bytes)
{
    static const unsigned char masks[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t c = (unsigned char)bytes.data[0] & masks[bytes.length];
    for (size_t i = 1; i < bytes.length; i++)
        c = c << 6 | ((unsigned char)bytes.data[i] & 0x3F);
    return c;
}

/* Controls, and the marks that turn the direction of writing: with those, code can look like other
 * code. */
static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0x200E ||
           c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

Glyph glyph_at(Text text, size_t offset)
{
    size_t length = utf8_length(text, offset);
    Glyph glyph = {.bytes = text_slice(text, offset, offset + (length ? length : 1)), .columns = 1};
    if (length == 0)
        return glyph;
    uint32_t c = code_point(glyph.bytes);
    glyph.is_shown = !is_control(c);
    if (glyph.is_shown)
        glyph.columns = columns_of(c);
    return glyph;
}

Text text_shown(Arena *arena, Text text)
{
    Buffer out = BUFFER(arena);
    for (size_t i = 0; i < text.length;) {
        Glyph glyph = glyph_at(text, i);
        if (glyph.is_shown || text.data[i] == '\n')
            buffer_add(&out, glyph.bytes);
        else
            buffer_add_string(&out, "\uFFFD");
        i += glyph.bytes.length;
    }
    return buffer_text(&out);
}

#include "psl/date_time.h"

#include "base/buffer.h"

Text date_time_format(Arena *arena, Text text, const char *between, const char *before_offset)
{
    enum { DATE = 10, SECONDS = 19, NANOSECONDS = 9, MINUS_LENGTH = 3 };
    if (text.length <= SECONDS)
        return text;
    size_t end = SECONDS;
    size_t digits = 0; /* up to the last one that is not zero */
    if (text.data[end] == '.')
        for (end++; end < text.length && is_digit(text.data[end]); end++)
            if (text.data[end] != '0' && end - SECONDS <= NANOSECONDS)
                digits = end - SECONDS;
    Text fraction = text_slice(text, SECONDS + 1, end);
    digits = (digits + 2) / 3 * 3;

    Buffer out = BUFFER(arena);
    buffer_add(&out, text_slice(text, 0, DATE));
    buffer_add_string(&out, between);
    buffer_add(&out, text_slice(text, DATE + 1, SECONDS));
    if (digits)
        buffer_add_char(&out, '.');
    buffer_add(&out, text_slice(fraction, 0, digits));
    for (size_t i = fraction.length; i < digits; i++)
        buffer_add_char(&out, '0');

    buffer_add_string(&out, before_offset);
    Text offset = text_slice(text, end, text.length);
    bool is_minus_sign = text_starts_with(offset, "\xE2\x88\x92"); /* U+2212 */
    Text hours = text_slice(offset, is_minus_sign ? MINUS_LENGTH : 1, offset.length);
    bool is_zero = hours.length == 0 || text_is(hours, "00:00");
    bool is_negative = is_minus_sign || text_starts_with(offset, "-");
    buffer_add_char(&out, is_negative && !is_zero ? '-' : '+');
    buffer_add(&out, is_zero ? TEXT("00:00") : hours);
    return buffer_text(&out);
}

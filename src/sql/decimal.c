#include "sql/decimal.h"

#include "base/buffer.h"
#include "psl/validate/literal.h"

enum { MOST_ZEROS = 10000 };

typedef struct Decimal {
    bool is_negative;
    Buffer digits; /* without leading zeros; empty for zero */
    int64_t scale; /* how many digits stand behind the point; negative: zeros that follow */
} Decimal;

static void read_decimal(Text text, Decimal *decimal)
{
    bool behind_point = false;
    decimal->is_negative = text_starts_with(text, "-");
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (c == 'e' || c == 'E') {
            decimal->scale -= literal_integer(text_slice(text, i + 1, text.length));
            return;
        }
        if (c == '.')
            behind_point = true;
        else if (behind_point)
            decimal->scale++; /* an underscore counts, too */
        if (is_digit(c) && (c != '0' || decimal->digits.length))
            buffer_add_char(&decimal->digits, c);
    }
}

static void add_zeros(Buffer *out, int64_t count)
{
    for (; count > 0; count--)
        buffer_add_char(out, '0');
}

Text decimal_plain(Arena *arena, Text text)
{
    Decimal decimal = {.digits = BUFFER(arena)};
    read_decimal(text, &decimal);
    if (decimal.scale > MOST_ZEROS || decimal.scale < -MOST_ZEROS)
        return text_copy(arena, text);
    if (decimal.digits.length == 0) {
        decimal.is_negative = false;
        buffer_add_char(&decimal.digits, '0');
    }
    Text digits = buffer_text(&decimal.digits);
    size_t behind = decimal.scale > 0 ? (size_t)decimal.scale : 0;
    size_t before = digits.length > behind ? digits.length - behind : 0;
    Buffer out = BUFFER(arena);
    if (decimal.is_negative)
        buffer_add_char(&out, '-');
    buffer_add(&out, before ? text_slice(digits, 0, before) : TEXT("0"));
    add_zeros(&out, -decimal.scale);
    if (behind) {
        buffer_add_char(&out, '.');
        add_zeros(&out, (int64_t)(behind - (digits.length - before)));
        buffer_add(&out, text_slice(digits, before, digits.length));
    }
    return buffer_text(&out);
}

/* Without zeros behind the point, where they change nothing. */
static Text shortest(Text text)
{
    if (text_find_char(text, '.') < 0 || text_find_char(text, 'e') >= 0)
        return text;
    while (text.data[text.length - 1] == '0')
        text.length--;
    if (text.data[text.length - 1] == '.')
        text.length--;
    return text;
}

bool decimal_equal(Text a, Text b)
{
    return text_equal(shortest(a), shortest(b));
}

#include "psl/validate/literal.h"

bool literal_is_integer(Text text)
{
    bool is_negative = text.length && text.data[0] == '-';
    size_t i = text.length && (is_negative || text.data[0] == '+');
    uint64_t limit = (uint64_t)INT64_MAX + is_negative;
    uint64_t value = 0;
    if (i == text.length)
        return false;
    for (; i < text.length; i++) {
        if (!is_digit(text.data[i]))
            return false;
        uint64_t digit = (uint64_t)(text.data[i] - '0');
        if (value > (limit - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    return true;
}

int64_t literal_integer(Text text)
{
    int64_t number = 0;
    if (text_starts_with(text, "+"))
        text = text_slice(text, 1, text.length);
    text_to_int64(text, &number);
    return number;
}

static ptrdiff_t find_exponent(Text text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.data[i] == 'e' || text.data[i] == 'E')
            return (ptrdiff_t)i;
    return -1;
}

/* The digits before and behind the point count as one number, sign and all: ".-5" is none, but
 * neither is "-" alone. */
static bool is_mantissa(Text text)
{
    ptrdiff_t point = text_find_char(text, '.');
    char before = 0; /* the character before, but for the point */
    size_t digits = 0;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if ((ptrdiff_t)i == point)
            continue;
        if (is_digit(c))
            digits++;
        else if (c == '_' ? digits == 0 : before || (c != '-' && c != '+'))
            return false;
        before = c;
    }
    return digits > 0;
}

bool literal_is_decimal(Text text)
{
    ptrdiff_t exponent = find_exponent(text);
    if (exponent < 0)
        return is_mantissa(text);
    Text power = text_slice(text, (size_t)exponent + 1, text.length);
    if (text_starts_with(power, "+"))
        power = text_slice(power, 1, power.length); /* another sign may follow */
    return is_mantissa(text_slice(text, 0, (size_t)exponent)) && literal_is_integer(power);
}

/* The six bits that a letter of base64 stands for, or -1. */
static int sextet(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (is_digit(c))
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

bool literal_is_base64(Text text)
{
    if (text.length % 4 != 0)
        return false;
    size_t end = text.length;
    while (end > 0 && text.length - end < 2 && text.data[end - 1] == '=')
        end--;
    for (size_t i = 0; i < end; i++)
        if (sextet(text.data[i]) < 0)
            return false;
    /* The bits of the last letter that no byte is made of are zero. */
    int unused = text.length - end == 2 ? 0xF : text.length - end == 1 ? 0x3 : 0;
    return end == 0 || (sextet(text.data[end - 1]) & unused) == 0;
}

/* Reads `count` digits; the number has to be from `least` to `most`. */
static bool take_number(Text *text, size_t count, int least, int most, int *value)
{
    if (text->length < count)
        return false;
    *value = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_digit(text->data[i]))
            return false;
        *value = *value * 10 + (text->data[i] - '0');
    }
    *text = text_slice(*text, count, text->length);
    return *value >= least && *value <= most;
}

static bool take_char(Text *text, const char *choices)
{
    for (; text->length && *choices; choices++) {
        if (text->data[0] == *choices) {
            *text = text_slice(*text, 1, text->length);
            return true;
        }
    }
    return false;
}

static bool take_date(Text *text)
{
    static const int lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year;
    int month;
    int day;
    if (!take_number(text, 4, 0, 9999, &year) || !take_char(text, "-") ||
        !take_number(text, 2, 1, 12, &month) || !take_char(text, "-") ||
        !take_number(text, 2, 1, lengths[month - 1], &day))
        return false;
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month != 2 || day <= 28 + is_leap;
}

static bool take_time(Text *text)
{
    int number;
    if (!take_number(text, 2, 0, 23, &number) || !take_char(text, ":") ||
        !take_number(text, 2, 0, 59, &number) || !take_char(text, ":") ||
        !take_number(text, 2, 0, 60, &number)) /* 60: a leap second */
        return false;
    if (!take_char(text, "."))
        return true;
    size_t digits = 0;
    while (digits < text->length && is_digit(text->data[digits]))
        digits++;
    *text = text_slice(*text, digits, text->length);
    return digits > 0;
}

static bool take_sign(Text *text)
{
    if (text_starts_with(*text, "\xE2\x88\x92")) { /* the minus of Unicode */
        *text = text_slice(*text, 3, text->length);
        return true;
    }
    return take_char(text, "+-");
}

bool literal_is_time(Text text)
{
    int number;
    if (!take_date(&text) || !take_char(&text, "Tt ") || !take_time(&text))
        return false;
    if (take_char(&text, "Zz"))
        return text.length == 0;
    return take_sign(&text) && take_number(&text, 2, 0, 23, &number) && take_char(&text, ":") &&
           take_number(&text, 2, 0, 59, &number) && text.length == 0;
}

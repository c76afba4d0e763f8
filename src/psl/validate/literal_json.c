#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "psl/validate/literal.h"

enum { DEPTH_MOST = 127 };

typedef struct JsonText {
    Text text;
    size_t at;
    size_t depth;
    bool is_object[DEPTH_MOST]; /* by depth; else it is an array */
} JsonText;

static char peek(const JsonText *in)
{
    return in->at < in->text.length ? in->text.data[in->at] : 0;
}

static bool take(JsonText *in, char c)
{
    if (in->at == in->text.length || in->text.data[in->at] != c)
        return false;
    in->at++;
    return true;
}

static void skip_blanks(JsonText *in)
{
    while (peek(in) && strchr(" \t\n\r", peek(in)))
        in->at++;
}

static size_t skip_digits(JsonText *in)
{
    size_t start = in->at;
    while (is_digit(peek(in)))
        in->at++;
    return in->at - start;
}

/* A double holds it, if only as 0. Of long numbers the first digits and the magnitude tell. */
static bool is_finite(Text number)
{
    enum { DIGITS_READ = 40, CERTAINLY_FINITE = 300, CERTAINLY_NOT = 400, EXPONENT_MOST = 100000 };
    char text[DIGITS_READ + 16] = "0.";
    size_t length = 2;
    int64_t magnitude = 0;
    bool is_fraction = false;
    size_t i = 0;
    for (; i < number.length && to_lower(number.data[i]) != 'e'; i++) {
        char c = number.data[i];
        is_fraction |= c == '.';
        if (!is_digit(c) || (c == '0' && length == 2 && !is_fraction))
            continue;
        if (c == '0' && length == 2)
            magnitude--;
        else if (length < DIGITS_READ)
            text[length++] = c;
        magnitude += !is_fraction;
    }
    int64_t exponent = 0;
    bool is_negative = i + 1 < number.length && number.data[i + 1] == '-';
    for (; i < number.length; i++)
        if (is_digit(number.data[i]) && exponent < EXPONENT_MOST)
            exponent = exponent * 10 + (number.data[i] - '0');
    magnitude += is_negative ? -exponent : exponent;
    if (length == 2 || magnitude < CERTAINLY_FINITE)
        return true;
    if (magnitude > CERTAINLY_NOT)
        return false;
    snprintf(text + length, sizeof text - length, "e%d", (int)magnitude);
    return isfinite(strtod(text, NULL));
}

static bool take_number(JsonText *in)
{
    size_t start = in->at;
    take(in, '-');
    if (!take(in, '0') && skip_digits(in) == 0)
        return false;
    if (take(in, '.') && skip_digits(in) == 0)
        return false;
    if (take(in, 'e') || take(in, 'E')) {
        if (!take(in, '+'))
            take(in, '-');
        if (skip_digits(in) == 0)
            return false;
    }
    return is_finite(text_slice(in->text, start, in->at));
}

/* Four hexadecimal digits; -1 when they are not. */
static int32_t take_hex(JsonText *in)
{
    int32_t value = 0;
    for (int i = 0; i < 4; i++, in->at++) {
        char c = to_lower(peek(in));
        if (is_digit(c))
            value = value * 16 + (c - '0');
        else if (c >= 'a' && c <= 'f')
            value = value * 16 + (c - 'a' + 10);
        else
            return -1;
    }
    return value;
}

/* Behind "\u". Surrogates come in pairs. */
static bool take_code(JsonText *in)
{
    int32_t first = take_hex(in);
    if (first < 0xD800 || first > 0xDFFF)
        return first >= 0;
    if (first > 0xDBFF || !take(in, '\\') || !take(in, 'u'))
        return false;
    int32_t second = take_hex(in);
    return second >= 0xDC00 && second <= 0xDFFF;
}

static bool take_string(JsonText *in)
{
    if (!take(in, '"'))
        return false;
    while (in->at < in->text.length) {
        unsigned char c = (unsigned char)in->text.data[in->at++];
        if (c == '"')
            return true;
        if (c < 0x20)
            return false;
        if (c != '\\')
            continue;
        char escape = peek(in);
        in->at++;
        if (escape == 'u' ? !take_code(in) : !escape || !strchr("\"\\/bfnrt", escape))
            return false;
    }
    return false;
}

static bool take_word(JsonText *in, const char *word)
{
    if (!text_starts_with(text_slice(in->text, in->at, in->text.length), word))
        return false;
    in->at += strlen(word);
    return true;
}

static bool take_plain_value(JsonText *in)
{
    switch (peek(in)) {
    case '"':
        return take_string(in);
    case 't':
        return take_word(in, "true");
    case 'f':
        return take_word(in, "false");
    case 'n':
        return take_word(in, "null");
    default:
        return take_number(in);
    }
}

/* A member's name and colon, in an object. */
static bool take_key(JsonText *in)
{
    if (in->depth == 0 || !in->is_object[in->depth - 1])
        return true;
    skip_blanks(in);
    if (!take_string(in))
        return false;
    skip_blanks(in);
    return take(in, ':');
}

/* Opens what begins here. `*is_open` tells whether a value follows in it. */
static bool open_group(JsonText *in, bool *is_open)
{
    bool is_object = peek(in) == '{';
    in->at++;
    if (in->depth == DEPTH_MOST)
        return false;
    skip_blanks(in);
    *is_open = !take(in, is_object ? '}' : ']');
    if (*is_open)
        in->is_object[in->depth++] = is_object;
    return true;
}

/* Closes what ends behind a value; true when another value follows. */
static bool close_groups(JsonText *in, bool *is_valid)
{
    while (in->depth > 0) {
        skip_blanks(in);
        if (take(in, ','))
            return true;
        if (!take(in, in->is_object[in->depth - 1] ? '}' : ']')) {
            *is_valid = false;
            return false;
        }
        in->depth--;
    }
    return false;
}

bool literal_is_json(Text text)
{
    JsonText in = {.text = text};
    for (;;) { /* a value begins here */
        bool is_open = false;
        bool is_valid = true;
        if (!take_key(&in))
            return false;
        skip_blanks(&in);
        if (peek(&in) == '{' || peek(&in) == '[' ? !open_group(&in, &is_open)
                                                 : !take_plain_value(&in))
            return false;
        if (is_open || close_groups(&in, &is_valid))
            continue;
        skip_blanks(&in);
        return is_valid && in.at == text.length;
    }
}

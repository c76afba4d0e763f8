#include "base/json_scan.h"

#include "base/buffer.h"
#include "base/utf8.h"

void json_scan_fail(JsonScan *scan, const char *expected)
{
    if (!scan->failure)
        scan->failure = expected;
}

/* The next byte that is no blank; NUL at the end and after a failure. */
static inline char peek(JsonScan *scan)
{
    const char *data = scan->document.data;
    size_t length = scan->document.length;
    size_t place = scan->place;
    while (place < length && (unsigned char)data[place] <= ' ' && is_space(data[place]))
        place++;
    scan->place = place;
    return scan->failure || place == length ? '\0' : data[place];
}

void json_scan_begin(JsonScan *scan, char bracket)
{
    if (peek(scan) != bracket)
        json_scan_fail(scan, bracket == '[' ? "an array" : "an object");
    else if (scan->depth == JSON_SCAN_DEPTH)
        json_scan_fail(scan, "less depth");
    if (scan->failure)
        return;
    scan->place++;
    scan->closing[scan->depth++] = bracket == '[' ? ']' : '}';
    scan->is_first = true;
}

bool json_scan_next(JsonScan *scan)
{
    char c = peek(scan);
    if (scan->failure || scan->depth == 0)
        return false;
    bool is_first = scan->is_first;
    scan->is_first = false;
    if (c == scan->closing[scan->depth - 1]) {
        scan->place++;
        scan->depth--;
        return false;
    }
    if (is_first)
        return true;
    if (c != ',')
        json_scan_fail(scan, "a comma or the end of what is open");
    scan->place++;
    return !scan->failure;
}

void json_scan_item(JsonScan *scan)
{
    if (!json_scan_next(scan))
        json_scan_fail(scan, "one more value");
}

void json_scan_end(JsonScan *scan)
{
    if (json_scan_next(scan))
        json_scan_fail(scan, "no more values");
}

Text json_scan_name(JsonScan *scan)
{
    Text name = json_scan_text(scan);
    if (peek(scan) != ':')
        json_scan_fail(scan, "a colon");
    else
        scan->place++;
    return name;
}

static bool four_digits(Text text, uint32_t *value)
{
    *value = 0;
    for (size_t i = 0; i < 4; i++) {
        char c = i < text.length ? to_lower(text.data[i]) : '\0';
        if (!is_digit(c) && (c < 'a' || c > 'f'))
            return false;
        *value = *value << 4 | (uint32_t)(is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    return true;
}

static bool is_surrogate(uint32_t code)
{
    return code >= 0xD800 && code <= 0xDFFF;
}

/* What an escape of the form \uXXXX stands for, `at` being its first digit; returns how many bytes
 * of the document belong to it, or 0. */
static size_t unescape_number(Text text, size_t at, Buffer *out)
{
    enum { DIGITS = 4, PAIR = 10 };
    uint32_t code;
    uint32_t low;
    char bytes[4];
    if (!four_digits(text_slice(text, at, text.length), &code))
        return 0;
    if (code >= 0xDC80 && code <= 0xDCFF) {
        buffer_add_char(out, (char)(code - 0xDC00));
        return DIGITS;
    }
    if (!is_surrogate(code)) {
        buffer_add(out, (Text){bytes, utf8_write(code, bytes)});
        return DIGITS;
    }
    Text rest = text_slice(text, at + DIGITS, text.length);
    if (code > 0xDBFF || !text_starts_with(rest, "\\u") ||
        !four_digits(text_slice(rest, 2, rest.length), &low) || low < 0xDC00 || low > 0xDFFF)
        return 0;
    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    buffer_add(out, (Text){bytes, utf8_write(code, bytes)});
    return PAIR;
}

/* A text from its first backslash on; `start` is the byte behind the opening quote. */
static Text escaped_text(JsonScan *scan, size_t start)
{
    static const char letters[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    Text text = scan->document;
    Buffer out = BUFFER(scan->arena);
    buffer_add(&out, text_slice(text, start, scan->place));
    while (scan->place < text.length) {
        char c = text.data[scan->place++];
        if (c == '"')
            return buffer_text(&out);
        if (c != '\\') {
            buffer_add_char(&out, c);
            continue;
        }
        char letter = scan->place < text.length ? text.data[scan->place++] : '\0';
        const char *found = letter ? strchr(letters, letter) : NULL;
        size_t length = letter == 'u' ? unescape_number(text, scan->place, &out) : 0;
        scan->place += length;
        if (found)
            buffer_add_char(&out, meanings[found - letters]);
        else if (length == 0)
            break;
    }
    json_scan_fail(scan, "a text");
    return (Text){0};
}

Text json_scan_text(JsonScan *scan)
{
    if (peek(scan) != '"') {
        json_scan_fail(scan, "a text");
        return (Text){0};
    }
    const char *data = scan->document.data;
    size_t start = ++scan->place;
    for (; scan->place < scan->document.length; scan->place++) {
        if (data[scan->place] == '\\')
            return escaped_text(scan, start);
        if (data[scan->place] == '"')
            return (Text){data + start, scan->place++ - start};
    }
    json_scan_fail(scan, "a text");
    return (Text){0};
}

static bool word(JsonScan *scan, const char *wanted)
{
    Text rest = text_slice(scan->document, scan->place, scan->document.length);
    if (scan->failure || !text_starts_with(rest, wanted))
        return false;
    scan->place += strlen(wanted);
    return true;
}

bool json_scan_null(JsonScan *scan)
{
    return peek(scan) == 'n' && word(scan, "null");
}

Text json_scan_text_or_null(JsonScan *scan)
{
    return json_scan_null(scan) ? (Text){0} : json_scan_text(scan);
}

bool json_scan_is_text(JsonScan *scan)
{
    return peek(scan) == '"';
}

bool json_scan_bool(JsonScan *scan)
{
    char c = peek(scan);
    bool value = c == 't' && word(scan, "true");
    if (!value && !(c == 'f' && word(scan, "false")))
        json_scan_fail(scan, "true or false");
    return value;
}

static bool is_plain(char c)
{
    return is_word(c) || c == '+' || c == '-' || c == '.';
}

/* Passes over a number, a word or anything else that is no container and no text. */
static Text plain_value(JsonScan *scan)
{
    size_t start = scan->place;
    while (scan->place < scan->document.length && is_plain(scan->document.data[scan->place]))
        scan->place++;
    return text_slice(scan->document, start, scan->place);
}

int64_t json_scan_number(JsonScan *scan)
{
    char c = peek(scan);
    size_t next = scan->place + 1;
    bool has_one_digit = next < scan->document.length && !is_plain(scan->document.data[next]);
    int64_t value = c - '0';
    if (has_one_digit && is_digit(c)) /* most are */
        scan->place++;
    else if (scan->failure || !text_to_int64(plain_value(scan), &value))
        json_scan_fail(scan, "a whole number");
    return scan->failure ? 0 : value;
}

void json_scan_skip(JsonScan *scan)
{
    int outside = scan->depth;
    do {
        char c = peek(scan);
        if (scan->failure)
            return;
        if (c == '[' || c == '{')
            json_scan_begin(scan, c);
        else if (c == '"')
            json_scan_text(scan);
        else if (plain_value(scan).length == 0)
            json_scan_fail(scan, "a value");
        while (scan->depth > outside && !json_scan_next(scan) && !scan->failure)
            ;
        if (scan->depth > outside && scan->closing[scan->depth - 1] == '}')
            json_scan_name(scan);
    } while (scan->depth > outside && !scan->failure);
}

void json_scan_finish(JsonScan *scan)
{
    peek(scan);
    if (scan->place < scan->document.length || scan->depth > 0)
        json_scan_fail(scan, "the end");
}

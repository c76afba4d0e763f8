/* base/utf8.h */
#include "base/utf8.h"

#include "support.h"

/* Bytes, the first that is not part of a character (-1: none), and the text after replacing: "?"
 * stands for U+FFFD. From the table of well-formed sequences in RFC 3629 and the practice for
 * maximal subparts in the Unicode standard, section 3.9. */
static const struct {
    const char *bytes;
    int invalid;
    const char *replaced;
} cases[] = {
    /* well-formed: the first and the last of each range */
    {"", -1, ""},
    {"\x01\x7F", -1, "\x01\x7F"},
    {"\xC2\x80\xDF\xBF", -1, "\xC2\x80\xDF\xBF"},
    {"\xE0\xA0\x80\xE0\xBF\xBF", -1, "\xE0\xA0\x80\xE0\xBF\xBF"},
    {"\xE1\x80\x80\xEC\xBF\xBF", -1, "\xE1\x80\x80\xEC\xBF\xBF"},
    {"\xED\x80\x80\xED\x9F\xBF", -1, "\xED\x80\x80\xED\x9F\xBF"},
    {"\xEE\x80\x80\xEF\xBF\xBF", -1, "\xEE\x80\x80\xEF\xBF\xBF"},
    {"\xF0\x90\x80\x80\xF0\xBF\xBF\xBF", -1, "\xF0\x90\x80\x80\xF0\xBF\xBF\xBF"},
    {"\xF1\x80\x80\x80\xF3\xBF\xBF\xBF", -1, "\xF1\x80\x80\x80\xF3\xBF\xBF\xBF"},
    {"\xF4\x80\x80\x80\xF4\x8F\xBF\xBF", -1, "\xF4\x80\x80\x80\xF4\x8F\xBF\xBF"},
    /* lone continuation bytes */
    {"\x80", 0, "?"},
    {"a\xBFz", 1, "a?z"},
    {"\xC3\xA4\x80", 2, "\xC3\xA4?"},
    /* bytes that no character has */
    {"\xC0\x80", 0, "??"},
    {"\xC1\xBF", 0, "??"},
    {"\xF5\x80\x80\x80", 0, "????"},
    {"\xFE\xFF", 0, "??"},
    /* overlong */
    {"\xE0\x80\x80", 0, "???"},
    {"\xE0\x9F\xBF", 0, "???"},
    {"\xF0\x80\x80\x80", 0, "????"},
    {"\xF0\x8F\xBF\xBF", 0, "????"},
    /* surrogates */
    {"\xED\xA0\x80", 0, "???"},
    {"\xED\xBF\xBF", 0, "???"},
    /* above U+10FFFF */
    {"\xF4\x90\x80\x80", 0, "????"},
    /* cut short: one replacement for the good beginning */
    {"\xC3", 0, "?"},
    {"\xE2\x82", 0, "?"},
    {"\xF0\x9F\x98", 0, "?"},
    {"\xF0\x9F\x98z", 0, "?z"},
    {"\xE2\x82\xC3\xA4", 0, "?\xC3\xA4"},
    {"\xC3\xC3\xA4", 0, "?\xC3\xA4"},
    {"\xF1\x80\x80\xE1\x80\xC2z", 0, "???z"},
    /* the example of the standard, table 3-11 */
    {"a\xF1\x80\x80\xE1\x80\xC2"
     "b\x80"
     "c\x80\xBF"
     "d",
     1, "a???b?c??d"},
};

static Text with_marks(Arena *arena, const char *text)
{
    Buffer out = BUFFER(arena);
    for (; *text; text++)
        if (*text == '?')
            buffer_add_string(&out, "\xEF\xBF\xBD");
        else
            buffer_add_char(&out, *text);
    return buffer_text(&out);
}

static void the_table(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text bytes = text_from(cases[i].bytes);
        expect(utf8_first_invalid(bytes) == cases[i].invalid, "case %zu", i);
        Text replaced = utf8_replace_invalid(arena, bytes);
        expect(text_equal(replaced, with_marks(arena, cases[i].replaced)), "case %zu", i);
        expect(utf8_first_invalid(replaced) == -1, "case %zu", i);
    }
}

static size_t encode(uint32_t code, char *out)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = length; i > 1; i--, code >>= 6)
        out[i - 1] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)(leads[length] | code);
    return length;
}

static void every_code_point(void **state)
{
    (void)state;
    for (uint32_t code = 0; code <= 0x110000; code++) {
        char bytes[4];
        size_t length = encode(code, bytes);
        bool good = code < 0x110000 && (code < 0xD800 || code > 0xDFFF);
        expect(utf8_length((Text){bytes, length}, 0) == (good ? length : 0), "U+%04X", code);
    }
}

static void every_pair_of_bytes(void **state)
{
    (void)state;
    for (int first = 0; first < 256; first++)
        for (int second = 0; second < 256; second++) {
            char bytes[] = {(char)first, (char)second};
            bool two = first >= 0xC2 && first <= 0xDF && second >= 0x80 && second <= 0xBF;
            size_t length = first < 0x80 ? 1 : two ? 2 : 0;
            expect(utf8_length((Text){bytes, 2}, 0) == length, "%02X %02X", first, second);
        }
}

static void the_mark_at_the_start(void **state)
{
    (void)state;
    assert_text(utf8_without_mark(TEXT("\xEF\xBB\xBFx")), "x");
    assert_text(utf8_without_mark(TEXT("x\xEF\xBB\xBF")), "x\xEF\xBB\xBF");
    assert_text(utf8_without_mark(TEXT("\xEF\xBB")), "\xEF\xBB");
    assert_text(utf8_without_mark(TEXT("\xEF\xBB\xBF\xEF\xBB\xBF")), "\xEF\xBB\xBF");
}

static void offsets_of_characters(void **state)
{
    (void)state;
    Text text = TEXT("a\xC3\xA4\xF0\x9F\x98\x80z");
    static const size_t offsets[] = {0, 1, 3, 7, 8, 8};
    for (size_t i = 0; i < COUNT(offsets); i++)
        assert_int_equal(utf8_offset(text, i), offsets[i]);
}

/* Every code point is written and read back as itself. */
static void characters(void **state)
{
    (void)state;
    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        char bytes[4];
        Text text = {bytes, utf8_write(c, bytes)};
        size_t length;
        expect(utf8_length(text, 0) == text.length, "%X", c);
        expect(utf8_character(text, 0, &length) == c && length == text.length, "%X", c);
    }
}

/* Of single characters, as Unicode has it, whatever language it is. */
static void lower_case(void **state)
{
    static const struct {
        const char *text, *lower;
    } letters[] = {
        {"", ""},
        {"aZ_09[`{", "az_09[`{"},
        {"\xC3\x84\xC3\xA4\xC3\x97\xC3\x9E\xC3\x9F", "\xC3\xA4\xC3\xA4\xC3\x97\xC3\xBE\xC3\x9F"},
        {"\xC4\x80\xC4\x81", "\xC4\x81\xC4\x81"}, /* A with macron: every second one */
        {"\xC5\xB8", "\xC3\xBF"},                 /* Y with diaeresis, far off */
        {"\xCE\xA3", "\xCF\x83"},                 /* sigma, also at the end of a word */
        {"\xE1\xBA\x9E", "\xC3\x9F"},             /* sharp s: three bytes become two */
        {"\xE2\x84\xAA", "k"},                    /* the sign for kelvin */
        {"\xC8\xBA", "\xE2\xB1\xA5"},             /* A with stroke: two become three */
        {"\xD0\x96\xD4\xB1", "\xD0\xB6\xD5\xA1"}, /* Cyrillic, Armenian */
        {"\xF0\x90\x90\x80", "\xF0\x90\x90\xA8"}, /* Deseret: four bytes */
        {"\xE6\x97\xA5\xF0\x9F\x98\x80", "\xE6\x97\xA5\xF0\x9F\x98\x80"}, /* without case */
    };
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(letters); i++)
        assert_text(utf8_lower(arena, text_from(letters[i].text)), letters[i].lower);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_table),
        TEST(every_code_point),
        TEST(every_pair_of_bytes),
        TEST(the_mark_at_the_start),
        TEST(offsets_of_characters),
        TEST(characters),
        TEST(lower_case),
    };
    return RUN_TESTS(tests);
}

/* base/json_scan.h */
#include "base/json_scan.h"

#include "base/json.h"
#include "support.h"

static void a_document(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    JsonScan scan = JSON_SCAN(arena, TEXT(" {\"a\" : [1, -2,\t9223372036854775807],\n\"b\":null,"
                                          "\"c\":[true,false,\"\",\"x\",null],\"d\":{}} "));
    int64_t sum = 0;
    json_scan_begin(&scan, '{');
    json_scan_item(&scan);
    assert_text(json_scan_name(&scan), "a");
    for (json_scan_begin(&scan, '['); json_scan_next(&scan);)
        sum ^= json_scan_number(&scan);
    assert_true(sum == (1 ^ -2 ^ INT64_MAX));
    json_scan_item(&scan);
    assert_text(json_scan_name(&scan), "b");
    assert_true(json_scan_null(&scan));
    json_scan_item(&scan);
    assert_text(json_scan_name(&scan), "c");
    json_scan_begin(&scan, '[');
    json_scan_item(&scan);
    assert_true(json_scan_bool(&scan));
    json_scan_item(&scan);
    assert_false(json_scan_bool(&scan));
    json_scan_item(&scan);
    assert_non_null(json_scan_text_or_null(&scan).data);
    json_scan_item(&scan);
    assert_true(json_scan_is_text(&scan));
    assert_false(json_scan_null(&scan));
    assert_text(json_scan_text(&scan), "x");
    json_scan_item(&scan);
    assert_false(json_scan_is_text(&scan));
    assert_null(json_scan_text_or_null(&scan).data);
    json_scan_end(&scan);
    json_scan_item(&scan);
    assert_text(json_scan_name(&scan), "d");
    json_scan_skip(&scan);
    json_scan_end(&scan);
    json_scan_finish(&scan);
    assert_null(scan.failure);
}

static void texts(void **state)
{
    static const struct {
        const char *document;
        const char *text;
    } rows[] = {
        {"\"\"", ""},
        {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t"},
        {"\"a\\u00e4\\u20AC\\ud83d\\ude00z\"", "aä€😀z"},
        {"\"\\udc80\\udcff\"", "\x80\xff"},
        {"\"ä\"", "ä"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        JsonScan scan = JSON_SCAN(((Scene *)*state)->arena, text_from(rows[i].document));
        assert_text(json_scan_text(&scan), rows[i].text);
        json_scan_finish(&scan);
        expect(!scan.failure, "%zu", i);
    }
}

/* A document that a loop over numbers cannot read. */
static void failures(void **state)
{
    static const char *const rows[] = {
        "",        "[",     "[1",  "[1 2]",  "[1,]",  "[,]",   "{}",  "[1}",
        "[\"a\"]", "[1.5]", "[]]", "[true]", "[null", "[1e3]", "[-]", "[99999999999999999999]",
        "[[1]]",   "x",
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        JsonScan scan = JSON_SCAN(((Scene *)*state)->arena, text_from(rows[i]));
        for (json_scan_begin(&scan, '['); json_scan_next(&scan);)
            json_scan_number(&scan);
        json_scan_finish(&scan);
        expect(scan.failure, "%s", rows[i]);
        expect(!json_scan_next(&scan) && json_scan_text(&scan).length == 0 &&
                   json_scan_number(&scan) == 0 && !json_scan_null(&scan),
               "%s", rows[i]);
    }
    static const char *const no_texts[] = {
        "\"",          "\"a", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"",
        "\"\\udc00\"", "1",   "\"\\",
    };
    for (size_t i = 0; i < COUNT(no_texts); i++) {
        JsonScan scan = JSON_SCAN(((Scene *)*state)->arena, text_from(no_texts[i]));
        json_scan_text(&scan);
        expect(scan.failure, "%s", no_texts[i]);
    }
}

static void what_is_passed_over(void **state)
{
    static const struct {
        const char *value;
        bool good;
    } rows[] = {
        {"1", true},
        {"-1.5e+3", true},
        {"\"a\\\"]\"", true},
        {"null", true},
        {"[]", true},
        {"{}", true},
        {"[[],{},[1,[2]],3]", true},
        {"{\"a\":{\"b\":[]},\"c\":1}", true},
        {"", false},
        {"[", false},
        {"[1", false},
        {"{\"a\"}", false},
        {"{1:2}", false},
        {"[1,]", false},
        {"[}", false},
        {"]", false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        Arena *arena = ((Scene *)*state)->arena;
        JsonScan scan = JSON_SCAN(arena, text_format(arena, "[%s,7]", rows[i].value));
        json_scan_begin(&scan, '[');
        json_scan_item(&scan);
        json_scan_skip(&scan);
        json_scan_item(&scan);
        int64_t number = json_scan_number(&scan);
        json_scan_end(&scan);
        json_scan_finish(&scan);
        expect(rows[i].good ? !scan.failure && number == 7 : scan.failure != NULL, "%s",
               rows[i].value);
    }
}

static void depth(void **state)
{
    Buffer deep = BUFFER(((Scene *)*state)->arena);
    for (int i = 0; i < 100000; i++)
        buffer_add_char(&deep, '[');
    JsonScan scan = JSON_SCAN(deep.arena, buffer_text(&deep));
    json_scan_skip(&scan);
    assert_string_equal(scan.failure, "less depth");
}

static void any_bytes(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    Dice dice = {7};
    for (int i = 0; i < 2000; i++) {
        char bytes[12];
        Text text = {bytes, dice_roll(&dice, sizeof bytes + 1)};
        for (size_t k = 0; k < text.length; k++)
            bytes[k] = (char)dice_roll(&dice, dice_roll(&dice, 2) ? 256 : 128);
        Buffer out = BUFFER(arena);
        json_write_bytes(&out, text);
        JsonScan scan = JSON_SCAN(arena, buffer_text(&out));
        assert_same_text(json_scan_text(&scan), text);
        json_scan_finish(&scan);
        assert_null(scan.failure);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_document),          TEST(texts), TEST(failures),
        TEST(what_is_passed_over), TEST(depth), TEST(any_bytes),
    };
    return RUN_TESTS(tests);
}

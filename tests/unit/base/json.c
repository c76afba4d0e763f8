/* base/json.h */
#include "base/json.h"

#include <math.h>

#include "base/json_read.h"
#include "support.h"

static void a_document(void **state)
{
    Buffer out = BUFFER(((Scene *)*state)->arena);
    JsonWriter json = JSON_WRITER(&out);
    json_begin_object(&json, NULL);
    json_add_text(&json, "text", TEXT("a"));
    json_add_string(&json, "string", "b");
    json_add_number(&json, "number", INT64_MIN);
    json_add_bool(&json, "yes", true);
    json_add_bool(&json, "no", false);
    json_add_null(&json, "null");
    json_add_text_or_null(&json, "none", TEXT(""));
    json_add_text_or_null(&json, "some", TEXT("c"));
    json_begin_array(&json, "list");
    json_add_number(&json, NULL, 1);
    json_begin_object(&json, NULL);
    json_end_object(&json);
    json_begin_array(&json, NULL);
    json_end_array(&json);
    json_end_array(&json);
    json_add_null(&json, "last");
    json_end_object(&json);
    assert_text(buffer_text(&out), "{\n"
                                   "  \"text\": \"a\",\n"
                                   "  \"string\": \"b\",\n"
                                   "  \"number\": -9223372036854775808,\n"
                                   "  \"yes\": true,\n"
                                   "  \"no\": false,\n"
                                   "  \"null\": null,\n"
                                   "  \"none\": null,\n"
                                   "  \"some\": \"c\",\n"
                                   "  \"list\": [\n"
                                   "    1,\n"
                                   "    {},\n"
                                   "    []\n"
                                   "  ],\n"
                                   "  \"last\": null\n"
                                   "}\n");
}

static Text written(Scene *scene, Text value)
{
    Buffer out = BUFFER(scene->arena);
    JsonWriter json = JSON_WRITER(&out);
    json_begin_array(&json, NULL);
    json_add_text(&json, NULL, value);
    json_end_array(&json);
    return buffer_text(&out);
}

/* What the writer wrote, read back by the other library. */
static Text read_back(Scene *scene, Text value)
{
    JsonValue document;
    assert_succeeds(json_read(scene->arena, written(scene, value), &document, &scene->error),
                    &scene->error);
    assert_int_equal(document.kind, JSON_IS_ARRAY);
    assert_int_equal(document.members.items[0].value.kind, JSON_IS_TEXT);
    return document.members.items[0].value.text;
}

static void every_byte_that_needs_an_escape(void **state)
{
    Scene *scene = *state;
    for (char c = 1; c < 0x7f; c++) {
        Text text = {&c, 1};
        assert_same_text(read_back(scene, text), text);
    }
    assert_text(written(scene, TEXT("\"\\/\n\t\x7f")), "[\n  \"\\\"\\\\/\\n\\u0009\\u007f\"\n]\n");
    assert_text(written(scene, TEXT("\0")), "[\n  \"\\u0000\"\n]\n");
}

static void what_is_not_utf8_is_replaced(void **state)
{
    Scene *scene = *state;
    static const struct {
        const char *bytes, *text;
    } cases[] = {
        {"\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80", "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80"},
        {"a\xFFz", "a\xEF\xBF\xBDz"},
        {"\x80", "\xEF\xBF\xBD"},
        {"\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"a\xC3", "a\xEF\xBF\xBD"},
        {"\xC3\"", "\xEF\xBF\xBD\""},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_text(read_back(scene, text_from(cases[i].bytes)), cases[i].text);
}

static void random_bytes_give_valid_json(void **state)
{
    Scene *scene = *state;
    Dice dice = {3};
    for (size_t round = 0; round < 3000; round++) {
        ArenaMark mark = arena_mark(scene->arena);
        char bytes[12];
        size_t length = dice_roll(&dice, sizeof bytes);
        for (size_t i = 0; i < length; i++)
            bytes[i] = (char)(dice_roll(&dice, 255) + 1);
        Text back = read_back(scene, (Text){bytes, length});
        assert_true(back.length >= length);
        arena_rewind(scene->arena, mark);
    }
}

static void doubles_as_javascript_writes_them(void **state)
{
    Scene *scene = *state;
    static const struct {
        double value;
        const char *text;
    } cases[] = {
        {0, "0"},
        {-0.0, "0"},
        {1, "1"},
        {-12, "-12"},
        {100, "100"},
        {1.5, "1.5"},
        {0.1, "0.1"},
        {0.1 + 0.2, "0.30000000000000004"},
        {-123.456, "-123.456"},
        {0.001, "0.001"},
        {0.000001, "0.000001"},
        {0.0000001, "1e-7"},
        {1.25e-9, "1.25e-9"},
        {5.960464477539063e-8, "5.960464477539063e-8"}, /* a power of two */
        {1e20, "100000000000000000000"},
        {123456789012345680000.0, "123456789012345680000"},
        {1e21, "1e+21"},
        {1.2345678901234568e+29, "1.2345678901234568e+29"},
        {9223372036854775807.0, "9223372036854776000"},
        {1.7976931348623157e308, "1.7976931348623157e+308"},
        {2.2250738585072014e-308, "2.2250738585072014e-308"},
        {5e-324, "5e-324"},
        {(double)INFINITY, "null"},
        {-(double)INFINITY, "null"},
        {(double)NAN, "null"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Buffer out = BUFFER(scene->arena);
        JsonWriter json = JSON_WRITER(&out);
        json_begin_array(&json, NULL);
        json_add_double(&json, NULL, cases[i].value);
        json_end_array(&json);
        assert_same_text(buffer_text(&out),
                         text_format(scene->arena, "[\n  %s\n]\n", cases[i].text));
    }
}

static Buffer drained;

static void drain(Buffer *out)
{
    buffer_add(&drained, buffer_text(out));
    buffer_clear(out);
}

static void a_long_document_is_written_in_parts(void **state)
{
    enum { ITEMS = 30000 };
    Scene *scene = *state;
    Text documents[2];
    for (int turn = 0; turn < 2; turn++) {
        Buffer out = BUFFER(scene->arena);
        JsonWriter json = JSON_WRITER(&out);
        drained = BUFFER(scene->arena);
        json.drain = turn ? drain : NULL;
        json_begin_array(&json, NULL);
        for (int i = 0; i < ITEMS; i++)
            json_add_number(&json, NULL, i);
        json_end_array(&json);
        if (turn)
            assert_in_range(out.capacity, 1, 200000);
        drain(&out);
        documents[turn] = buffer_text(&drained);
    }
    assert_true(text_equal(documents[0], documents[1]));
}

static void names_are_escaped(void **state)
{
    Buffer out = BUFFER(((Scene *)*state)->arena);
    JsonWriter json = JSON_WRITER(&out);
    json_begin_object(&json, NULL);
    json_add_null(&json, "a\"b");
    json_end_object(&json);
    assert_text(buffer_text(&out), "{\n  \"a\\\"b\": null\n}\n");
}

static void a_document_on_one_line(void **state)
{
    Buffer out = BUFFER(((Scene *)*state)->arena);
    JsonWriter json = JSON_WRITER(&out);
    json.one_line = true;
    json_begin_object(&json, NULL);
    json_begin_array(&json, "a");
    json_add_number(&json, NULL, 1);
    json_add_string(&json, NULL, "x\ny");
    json_end_array(&json);
    json_begin_object(&json, "b");
    json_end_object(&json);
    json_end_object(&json);
    assert_text(buffer_text(&out), "{\"a\":[1,\"x\\ny\"],\"b\":{}}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_document),
        TEST(every_byte_that_needs_an_escape),
        TEST(what_is_not_utf8_is_replaced),
        TEST(random_bytes_give_valid_json),
        TEST(doubles_as_javascript_writes_them),
        TEST(a_long_document_is_written_in_parts),
        TEST(names_are_escaped),
        TEST(a_document_on_one_line),
    };
    return RUN_TESTS(tests);
}

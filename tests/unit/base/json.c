/* base/json.h */
#include "base/json.h"

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

static void names_are_escaped(void **state)
{
    Buffer out = BUFFER(((Scene *)*state)->arena);
    JsonWriter json = JSON_WRITER(&out);
    json_begin_object(&json, NULL);
    json_add_null(&json, "a\"b");
    json_end_object(&json);
    assert_text(buffer_text(&out), "{\n  \"a\\\"b\": null\n}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_document),
        TEST(every_byte_that_needs_an_escape),
        TEST(what_is_not_utf8_is_replaced),
        TEST(random_bytes_give_valid_json),
        TEST(names_are_escaped),
    };
    return RUN_TESTS(tests);
}

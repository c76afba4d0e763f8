/* base/json_read.h */
#include "base/json_read.h"

#include "support.h"

static JsonValue document_of(Scene *scene, const char *text)
{
    JsonValue value;
    assert_succeeds(json_read(scene->arena, text_from(text), &value, &scene->error), &scene->error);
    return value;
}

static void each_kind_of_value(void **state)
{
    Scene *scene = *state;
    static const struct {
        const char *text;
        JsonKind kind;
    } cases[] = {
        {"null", JSON_IS_NULL}, {"false", JSON_IS_FALSE}, {"true", JSON_IS_TRUE},
        {"1", JSON_IS_INTEGER}, {"1.5", JSON_IS_REAL},    {"\"a\"", JSON_IS_TEXT},
        {"[]", JSON_IS_ARRAY},  {" {} ", JSON_IS_OBJECT},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect(document_of(scene, cases[i].text).kind == cases[i].kind, "%s", cases[i].text);
    assert_int_equal(document_of(scene, "-9223372036854775808").integer, INT64_MIN);
    assert_true(document_of(scene, "-2.5").real < -2.4);
    assert_text(document_of(scene, "\"\\u00e4\\ud83d\\ude00\\n\"").text,
                "\xC3\xA4\xF0\x9F\x98\x80\n");
}

static void members_keep_their_order(void **state)
{
    Scene *scene = *state;
    JsonValue value = document_of(scene, "{\"z\": 1, \"a\": [2, {\"deep\": 3}], \"m\": {}}");
    assert_int_equal(value.members.count, 3);
    assert_text(value.members.items[0].name, "z");
    assert_text(value.members.items[1].name, "a");
    assert_text(value.members.items[2].name, "m");
    const JsonValue *list = json_member(&value, "a");
    assert_int_equal(list->members.items[0].value.integer, 2);
    assert_int_equal(json_member(&list->members.items[1].value, "deep")->integer, 3);
    assert_null(json_member(&value, "none"));
    assert_null(json_member(list, "a"));
    assert_null(json_member(NULL, "a"));
}

static void what_is_not_json(void **state)
{
    Scene *scene = *state;
    static const char *const cases[] = {
        "",    " ",           "{",        "[1,]",    "{\"a\" 1}",   "nul", "'a'",         "\"a",
        "1 2", "{\"a\": 1}}", "\"\xFF\"", "// c\n1", "{\"a\": 1,}", "01",  "\xEF\xBB\xBF"};
    for (size_t i = 0; i < COUNT(cases); i++) {
        JsonValue value;
        Error error = {.arena = scene->arena};
        bool read = json_read(scene->arena, text_from(cases[i]), &value, &error);
        expect(!read && error.code != ERROR_NONE, "'%s'", cases[i]);
    }
}

static void the_place_of_a_mistake(void **state)
{
    Scene *scene = *state;
    JsonValue value;
    assert_false(json_read(scene->arena, TEXT("{\n  \"a\": 1,\n  !\n}"), &value, &scene->error));
    assert_int_equal(scene->error.line, 3);
    assert_true(scene->error.column > 0);
}

static Text nested(Arena *arena, size_t depth)
{
    Buffer out = BUFFER(arena);
    for (size_t i = 0; i < depth; i++)
        buffer_add_char(&out, '[');
    for (size_t i = 0; i < depth; i++)
        buffer_add_char(&out, ']');
    return buffer_text(&out);
}

static void deep_nesting(void **state)
{
    Scene *scene = *state;
    JsonValue value;
    assert_succeeds(json_read(scene->arena, nested(scene->arena, 1500), &value, &scene->error),
                    &scene->error);
    const JsonValue *inner = &value;
    size_t depth = 1;
    for (; inner->members.count; depth++)
        inner = &inner->members.items[0].value;
    assert_int_equal(depth, 1500);
    assert_false(json_read(scene->arena, nested(scene->arena, 100000), &value, &scene->error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_kind_of_value), TEST(members_keep_their_order),
        TEST(what_is_not_json),   TEST(the_place_of_a_mistake),
        TEST(deep_nesting),
    };
    return RUN_TESTS(tests);
}

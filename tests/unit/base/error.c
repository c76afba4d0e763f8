/* base/error.h */
#include "support.h"

#include <string.h>

static void every_code_has_a_name_and_a_meaning(void **state)
{
    (void)state;
    assert_string_equal(error_code_name(ERROR_NONE), "");
    assert_string_equal(error_code_name(ERROR_P3009), "P3009");
    for (int code = ERROR_NONE + 1; code < ERROR_COUNT; code++) {
        const char *name = error_code_name((ErrorCode)code);
        expect(strlen(name) == 5 && strspn(name + 1, "0123456789") == 4, "%s", name);
        expect(name[0] == 'P' || name[0] == 'D', "%s", name);
        expect(strlen(error_code_meaning((ErrorCode)code)) > 0, "%s", name);
        for (int other = code + 1; other < ERROR_COUNT; other++)
            expect(strcmp(name, error_code_name((ErrorCode)other)) != 0, "%s", name);
    }
}

static void failing_forgets_an_earlier_failure(void **state)
{
    Error *error = &((Scene *)*state)->error;
    assert_false(fail(error, ERROR_P3009, "%d of %s", 1, "x"));
    assert_false(error_hint(error, "hint %d", 2));
    assert_false(error_detail(error, "detail %d", 3));
    assert_false(error_field(error, "name", TEXT("value")));
    error->line = 4;
    assert_int_equal(error->code, ERROR_P3009);
    assert_text(error->message, "1 of x");
    assert_text(error->hint, "hint 2");
    assert_text(error->detail, "detail 3");
    assert_int_equal(error->fields.count, 1);
    assert_text(error->fields.items[0].value, "value");

    assert_false(fail(error, ERROR_D1001, "other"));
    assert_int_equal(error->code, ERROR_D1001);
    assert_int_equal(error->hint.length + error->detail.length + error->line, 0);
    assert_int_equal(error->fields.count, 0);
    assert_non_null(error->arena);
}

static void a_failure_may_quote_the_one_before(void **state)
{
    Error *error = &((Scene *)*state)->error;
    fail(error, ERROR_P1001, "inner");
    fail(error, ERROR_P3018, "outer: %.*s", TEXT_ARG(error->message));
    assert_text(error->message, "outer: inner");
}

static void a_field_is_copied(void **state)
{
    Error *error = &((Scene *)*state)->error;
    char value[] = "abc";
    fail(error, ERROR_P3018, "x");
    error_field(error, "name", text_from(value));
    memset(value, 'x', 3);
    assert_text(error->fields.items[0].value, "abc");
    TextList list = {0};
    list_add(error->arena, &list, text_from(value));
    error_list_field(error, "names", &list);
    memset(value, 'y', 3);
    assert_true(error->fields.items[1].is_list);
    assert_text(error->fields.items[1].values.items[0], "xxx");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_code_has_a_name_and_a_meaning),
        TEST(failing_forgets_an_earlier_failure),
        TEST(a_failure_may_quote_the_one_before),
        TEST(a_field_is_copied),
    };
    return RUN_TESTS(tests);
}

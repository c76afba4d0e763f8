/* base/environment.h */
#include "base/environment.h"

#include "support.h"

static char a[] = "A=1";
static char empty[] = "EMPTY=";
static char with_equals[] = "URL=file:x?a=b";
static char no_equals[] = "NONSENSE";
static char *const strings[] = {a, empty, with_equals, no_equals, NULL};

static void reading_variables(void **state)
{
    Environment environment = environment_from(((Scene *)*state)->arena, strings);
    assert_text(*environment_get(&environment, "A"), "1");
    assert_text(*environment_get(&environment, "URL"), "file:x?a=b");
    assert_text(*environment_get_text(&environment, TEXT("EMPTY")), "");
    assert_null(environment_get(&environment, "NONSENSE"));
    assert_null(environment_get(&environment, "NONE"));
    assert_true(environment_has(&environment, "A"));
    assert_false(environment_has(&environment, "EMPTY"));
    assert_false(environment_has(&environment, "NONE"));
}

static void it_is_a_copy(void **state)
{
    char changing[] = "X=1";
    char *const list[] = {changing, NULL};
    Environment environment = environment_from(((Scene *)*state)->arena, list);
    changing[0] = 'Y';
    changing[2] = '2';
    assert_text(*environment_get(&environment, "X"), "1");
}

static void setting_a_variable(void **state)
{
    Environment environment = environment_from(((Scene *)*state)->arena, strings);
    environment_set(&environment, TEXT("A"), TEXT("2"));
    environment_set(&environment, TEXT("NEW"), TEXT("3"));
    assert_text(*environment_get(&environment, "A"), "2");
    assert_text(*environment_get(&environment, "NEW"), "3");
    assert_string_equal(a, "A=1");
}

static void as_strings_for_a_child(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    Environment environment = environment_from(arena, strings);
    environment_set(&environment, TEXT("A"), TEXT("2"));
    char **list = environment_strings(arena, &environment);
    assert_string_equal(list[0], "A=2");
    assert_string_equal(list[1], "EMPTY=");
    assert_string_equal(list[2], "URL=file:x?a=b");
    assert_null(list[3]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(reading_variables),
        TEST(it_is_a_copy),
        TEST(setting_a_variable),
        TEST(as_strings_for_a_child),
    };
    return RUN_TESTS(tests);
}

/* database/library.h */
#include "database/library.h"

#include "support.h"

static void a_function_is_found_and_can_be_called(void **state)
{
    Scene *scene = *state;
    int (*absolute)(int) = NULL;
    const LibraryFunction wanted[] = {{"abs", &absolute}};
    assert_succeeds(library_load("libc.so.6", wanted, 1, "", &scene->error), &scene->error);
    assert_int_equal(absolute(-3), 3);
}

static void what_is_missing(void **state)
{
    Scene *scene = *state;
    void *place = NULL;
    const LibraryFunction wanted[] = {{"no_such_function", &place}};
    assert_fails(library_load("libno-such-library.so", wanted, 1, "install it", &scene->error),
                 &scene->error, ERROR_D1015);
    assert_text(scene->error.hint, "install it");
    assert_fails(library_load("libc.so.6", wanted, 1, "install it", &scene->error), &scene->error,
                 ERROR_D1015);
    assert_text(scene->error.hint, "install it");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_function_is_found_and_can_be_called),
        TEST(what_is_missing),
    };
    return RUN_TESTS(tests);
}

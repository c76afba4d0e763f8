/* What the unit tests share: cmocka, an arena and an error a test, a folder of its own, and
 * assertions for Text. */
#ifndef DUNLIN_TESTS_UNIT_SUPPORT_H
#define DUNLIN_TESTS_UNIT_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* cmocka's macro would hide dunlin's function; use expect(false, …) */

#include "base/buffer.h"
#include "base/error.h"

/* What a test starts with. */
typedef struct Scene {
    Arena *arena;
    Error error;
    Text folder; /* empty, absolute, removed at the end */
} Scene;

int scene_open(void **state);
int scene_close(void **state);

/* A test that gets a Scene as its state. */
#define TEST(function) cmocka_unit_test_setup_teardown(function, scene_open, scene_close)

#define RUN_TESTS(tests) cmocka_run_group_tests((tests), NULL, NULL)

/* The path of a file in the scene's folder. */
Text scene_path(const Scene *scene, const char *name);

/* Writes a file, with the folders above it, into the scene's folder; returns its path. */
Text scene_write(const Scene *scene, const char *name, Text content);

/* Fails the test, with words that tell the row of a table, unless the condition holds. */
#define expect(condition, ...) \
    do { \
        if (!(condition)) \
            fail_at(__FILE__, __LINE__, #condition, __VA_ARGS__); \
    } while (0)
_Noreturn void fail_at(const char *file, int line, const char *condition, const char *format, ...)
    PRINTF_LIKE(4, 5);

#define assert_text(actual, expected) \
    assert_text_at((actual), text_from(expected), __FILE__, __LINE__)
#define assert_same_text(actual, expected) assert_text_at((actual), (expected), __FILE__, __LINE__)
void assert_text_at(Text actual, Text expected, const char *file, int line);

/* The call failed, with this code. */
#define assert_fails(call, error, expected) \
    assert_fails_at((call), (error), (expected), #call, __FILE__, __LINE__)
void assert_fails_at(bool result, const Error *error, ErrorCode expected, const char *call,
                     const char *file, int line);

/* The call succeeded; else the error is shown. */
#define assert_succeeds(call, error) assert_succeeds_at((call), (error), #call, __FILE__, __LINE__)
void assert_succeeds_at(bool result, const Error *error, const char *call, const char *file,
                        int line);

/* Random numbers that are the same in every run. */
typedef struct Dice {
    uint64_t state;
} Dice;

uint64_t dice_roll(Dice *dice, uint64_t sides); /* 0 to sides - 1 */

#define COUNT(array) (sizeof(array) / sizeof *(array))

#endif

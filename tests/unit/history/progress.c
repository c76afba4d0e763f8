/* history/progress.h */
#include "history/progress.h"

#include "support.h"

static void progress_goes_there_and_back(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    static const Progress cases[] = {
        {0, 0, false}, {0, 1, true},   {1, 1, false},
        {3, 12, true}, {3, 12, false}, {99999, 100000, 1},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Progress back = {0};
        assert_true(progress_parse(progress_text(arena, cases[i]), &back));
        assert_int_equal(back.done, cases[i].done);
        assert_int_equal(back.total, cases[i].total);
        assert_int_equal(back.running, cases[i].running);
    }
}

/* The text is an interface between versions: these must be understood for ever. */
static void texts_that_are_in_databases(void **state)
{
    (void)state;
    Progress progress;
    assert_true(progress_parse(TEXT("dunlin: applied 2 of 5 statements"), &progress));
    assert_true(progress.done == 2 && progress.total == 5 && !progress.running);
    assert_true(
        progress_parse(TEXT("dunlin: applied 0 of 5 statements, running the next"), &progress));
    assert_true(progress.done == 0 && progress.total == 5 && progress.running);
}

static void every_other_text(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",
        "dunlin: applied ",
        "dunlin: applied 1 of  statements",
        "dunlin: applied x of 2 statements",
        "dunlin: applied -1 of 2 statements",
        "dunlin: applied 3 of 2 statements",
        "dunlin: applied 1 of 2 statements.",
        "dunlin: applied 1 of 2 statements, running the next ",
        " dunlin: applied 1 of 2 statements",
        "dunlin: applied 99999999999999999999 of 2 statements",
        "ERROR: relation \"x\" does not exist",
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Progress progress;
        expect(!progress_parse(text_from(cases[i]), &progress), "'%s'", cases[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(progress_goes_there_and_back),
        TEST(texts_that_are_in_databases),
        TEST(every_other_text),
    };
    return RUN_TESTS(tests);
}

/* history/dev.h and dev_reasons.h, on SQLite files. */
#include "desk.h"

static void in_sync_there_is_no_reason(void **state)
{
    Desk *desk = desk_two_applied(*state);
    assert_reasons(desk, "");
    assert_int_equal(desk->found.diagnosis.pending.count, 0);
    place_write(*state, "3_c", "CREATE TABLE c (id INTEGER PRIMARY KEY);");
    desk_look(desk);
    assert_reasons(desk, "");
    assert_int_equal(desk->found.diagnosis.pending.count, 1);
    assert_int_equal(desk->found.expected->tables.count, 2);
    assert_int_equal(desk->found.wanted->tables.count, 3);
    desk_leave(desk);
}

static void an_applied_migration_that_does_not_run_any_more(void **state)
{
    Desk *desk = desk_two_applied(*state);
    place_write(*state, "1_a", "CREATE TABLE a (id INTEGER PRIMARY KEY); DROP TABLE missing;");
    desk_look(desk);
    assert_null(desk->found.expected);
    assert_int_equal(desk->found.applied_error.code, ERROR_P3006);
    desk_leave(desk);
}

static void exact_means_triggers_too(void **state)
{
    Scene *scene = *state;
    Desk *desk = desk_two_applied(scene);
    DevRequest request = desk_request(desk);
    bool exact = false;
    assert_succeeds(dev_is_exact(scene->arena, &request, &desk->found, &exact, &scene->error),
                    &scene->error);
    assert_true(exact);
    place_run(scene, desk->database, "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END;");
    desk_look(desk);
    assert_reasons(desk, "");
    request = desk_request(desk);
    assert_succeeds(dev_is_exact(scene->arena, &request, &desk->found, &exact, &scene->error),
                    &scene->error);
    assert_false(exact);
    desk_leave(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(in_sync_there_is_no_reason),
        TEST(an_applied_migration_that_does_not_run_any_more),
        TEST(exact_means_triggers_too),
    };
    return RUN_TESTS(tests);
}

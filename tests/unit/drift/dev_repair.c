/* drift/dev_repair.h, on SQLite files. */
#include "drift/dev_repair.h"

#include "history/desk.h"

static void repair(Desk *desk)
{
    Scene *scene = desk->scene;
    DevRequest request = desk_request(desk);
    DevRepair plan;
    assert_succeeds(dev_repair_plan(scene->arena, &request, &desk->found, &plan, &scene->error),
                    &scene->error);
    assert_succeeds(dev_repair_run(scene->arena, &desk->found, &plan, &scene->error),
                    &scene->error);
    desk_look(desk);
    assert_reasons(desk, "");
}

static void an_edit_that_makes_no_difference_is_accepted(void **state)
{
    Desk *desk = desk_two_applied(*state);
    place_write(*state, "1_a", "-- a remark\nCREATE TABLE a (id INTEGER PRIMARY KEY);");
    desk_look(desk);
    assert_reasons(desk, "E");
    repair(desk);
    desk_leave(desk);
}

static void drift_is_undone_and_rows_stay(void **state)
{
    Desk *desk = desk_two_applied(*state);
    place_run(*state, desk->database,
              "INSERT INTO b VALUES (1, 'kept'); ALTER TABLE b ADD COLUMN y TEXT; DROP TABLE a;");
    desk_look(desk);
    assert_reasons(desk, "D");
    repair(desk);
    assert_text(place_value(*state, desk->database, "SELECT x FROM b"), "kept");
    assert_text(place_value(*state, desk->database, "SELECT count(*) FROM a"), "0");
    desk_leave(desk);
}

static void migrations_of_another_branch_are_undone_and_forgotten(void **state)
{
    Scene *scene = *state;
    Desk *desk = desk_two_applied(scene);
    AppliedMigrations applied;
    place_write(scene, "3_mine", "ALTER TABLE b ADD COLUMN mine TEXT;");
    assert_succeeds(place_apply(scene, desk->database, &applied), &scene->error);
    place_remove(scene, "3_mine");
    desk_look(desk);
    assert_reasons(desk, "DM");
    place_write(scene, "3_theirs", "ALTER TABLE b ADD COLUMN theirs TEXT;");
    desk_look(desk);
    assert_reasons(desk, "DV");
    repair(desk);
    assert_int_equal(desk->found.diagnosis.pending.count, 1);
    assert_text(place_value(scene, desk->database, "SELECT count(*) FROM _prisma_migrations"), "2");
    desk_leave(desk);
}

static void a_failed_migration_is_run_again(void **state)
{
    Scene *scene = *state;
    Desk *desk = desk_two_applied(scene);
    AppliedMigrations applied;
    place_write(scene, "3_c", "CREATE TABLE c (id INTEGER PRIMARY KEY); DROP TABLE missing;");
    assert_fails(place_apply(scene, desk->database, &applied), &scene->error, ERROR_P3018);
    desk_look(desk);
    assert_reasons(desk, "F");
    assert_null(desk->found.wanted);
    assert_int_equal(desk->found.pending_error.code, ERROR_P3006);
    place_write(scene, "3_c", "CREATE TABLE c (id INTEGER PRIMARY KEY);");
    desk_look(desk);
    assert_reasons(desk, "FE");
    repair(desk);
    assert_int_equal(desk->found.diagnosis.pending.count, 1);
    desk_leave(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_edit_that_makes_no_difference_is_accepted),
        TEST(drift_is_undone_and_rows_stay),
        TEST(migrations_of_another_branch_are_undone_and_forgotten),
        TEST(a_failed_migration_is_run_again),
    };
    return RUN_TESTS(tests);
}

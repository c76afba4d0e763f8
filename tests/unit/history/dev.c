/* history/dev.h, dev_reasons.h and repair.h, on SQLite files. */
#include "history/dev.h"

#include "dialect/sql_rules.h"
#include "history/dev_reasons.h"
#include "history/repair.h"
#include "place.h"
#include "support.h"

typedef struct Desk {
    Scene *scene;
    Database *database;
    MigrationsFolder *folder;
    ReplayRequest replay_request;
    DescribeRequest describe;
    Replay *replay;
    DevDiagnosis found;
} Desk;

static DevRequest request_of(const Desk *desk)
{
    return (DevRequest){desk->database, desk->folder, desk->replay, &desk->describe};
}

/* Reads the folder anew and diagnoses. */
static void look(Desk *desk)
{
    Scene *scene = desk->scene;
    if (desk->replay)
        assert_succeeds(replay_end(desk->replay, &scene->error), &scene->error);
    desk->folder = place_folder(scene);
    desk->describe = (DescribeRequest){.rules = &sql_rules_sqlite, .version = PRISMA_6};
    desk->replay_request = (ReplayRequest){
        .shadow = {.dialect = &dialect_sqlite},
        .describe = desk->describe,
        .folder = desk->folder,
    };
    desk->replay = replay_begin(scene->arena, &desk->replay_request);
    DevRequest request = request_of(desk);
    assert_succeeds(dev_diagnose(scene->arena, &request, &desk->found, &scene->error),
                    &scene->error);
}

/* Two migrations that are applied, and a look at them. */
static Desk two_applied(Scene *scene)
{
    AppliedMigrations applied;
    Desk desk = {.scene = scene, .database = place_open(scene, "dev")};
    place_write(scene, "1_a", "CREATE TABLE a (id INTEGER PRIMARY KEY);");
    place_write(scene, "2_b", "CREATE TABLE b (id INTEGER PRIMARY KEY, x TEXT);");
    assert_succeeds(place_apply(scene, desk.database, &applied), &scene->error);
    look(&desk);
    return desk;
}

static void leave(Desk *desk)
{
    assert_succeeds(replay_end(desk->replay, &desk->scene->error), &desk->scene->error);
    database_close(desk->database);
}

/* The kinds of the reasons, a letter each: Failed, Edited, Drift, Missing, diverged (V). */
static void assert_reasons(Desk *desk, const char *letters)
{
    static const char letter_of[] = {'F', 'E', 'D', 'M', 'V'};
    DevReasons reasons = dev_reasons(desk->scene->arena, desk->folder, &desk->found);
    Buffer out = BUFFER(desk->scene->arena);
    for (list_each(const DevReason, reason, &reasons))
        buffer_add_char(&out, letter_of[reason->kind]);
    assert_text(buffer_text(&out), letters);
    assert_int_equal(dev_needs_reset(&desk->found), reasons.count > 0);
}

static void repair(Desk *desk)
{
    Scene *scene = desk->scene;
    DevRequest request = request_of(desk);
    Repair plan;
    assert_succeeds(repair_plan(scene->arena, &request, &desk->found, &plan, &scene->error),
                    &scene->error);
    assert_succeeds(repair_run(scene->arena, &desk->found, &plan, &scene->error), &scene->error);
    look(desk);
    assert_reasons(desk, "");
}

static void in_sync_there_is_no_reason(void **state)
{
    Desk desk = two_applied(*state);
    assert_reasons(&desk, "");
    assert_int_equal(desk.found.diagnosis.pending.count, 0);
    place_write(*state, "3_c", "CREATE TABLE c (id INTEGER PRIMARY KEY);");
    look(&desk);
    assert_reasons(&desk, "");
    assert_int_equal(desk.found.diagnosis.pending.count, 1);
    assert_int_equal(desk.found.expected->tables.count, 2);
    assert_int_equal(desk.found.wanted->tables.count, 3);
    leave(&desk);
}

static void an_edit_that_makes_no_difference_is_accepted(void **state)
{
    Desk desk = two_applied(*state);
    place_write(*state, "1_a", "-- a remark\nCREATE TABLE a (id INTEGER PRIMARY KEY);");
    look(&desk);
    assert_reasons(&desk, "E");
    repair(&desk);
    leave(&desk);
}

static void drift_is_undone_and_rows_stay(void **state)
{
    Desk desk = two_applied(*state);
    place_run(*state, desk.database,
              "INSERT INTO b VALUES (1, 'kept'); ALTER TABLE b ADD COLUMN y TEXT; DROP TABLE a;");
    look(&desk);
    assert_reasons(&desk, "D");
    repair(&desk);
    assert_text(place_value(*state, desk.database, "SELECT x FROM b"), "kept");
    assert_text(place_value(*state, desk.database, "SELECT count(*) FROM a"), "0");
    leave(&desk);
}

static void migrations_of_another_branch_are_undone_and_forgotten(void **state)
{
    Scene *scene = *state;
    Desk desk = two_applied(scene);
    AppliedMigrations applied;
    place_write(scene, "3_mine", "ALTER TABLE b ADD COLUMN mine TEXT;");
    assert_succeeds(place_apply(scene, desk.database, &applied), &scene->error);
    place_remove(scene, "3_mine");
    look(&desk);
    assert_reasons(&desk, "DM");
    place_write(scene, "3_theirs", "ALTER TABLE b ADD COLUMN theirs TEXT;");
    look(&desk);
    assert_reasons(&desk, "DV");
    repair(&desk);
    assert_int_equal(desk.found.diagnosis.pending.count, 1);
    assert_text(place_value(scene, desk.database, "SELECT count(*) FROM _prisma_migrations"), "2");
    leave(&desk);
}

static void a_failed_migration_is_run_again(void **state)
{
    Scene *scene = *state;
    Desk desk = two_applied(scene);
    AppliedMigrations applied;
    place_write(scene, "3_c", "CREATE TABLE c (id INTEGER PRIMARY KEY); DROP TABLE missing;");
    assert_fails(place_apply(scene, desk.database, &applied), &scene->error, ERROR_P3018);
    look(&desk);
    assert_reasons(&desk, "F");
    assert_null(desk.found.wanted);
    assert_int_equal(desk.found.pending_error.code, ERROR_P3006);
    place_write(scene, "3_c", "CREATE TABLE c (id INTEGER PRIMARY KEY);");
    look(&desk);
    assert_reasons(&desk, "FE");
    repair(&desk);
    assert_int_equal(desk.found.diagnosis.pending.count, 1);
    leave(&desk);
}

static void an_applied_migration_that_does_not_run_any_more(void **state)
{
    Desk desk = two_applied(*state);
    place_write(*state, "1_a", "CREATE TABLE a (id INTEGER PRIMARY KEY); DROP TABLE missing;");
    look(&desk);
    assert_null(desk.found.expected);
    assert_int_equal(desk.found.applied_error.code, ERROR_P3006);
    leave(&desk);
}

static void exact_means_triggers_too(void **state)
{
    Scene *scene = *state;
    Desk desk = two_applied(scene);
    DevRequest request = request_of(&desk);
    bool exact = false;
    assert_succeeds(dev_is_exact(scene->arena, &request, &desk.found, &exact, &scene->error),
                    &scene->error);
    assert_true(exact);
    place_run(scene, desk.database, "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END;");
    look(&desk);
    assert_reasons(&desk, "");
    request = request_of(&desk);
    assert_succeeds(dev_is_exact(scene->arena, &request, &desk.found, &exact, &scene->error),
                    &scene->error);
    assert_false(exact);
    leave(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(in_sync_there_is_no_reason),
        TEST(an_edit_that_makes_no_difference_is_accepted),
        TEST(drift_is_undone_and_rows_stay),
        TEST(migrations_of_another_branch_are_undone_and_forgotten),
        TEST(a_failed_migration_is_run_again),
        TEST(an_applied_migration_that_does_not_run_any_more),
        TEST(exact_means_triggers_too),
    };
    return RUN_TESTS(tests);
}

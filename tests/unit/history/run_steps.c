/* history/run_steps.h */
#include "history/run_steps.h"

#include "place.h"
#include "scripted.h"
#include "sql/diffing.h"

static const char two_tables[] = "model A {\n  id Int @id\n  a Int?\n}\n"
                                 "model B {\n  id Int @id\n}\n";

static Database *open_with_two_tables(Scene *scene)
{
    Database *database = place_open(scene, "dev");
    size_t done;
    assert_succeeds(run_steps_on(scene->arena, database,
                                 steps_of(scene, "sqlite", NULL, two_tables), &done, &scene->error),
                    &scene->error);
    assert_int_equal(done, 2);
    return database;
}

static void steps_are_carried_out(void **state)
{
    Scene *scene = *state;
    Database *database = open_with_two_tables(scene);
    assert_text(
        place_value(scene, database,
                    "SELECT group_concat(name) FROM sqlite_master WHERE name IN ('A', 'B')"),
        "A,B");
    database_close(database);
}

/* The step before the failed one stays, and nothing of the failed one does. */
static void the_first_failure_ends_it(void **state)
{
    Scene *scene = *state;
    Database *database = open_with_two_tables(scene);
    size_t done;
    place_run(scene, database, "INSERT INTO A VALUES (1, NULL)");
    const Steps *steps =
        steps_of(scene, "sqlite", two_tables,
                 "model A {\n  id Int @id\n  a Int\n}\nmodel C {\n  id Int @id\n}\n");
    assert_fails(run_steps_on(scene->arena, database, steps, &done, &scene->error), &scene->error,
                 ERROR_D1014);
    assert_int_equal(done, 2); /* DropTable, CreateTable; RedefineTables fails */
    expect(text_contains(scene->error.detail, "INSERT INTO \"new_A\""), "%.*s",
           TEXT_ARG(scene->error.detail));
    assert_text(place_value(scene, database,
                            "SELECT group_concat(name) FROM (SELECT name FROM sqlite_master WHERE "
                            "type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name)"),
                "A,C");
    assert_text(place_value(scene, database, "PRAGMA foreign_keys"), "1");
    assert_false(database_in_transaction(database));
    database_close(database);
}

static void nothing_changed_is_said(void **state)
{
    Scene *scene = *state;
    ScriptedDatabase *database = scripted_new(scene->arena);
    size_t done;
    database->failures[0] =
        (ScriptedFailure){"ALTER TABLE", ERROR_D1014, "23502", 9, false, false, false};
    assert_fails(run_steps_on(scene->arena, &database->base,
                              steps_of(scene, "postgresql", "a Int", "b Int"), &done,
                              &scene->error),
                 &scene->error, ERROR_D1014);
    assert_int_equal(done, 0);
    assert_text(scene->error.database_code, "23502");
    expect(text_contains(scene->error.detail, "Nothing"), "%.*s", TEXT_ARG(scene->error.detail));
}

static void a_lost_connection_is_told_as_one(void **state)
{
    Scene *scene = *state;
    ScriptedDatabase *database = scripted_new(scene->arena);
    size_t done;
    database->failures[0] =
        (ScriptedFailure){"ALTER TABLE", ERROR_P1017, NULL, 9, false, true, false};
    assert_fails(run_steps_on(scene->arena, &database->base,
                              steps_of(scene, "postgresql", "a Int", "b Int"), &done,
                              &scene->error),
                 &scene->error, ERROR_P1017);
    expect(!text_contains(scene->error.detail, "Nothing"), "%.*s", TEXT_ARG(scene->error.detail));
}

/* A step with a transaction of its own: a value of an enum goes. */
static void an_enum_is_exchanged_in_a_transaction(void **state)
{
    Scene *scene = *state;
    ScriptedDatabase *database = scripted_new(scene->arena);
    size_t done;
    const Steps *steps =
        steps_of(scene, "postgresql", "model A {\n  id Int @id\n  a E\n}\nenum E {\n  X\n  Y\n}\n",
                 "model A {\n  id Int @id\n  a E\n}\nenum E {\n  X\n}\n");
    database->failures[0] =
        (ScriptedFailure){"DROP TYPE", ERROR_D1014, "2BP01", 1, false, false, false};
    assert_fails(run_steps_on(scene->arena, &database->base, steps, &done, &scene->error),
                 &scene->error, ERROR_D1014);
    assert_int_equal(scripted_committed(database, "CREATE TYPE"), 0);
    assert_false(database->in_transaction);
    expect(text_contains(scene->error.detail, "DROP TYPE"), "%.*s", TEXT_ARG(scene->error.detail));
    assert_succeeds(run_steps_on(scene->arena, &database->base, steps, &done, &scene->error),
                    &scene->error);
    assert_int_equal(done, 1);
    assert_int_equal(scripted_committed(database, "CREATE TYPE"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(steps_are_carried_out),
        TEST(the_first_failure_ends_it),
        TEST(nothing_changed_is_said),
        TEST(a_lost_connection_is_told_as_one),
        TEST(an_enum_is_exchanged_in_a_transaction),
    };
    return RUN_TESTS(tests);
}

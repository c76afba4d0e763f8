/* history/reset.h */
#include "history/reset.h"

#include "place.h"
#include "scripted.h"
#include "support.h"

static void a_file_is_emptied(void **state)
{
    Scene *scene = *state;
    Database *database = place_open(scene, "dev");
    AppliedMigrations applied;
    TextList none = {0};
    place_write(scene, "1_a", "CREATE TABLE t (x); CREATE VIEW v AS SELECT 1");
    assert_succeeds(place_apply(scene, database, &applied), &scene->error);
    assert_succeeds(reset_database(scene->arena, database, &none, &scene->error), &scene->error);
    assert_text(place_value(scene, database, "SELECT count(*) FROM sqlite_master"), "0");
    assert_succeeds(place_apply(scene, database, &applied), &scene->error);
    assert_int_equal(applied.count, 1);
    database_close(database);
}

static TextList two_namespaces(Arena *arena)
{
    TextList names = {0};
    list_add(arena, &names, TEXT("one"));
    list_add(arena, &names, TEXT("t\"wo"));
    return names;
}

static void namespaces_are_dropped_in_one_transaction(void **state)
{
    Scene *scene = *state;
    TextList names = two_namespaces(scene->arena);
    ScriptedDatabase *database = scripted_new(scene->arena);
    assert_succeeds(reset_database(scene->arena, &database->base, &names, &scene->error),
                    &scene->error);
    assert_int_equal(scripted_committed(database, "DROP SCHEMA IF EXISTS \"one\""), 1);
    assert_int_equal(scripted_committed(database, "CREATE SCHEMA \"t\"\"wo\""), 1);
    assert_int_equal(
        scripted_committed(database, "DROP TABLE IF EXISTS \"public\"._prisma_migrations"), 1);
    assert_false(database->in_transaction);
}

static void objects_are_dropped_where_the_namespace_may_not_be(void **state)
{
    Scene *scene = *state;
    TextList names = two_namespaces(scene->arena);
    ScriptedDatabase *database = scripted_new(scene->arena);
    database->failures[0] =
        (ScriptedFailure){"DROP SCHEMA", ERROR_P1010, "42501", 9, false, false, false};
    database->answers[0] = (ScriptedAnswer){"pg_class", {"DROP TABLE IF EXISTS one.t CASCADE"}};
    assert_succeeds(reset_database(scene->arena, &database->base, &names, &scene->error),
                    &scene->error);
    assert_int_equal(scripted_committed(database, "DROP SCHEMA"), 0);
    assert_int_equal(scripted_committed(database, "CREATE SCHEMA"), 0);
    assert_int_equal(scripted_committed(database, "DROP TABLE IF EXISTS one.t CASCADE"), 1);
    assert_false(database->in_transaction);
}

static void nothing_is_changed_when_that_fails_too(void **state)
{
    Scene *scene = *state;
    TextList names = two_namespaces(scene->arena);
    ScriptedDatabase *database = scripted_new(scene->arena);
    database->failures[0] =
        (ScriptedFailure){"DROP SCHEMA", ERROR_P1010, "42501", 9, false, false, false};
    database->failures[1] =
        (ScriptedFailure){"DROP TABLE", ERROR_P1010, "42501", 9, false, false, false};
    database->answers[0] = (ScriptedAnswer){"pg_class", {"DROP TABLE IF EXISTS one.t CASCADE"}};
    assert_fails(reset_database(scene->arena, &database->base, &names, &scene->error),
                 &scene->error, ERROR_P3016);
    assert_text(scene->error.database_code, "42501");
    assert_string_equal(scene->error.fields.items[0].name, "inner_error");
    assert_int_equal(database->committed.count, 0);
    assert_false(database->in_transaction);
}

static void a_lost_connection_is_told_as_such(void **state)
{
    Scene *scene = *state;
    TextList names = two_namespaces(scene->arena);
    ScriptedDatabase *database = scripted_new(scene->arena);
    database->failures[0] =
        (ScriptedFailure){"DROP SCHEMA", ERROR_P1017, NULL, 1, false, true, false};
    assert_fails(reset_database(scene->arena, &database->base, &names, &scene->error),
                 &scene->error, ERROR_P1017);
    assert_int_equal(database->committed.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_file_is_emptied),
        TEST(namespaces_are_dropped_in_one_transaction),
        TEST(objects_are_dropped_where_the_namespace_may_not_be),
        TEST(nothing_is_changed_when_that_fails_too),
        TEST(a_lost_connection_is_told_as_such),
    };
    return RUN_TESTS(tests);
}

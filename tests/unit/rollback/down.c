/* rollback/down.h, on SQLite. */
#include "rollback/down.h"

#include <unistd.h>

#include "../history/place.h"

static Database *three(Scene *scene)
{
    AppliedMigrations applied;
    place_write(scene, "1_a", "CREATE TABLE a (id INTEGER PRIMARY KEY);");
    place_write(scene, "2_b", "ALTER TABLE a ADD COLUMN b TEXT; INSERT INTO a (b) VALUES ('x');");
    place_write(scene, "3_c", "CREATE TABLE c (id INTEGER PRIMARY KEY);");
    scene_write(scene, "migrations/1_a/down.sql", TEXT("DROP TABLE a;"));
    scene_write(scene, "migrations/2_b/down.sql",
                TEXT("UPDATE a SET b = 'y';\n" KEPT_DATA_MARK
                     "\nALTER TABLE a RENAME COLUMN b TO c;\nALTER TABLE a DROP COLUMN c;"));
    scene_write(scene, "migrations/3_c/down.sql", TEXT("DROP TABLE c;"));
    Database *database = place_open(scene, "d");
    assert_succeeds(place_apply(scene, database, &applied), &scene->error);
    return database;
}

static bool plan(Scene *scene, Database *database, size_t steps, const char *to, DownPlan *plan)
{
    DownRequest request = {.folder = place_folder(scene), .steps = steps, .to = text_from(to)};
    return down_plan(scene->arena, database, &request, plan, &scene->error);
}

static Text names(Scene *scene, const DownPlan *plan)
{
    Buffer out = BUFFER(scene->arena);
    for (list_each(const DownItem, item, &plan->items))
        buffer_add_format(&out, "%.*s ", TEXT_ARG(item->migration->name));
    return buffer_text(&out);
}

static void which_are_taken_back(void **state)
{
    Scene *scene = *state;
    Database *database = three(scene);
    DownPlan found;
    assert_succeeds(plan(scene, database, 1, "", &found), &scene->error);
    assert_text(names(scene, &found), "3_c ");
    assert_succeeds(plan(scene, database, 9, "", &found), &scene->error);
    assert_text(names(scene, &found), "3_c 2_b 1_a ");
    assert_succeeds(plan(scene, database, 0, "1_a", &found), &scene->error);
    assert_text(names(scene, &found), "3_c 2_b ");
    assert_succeeds(plan(scene, database, 0, "3_c", &found), &scene->error);
    assert_text(names(scene, &found), "");
    assert_fails(plan(scene, database, 0, "4_d", &found), &scene->error, ERROR_P3017);
    database_close(database);
}

static void one_after_the_other(void **state)
{
    Scene *scene = *state;
    Database *database = three(scene);
    DownPlan found;
    KeepReport report;
    assert_succeeds(plan(scene, database, 2, "", &found), &scene->error);
    assert_succeeds(down_run(scene->arena, &found, &found.items.items[0], &report, &scene->error),
                    &scene->error);
    assert_succeeds(down_run(scene->arena, &found, &found.items.items[1], &report, &scene->error),
                    &scene->error);
    assert_text(place_value(scene, database, "SELECT count(*) FROM pragma_table_info('a')"), "1");
    assert_text(place_value(scene, database,
                            "SELECT group_concat(migration_name) FROM _prisma_migrations"
                            " WHERE rolled_back_at IS NOT NULL AND finished_at IS NOT NULL"),
                "2_b,3_c");
    assert_fails(down_run(scene->arena, &found, &found.items.items[1], &report, &scene->error),
                 &scene->error, ERROR_D1032);
    assert_succeeds(plan(scene, database, 9, "", &found), &scene->error);
    assert_text(names(scene, &found), "1_a ");

    AppliedMigrations applied;
    assert_succeeds(place_apply(scene, database, &applied), &scene->error);
    assert_int_equal(applied.count, 2);
    assert_succeeds(plan(scene, database, 9, "", &found), &scene->error);
    assert_text(names(scene, &found), "3_c 2_b 1_a ");
    database_close(database);
}

static void what_stands_in_the_way(void **state)
{
    Scene *scene = *state;
    Database *database = three(scene);
    DownPlan found;
    scene_write(scene, "migrations/3_c/down.sql", TEXT("\xff"));
    assert_fails(plan(scene, database, 1, "", &found), &scene->error, ERROR_D1008);
    scene_write(scene, "migrations/3_c/down.sql", TEXT("DROP TABLE c;"));
    assert_int_equal(unlink(scene_path(scene, "migrations/2_b/down.sql").data), 0);
    assert_succeeds(plan(scene, database, 1, "", &found), &scene->error);
    assert_fails(plan(scene, database, 2, "", &found), &scene->error, ERROR_D1035);
    place_run(scene, database,
              "UPDATE _prisma_migrations SET migration_name = '2_x' WHERE migration_name = '2_b'");
    assert_fails(plan(scene, database, 2, "", &found), &scene->error, ERROR_D1035);
    place_run(scene, database,
              "UPDATE _prisma_migrations SET finished_at = NULL WHERE"
              " migration_name = '1_a'");
    assert_fails(plan(scene, database, 1, "", &found), &scene->error, ERROR_P3009);
    database_close(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(which_are_taken_back),
        TEST(one_after_the_other),
        TEST(what_stands_in_the_way),
    };
    return RUN_TESTS(tests);
}

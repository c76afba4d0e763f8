/* history/replay.h and replay_cache.h, on SQLite in memory. */
#include "history/replay.h"

#include "base/file.h"
#include "dialect/sql_rules.h"
#include "place.h"
#include "support.h"

static ReplayRequest request_of(Scene *scene, MigrationsFolder *folder)
{
    return (ReplayRequest){
        .shadow = {.dialect = &dialect_sqlite},
        .describe = {.rules = &sql_rules_sqlite, .version = PRISMA_6},
        .folder = folder,
        .cache = scene_path(scene, "cache"),
    };
}

static MigrationList first_of(Scene *scene, MigrationsFolder *folder, size_t count)
{
    MigrationList list = {0};
    for (size_t i = 0; i < count; i++)
        list_add(scene->arena, &list, &folder->migrations.items[i]);
    return list;
}

/* Replays the first migrations of the folder; tells the tables that they make. */
static Text made(Scene *scene, Replay *replay, MigrationsFolder *folder, size_t count)
{
    MigrationList list = first_of(scene, folder, count);
    const SqlSchema *schema;
    Buffer names = BUFFER(scene->arena);
    assert_succeeds(replay_schema(replay, &list, &schema, &scene->error), &scene->error);
    for (list_each(const SqlTable, table, &schema->tables))
        buffer_add_format(&names, names.length ? " %.*s" : "%.*s", TEXT_ARG(table->name));
    return buffer_text(&names);
}

/* The same with a replay of its own; tells how many migrations were run for it. */
static size_t runs_for(Scene *scene, const ReplayRequest *request, size_t count, const char *tables)
{
    Replay *replay = replay_begin(scene->arena, request);
    assert_text(made(scene, replay, request->folder, count), tables);
    size_t runs = replay_runs(replay);
    assert_succeeds(replay_end(replay, &scene->error), &scene->error);
    return runs;
}

static MigrationsFolder *three_migrations(Scene *scene)
{
    place_write(scene, "1_a", "CREATE TABLE a (x INTEGER);");
    place_write(scene, "2_b", "CREATE TABLE b (x INTEGER);");
    place_write(scene, "3_c", "DROP TABLE a; CREATE TABLE c (x INTEGER);");
    return place_folder(scene);
}

static void a_longer_list_goes_on_where_the_shorter_ended(void **state)
{
    Scene *scene = *state;
    MigrationsFolder *folder = three_migrations(scene);
    ReplayRequest request = request_of(scene, folder);
    request.cache = TEXT("");
    Replay *replay = replay_begin(scene->arena, &request);
    assert_text(made(scene, replay, folder, 0), "");
    assert_text(made(scene, replay, folder, 2), "a b");
    assert_text(made(scene, replay, folder, 3), "b c");
    assert_int_equal(replay_runs(replay), 3);
    assert_text(made(scene, replay, folder, 1), "a");
    assert_int_equal(replay_runs(replay), 4);
    assert_succeeds(replay_end(replay, &scene->error), &scene->error);
}

static void what_was_made_is_kept(void **state)
{
    Scene *scene = *state;
    ReplayRequest request = request_of(scene, three_migrations(scene));
    assert_int_equal(runs_for(scene, &request, 3, "b c"), 3);
    assert_int_equal(runs_for(scene, &request, 3, "b c"), 0);
    request.init_script = TEXT("CREATE TABLE first (x INTEGER);");
    assert_int_equal(runs_for(scene, &request, 3, "b c first"), 3);
    assert_int_equal(runs_for(scene, &request, 3, "b c first"), 0);
    request.cache = TEXT("");
    assert_int_equal(runs_for(scene, &request, 3, "b c first"), 3);
}

static void an_edited_script_is_run_again(void **state)
{
    Scene *scene = *state;
    ReplayRequest request = request_of(scene, three_migrations(scene));
    assert_int_equal(runs_for(scene, &request, 3, "b c"), 3);
    place_write(scene, "2_b", "CREATE TABLE d (x INTEGER);");
    request.folder = place_folder(scene);
    assert_int_equal(runs_for(scene, &request, 3, "c d"), 3); /* nothing was kept after the first */
    assert_int_equal(runs_for(scene, &request, 3, "c d"), 0);
}

static void of_a_longer_history_only_the_rest_is_run(void **state)
{
    Scene *scene = *state;
    place_write(scene, "1_a", "CREATE TABLE a (x INTEGER UNIQUE);");
    place_write(scene, "2_b", "INSERT INTO a VALUES (1); CREATE VIEW v AS SELECT x FROM a;");
    place_write(scene, "3_c", "DROP VIEW v; CREATE TABLE c AS SELECT x FROM a;");
    ReplayRequest request = request_of(scene, place_folder(scene));
    assert_int_equal(runs_for(scene, &request, 2, "a"), 2);
    assert_int_equal(runs_for(scene, &request, 3, "a c"), 1);
    place_write(scene, "4_d", "INSERT INTO c SELECT x + 1 FROM c; INSERT INTO a VALUES (2);");
    place_write(scene, "5_e", "INSERT INTO a SELECT x FROM c WHERE x > 2;");
    request.folder = place_folder(scene);
    assert_int_equal(runs_for(scene, &request, 4, "a c"), 1);
    /* The rows are there. */
    place_write(scene, "5_e", "INSERT INTO a SELECT x FROM c WHERE x = 2;");
    request.folder = place_folder(scene);
    Replay *replay = replay_begin(scene->arena, &request);
    MigrationList list = first_of(scene, request.folder, 5);
    const SqlSchema *schema;
    assert_fails(replay_schema(replay, &list, &schema, &scene->error), &scene->error, ERROR_P3006);
    assert_int_equal(replay_runs(replay), 0);
    assert_succeeds(replay_end(replay, &scene->error), &scene->error);
}

static void what_cannot_be_copied_is_run_again(void **state)
{
    Scene *scene = *state;
    place_write(scene, "1_a", "CREATE TABLE a (x INTEGER);");
    place_write(scene, "2_b", "CREATE VIRTUAL TABLE b USING fts5(t);");
    place_write(scene, "3_c", "CREATE TABLE c (x INTEGER);");
    place_write(scene, "4_d", "CREATE TABLE d (x INTEGER);");
    ReplayRequest request = request_of(scene, place_folder(scene));
    assert_int_equal(runs_for(scene, &request, 1, "a"), 1);
    Replay *replay = replay_begin(scene->arena, &request);
    made(scene, replay, request.folder, 3);
    assert_int_equal(replay_runs(replay), 2);
    assert_succeeds(replay_end(replay, &scene->error), &scene->error);
    replay = replay_begin(scene->arena, &request);
    made(scene, replay, request.folder, 4);
    assert_int_equal(replay_runs(replay), 3);
    assert_succeeds(replay_end(replay, &scene->error), &scene->error);
}

static void damaged_files_are_none(void **state)
{
    Scene *scene = *state;
    ReplayRequest request = request_of(scene, three_migrations(scene));
    assert_int_equal(runs_for(scene, &request, 3, "b c"), 3);
    FolderEntries entries = {0};
    Text folder = scene_path(scene, "cache/replays");
    assert_succeeds(folder_list(scene->arena, folder, &entries, &scene->error), &scene->error);
    assert_true(entries.count > 0);
    for (list_each(const FolderEntry, entry, &entries)) {
        Text path = path_resolve(scene->arena, folder, entry->name);
        assert_succeeds(file_write(scene->arena, path, TEXT("{\"half"), &scene->error),
                        &scene->error);
    }
    assert_int_equal(runs_for(scene, &request, 3, "b c"), 3);
    assert_int_equal(runs_for(scene, &request, 3, "b c"), 0);
}

static void the_folder_does_not_grow_for_ever(void **state)
{
    Scene *scene = *state;
    ReplayRequest request = request_of(scene, three_migrations(scene));
    for (int i = 0; i < 60; i++) { /* two states each */
        request.init_script = text_format(scene->arena, "SELECT %d;", i);
        runs_for(scene, &request, 3, "b c");
        runs_for(scene, &request, 2, "a b");
    }
    FolderEntries entries = {0};
    assert_succeeds(
        folder_list(scene->arena, scene_path(scene, "cache/replays"), &entries, &scene->error),
        &scene->error);
    assert_int_equal(entries.count, 100);
    assert_int_equal(runs_for(scene, &request, 3, "b c"), 0);
}

static void a_folder_that_cannot_be_written_keeps_nothing(void **state)
{
    Scene *scene = *state;
    ReplayRequest request = request_of(scene, three_migrations(scene));
    request.cache = scene_write(scene, "file", TEXT("no folder"));
    assert_int_equal(runs_for(scene, &request, 3, "b c"), 3);
    assert_int_equal(runs_for(scene, &request, 3, "b c"), 3);
}

static void a_migration_that_fails_is_told(void **state)
{
    Scene *scene = *state;
    three_migrations(scene);
    place_write(scene, "2_b", "CREATE TABLE b (x INTEGER);\nCREATE TABLE a (y INTEGER);");
    MigrationsFolder *folder = place_folder(scene);
    ReplayRequest request = request_of(scene, folder);
    Replay *replay = replay_begin(scene->arena, &request);
    MigrationList list = first_of(scene, folder, 3);
    const SqlSchema *schema;
    assert_fails(replay_schema(replay, &list, &schema, &scene->error), &scene->error, ERROR_P3006);
    assert_int_equal(scene->error.line, 2);
    assert_text(scene->error.fields.items[0].value, "2_b");
    assert_succeeds(replay_end(replay, &scene->error), &scene->error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_longer_list_goes_on_where_the_shorter_ended),
        TEST(what_was_made_is_kept),
        TEST(an_edited_script_is_run_again),
        TEST(of_a_longer_history_only_the_rest_is_run),
        TEST(what_cannot_be_copied_is_run_again),
        TEST(damaged_files_are_none),
        TEST(the_folder_does_not_grow_for_ever),
        TEST(a_folder_that_cannot_be_written_keeps_nothing),
        TEST(a_migration_that_fails_is_told),
    };
    return RUN_TESTS(tests);
}

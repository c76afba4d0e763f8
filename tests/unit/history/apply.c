/* history/apply.h on SQLite files. */
#include "history/apply.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/interrupt.h"
#include "place.h"
#include "support.h"

static Text names_of(Scene *scene, const AppliedMigrations *applied)
{
    Buffer out = BUFFER(scene->arena);
    for (size_t i = 0; i < applied->count; i++)
        buffer_add_format(&out, i ? " %.*s" : "%.*s", TEXT_ARG(applied->items[i].name));
    return buffer_text(&out);
}

static void assert_applies(Scene *scene, Database *database, const char *names)
{
    AppliedMigrations applied;
    assert_succeeds(place_apply(scene, database, &applied), &scene->error);
    assert_text(names_of(scene, &applied), names);
}

static void assert_refuses(Scene *scene, Database *database, ErrorCode code, const char *applied_)
{
    AppliedMigrations applied;
    assert_fails(place_apply(scene, database, &applied), &scene->error, code);
    assert_text(names_of(scene, &applied), applied_);
}

static void what_is_pending_is_applied_in_order(void **state)
{
    Scene *scene = *state;
    Database *database = place_open(scene, "dev");
    place_write(scene, "2_b", "INSERT INTO t VALUES (2)");
    place_write(scene, "1_a", "CREATE TABLE t (x)");
    assert_applies(scene, database, "1_a 2_b");
    assert_applies(scene, database, "");
    place_write(scene, "0_late", "INSERT INTO t VALUES (0)");
    place_write(scene, "3_c", "-- This is an empty migration.");
    assert_applies(scene, database, "0_late 3_c");
    assert_text(place_value(scene, database, "SELECT group_concat(x) FROM t"), "2,0");
    assert_text(place_value(scene, database,
                            "SELECT group_concat(migration_name, ' ') FROM (SELECT * FROM "
                            "_prisma_migrations WHERE finished_at IS NOT NULL AND "
                            "applied_steps_count = 1 AND logs IS NULL ORDER BY rowid)"),
                "1_a 2_b 0_late 3_c");
    database_close(database);
}

static void no_migrations_make_the_table_all_the_same(void **state)
{
    Scene *scene = *state;
    Database *database = place_open(scene, "dev");
    assert_applies(scene, database, "");
    assert_text(place_value(scene, database, "SELECT count(*) FROM _prisma_migrations"), "0");
    database_close(database);
}

/* The text of the table is an interface. */
static void the_table_is_prisma_s(void **state)
{
    Scene *scene = *state;
    Database *database = place_open(scene, "dev");
    assert_applies(scene, database, "");
    assert_text(place_value(scene, database, "SELECT sql FROM sqlite_master WHERE type = 'table'"),
                "CREATE TABLE \"_prisma_migrations\" (\n"
                "    \"id\"                    TEXT PRIMARY KEY NOT NULL,\n"
                "    \"checksum\"              TEXT NOT NULL,\n"
                "    \"finished_at\"           DATETIME,\n"
                "    \"migration_name\"        TEXT NOT NULL,\n"
                "    \"logs\"                  TEXT,\n"
                "    \"rolled_back_at\"        DATETIME,\n"
                "    \"started_at\"            DATETIME NOT NULL DEFAULT current_timestamp,\n"
                "    \"applied_steps_count\"   INTEGER UNSIGNED NOT NULL DEFAULT 0\n"
                ")");
    database_close(database);
}

static void a_database_that_is_not_empty(void **state)
{
    Scene *scene = *state;
    Database *database = place_open(scene, "dev");
    place_write(scene, "1_a", "CREATE TABLE t (x)");
    place_run(scene, database, "CREATE TABLE other (x)");
    assert_refuses(scene, database, ERROR_P3005, "");
    assert_text(place_value(scene, database, "SELECT count(*) FROM sqlite_master"), "1");
    TextList none = {0};
    ApplyRequest request = {.folder = place_folder(scene),
                            .provider = TEXT("sqlite"),
                            .namespaces = &none,
                            .no_lock = true,
                            .skip_emptiness_check = true};
    AppliedMigrations applied = {0};
    assert_succeeds(apply_migrations(scene->arena, database, &request, &applied, &scene->error),
                    &scene->error);
    database_close(database);
}

static void views_do_not_count_as_tables(void **state)
{
    Scene *scene = *state;
    Database *database = place_open(scene, "dev");
    place_run(scene, database, "CREATE VIEW v AS SELECT 1");
    assert_applies(scene, database, "");
    database_close(database);
}

static void a_failed_migration_blocks_the_next(void **state)
{
    Scene *scene = *state;
    Database *database = place_open(scene, "dev");
    place_write(scene, "1_a", "CREATE TABLE t (x)");
    place_write(scene, "2_b", "INSERT INTO t VALUES (1);\nINSERT INTO none VALUES (1)");
    place_write(scene, "3_c", "CREATE TABLE u (x)");
    assert_refuses(scene, database, ERROR_P3018, "1_a");
    assert_int_equal(scene->error.line, 2);
    assert_text(place_value(scene, database, "SELECT count(*) FROM t"), "0");
    assert_refuses(scene, database, ERROR_P3009, "");
    assert_string_equal(scene->error.fields.items[0].name, "details");
    assert_true(text_contains(scene->error.detail, "2_b"));

    place_run(scene, database,
              "UPDATE _prisma_migrations SET rolled_back_at = 1 WHERE finished_at IS NULL");
    place_write(scene, "2_b", "INSERT INTO t VALUES (1)");
    assert_applies(scene, database, "2_b 3_c");
    assert_text(place_value(scene, database, "SELECT count(*) FROM _prisma_migrations"), "4");
    database_close(database);
}

static void scripts_are_all_read_before_the_first_runs(void **state)
{
    Scene *scene = *state;
    Database *database = place_open(scene, "dev");
    place_write(scene, "1_a", "CREATE TABLE t (x)");
    scene_write(scene, "migrations/2_b/other", TEXT(""));
    assert_refuses(scene, database, ERROR_P3015, "");
    scene_write(scene, "migrations/2_b/migration.sql", TEXT("\xFF"));
    assert_refuses(scene, database, ERROR_D1008, "");
    scene_write(scene, "migrations/2_b/migration.sql", TEXT("SELECT 1;\0"));
    assert_refuses(scene, database, ERROR_D1009, "");
    assert_text(place_value(scene, database, "SELECT count(*) FROM sqlite_master"), "0");
    database_close(database);
}

static void the_wrong_provider(void **state)
{
    Scene *scene = *state;
    Database *database = place_open(scene, "dev");
    place_write(scene, "1_a", "CREATE TABLE t (x)");
    scene_write(scene, "migrations/migration_lock.toml", TEXT("provider = \"postgresql\"\n"));
    assert_refuses(scene, database, ERROR_P3019, "");
    assert_text(place_value(scene, database, "SELECT count(*) FROM sqlite_master"), "0");
    database_close(database);
}

static void edited_and_missing_migrations_are_passed_over(void **state)
{
    Scene *scene = *state;
    Database *database = place_open(scene, "dev");
    place_write(scene, "1_a", "CREATE TABLE t (x)");
    assert_applies(scene, database, "1_a");
    place_run(scene, database,
              "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) "
              "VALUES ('x', '', '0_gone', 1)");
    place_write(scene, "1_a", "CREATE TABLE edited (x)");
    place_write(scene, "2_b", "INSERT INTO t VALUES (1)");
    assert_applies(scene, database, "2_b");
    database_close(database);
}

/* Rows that nobody meant to delete: prisma/orm#24540. */
static void rebuilding_a_table_keeps_the_rows_that_refer_to_it(void **state)
{
    Scene *scene = *state;
    static const char *const rebuilds[] = {
        "PRAGMA foreign_keys=OFF;\nCREATE TABLE new_a (id INTEGER PRIMARY KEY);\n"
        "INSERT INTO new_a SELECT id FROM a;\nDROP TABLE a;\nALTER TABLE new_a RENAME TO a;\n"
        "PRAGMA foreign_keys=ON;",
        "CREATE TABLE new_a (id INTEGER PRIMARY KEY);\nINSERT INTO new_a SELECT id FROM a;\n"
        "DROP TABLE a;\nALTER TABLE new_a RENAME TO a;",
        "PRAGMA defer_foreign_keys=ON;\nPRAGMA foreign_keys=OFF;\n"
        "CREATE TABLE \"new_a\" (id INTEGER PRIMARY KEY);\n"
        "INSERT INTO \"new_a\" SELECT id FROM a;\n"
        "DROP TABLE \"a\";\nALTER TABLE \"new_a\" RENAME TO \"a\";\n"
        "PRAGMA foreign_keys=ON;\nPRAGMA defer_foreign_keys=OFF;",
        "PRAGMA foreign_keys=OFF;\nVACUUM;\nCREATE TABLE new_a (id INTEGER PRIMARY KEY);\n"
        "INSERT INTO new_a SELECT id FROM a;\nDELETE FROM a;\nDROP TABLE a;\n"
        "ALTER TABLE new_a RENAME TO a;\nPRAGMA foreign_keys=ON;",
    };
    for (size_t i = 0; i < COUNT(rebuilds); i++) {
        Text name = text_format(scene->arena, "dev%zu", i);
        Database *database = place_open(scene, name.data);
        place_write(scene, "1_a",
                    "CREATE TABLE a (id INTEGER PRIMARY KEY, x);"
                    "CREATE TABLE b (a REFERENCES a ON DELETE CASCADE);"
                    "INSERT INTO a VALUES (1, 1); INSERT INTO b VALUES (1)");
        place_write(scene, "2_b", rebuilds[i]);
        assert_applies(scene, database, "1_a 2_b");
        expect(text_is(place_value(scene, database, "SELECT count(*) FROM b"), "1"), "%s",
               rebuilds[i]);
        assert_text(place_value(scene, database, "PRAGMA foreign_keys"), "1");
        database_close(database);
    }
}

typedef struct Told {
    size_t started, finished, waiting;
} Told;

static void on_started(void *context, Text name, size_t number, size_t total)
{
    Told *told = context;
    assert_int_equal(number, ++told->started);
    assert_int_equal(total, 2);
    assert_true(name.length > 0);
}

static void on_finished(void *context, const AppliedMigration *migration, size_t number,
                        size_t total)
{
    Told *told = context;
    assert_int_equal(number, ++told->finished);
    assert_int_equal(total, 2);
    assert_int_equal(migration->statements, number);
    assert_int_equal(migration->atomic, number == 1);
    assert_false(migration->resumed);
}

static void on_waiting(void *context)
{
    ((Told *)context)->waiting++;
}

static ApplyRequest observed(Scene *scene, Told *told)
{
    static const TextList none = {0};
    return (ApplyRequest){.folder = place_folder(scene),
                          .provider = TEXT("sqlite"),
                          .namespaces = &none,
                          .observer = {told, on_started, on_finished, on_waiting}};
}

static void the_observer_is_told(void **state)
{
    Scene *scene = *state;
    Told told = {0};
    Database *database = place_open(scene, "dev");
    place_write(scene, "1_a", "CREATE TABLE t (x)");
    place_write(scene, "2_b", "INSERT INTO t VALUES (1); VACUUM");
    ApplyRequest request = observed(scene, &told);
    AppliedMigrations applied = {0};
    assert_succeeds(apply_migrations(scene->arena, database, &request, &applied, &scene->error),
                    &scene->error);
    assert_int_equal(told.started, 2);
    assert_int_equal(told.finished, 2);
    assert_int_equal(told.waiting, 0);
    database_close(database);
}

/* Another process holds the lock for a moment: it is waited for. */
static void another_deployment_is_waited_for(void **state)
{
    Scene *scene = *state;
    Told told = {0};
    Database *database = place_open(scene, "dev");
    int ready[2];
    char byte = 0;
    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        Database *other = place_open(scene, "dev");
        bool locked = database_lock(other, 1, 0, &scene->error);
        ssize_t told_parent = write(ready[1], &byte, 1);
        clock_sleep(300);
        _exit(locked && told_parent == 1 ? 0 : 1);
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    ApplyRequest request = observed(scene, &told);
    AppliedMigrations applied = {0};
    int64_t before = clock_monotonic();
    assert_succeeds(apply_migrations(scene->arena, database, &request, &applied, &scene->error),
                    &scene->error);
    assert_true(clock_monotonic() - before >= 150);
    assert_int_equal(told.waiting, 1);
    int status = 1;
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
    close(ready[0]);
    close(ready[1]);
    database_close(database);
}

/* In a child, since an interrupt cannot be taken back. */
static void an_interrupt_stops_before_the_next_migration(void **state)
{
    Scene *scene = *state;
    place_write(scene, "1_a", "CREATE TABLE t (x)");
    pid_t child = fork();
    if (child == 0) {
        AppliedMigrations applied;
        Database *database = place_open(scene, "dev");
        interrupt_install();
        raise(SIGINT);
        bool done = place_apply(scene, database, &applied);
        _exit(!done && scene->error.code == ERROR_D1017 && applied.count == 0 ? 0 : 1);
    }
    int status = 1;
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
    Database *database = place_open(scene, "dev");
    assert_applies(scene, database, "1_a");
    database_close(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_pending_is_applied_in_order),
        TEST(no_migrations_make_the_table_all_the_same),
        TEST(the_table_is_prisma_s),
        TEST(a_database_that_is_not_empty),
        TEST(views_do_not_count_as_tables),
        TEST(a_failed_migration_blocks_the_next),
        TEST(scripts_are_all_read_before_the_first_runs),
        TEST(the_wrong_provider),
        TEST(edited_and_missing_migrations_are_passed_over),
        TEST(rebuilding_a_table_keeps_the_rows_that_refer_to_it),
        TEST(the_observer_is_told),
        TEST(another_deployment_is_waited_for),
        TEST(an_interrupt_stops_before_the_next_migration),
    };
    return RUN_TESTS(tests);
}

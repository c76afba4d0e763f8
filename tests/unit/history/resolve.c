/* history/resolve.h on SQLite files. */
#include "history/resolve.h"

#include "place.h"
#include "support.h"

static ApplyRequest request_of(Scene *scene)
{
    static const TextList none = {0};
    return (ApplyRequest){.folder = place_folder(scene),
                          .provider = TEXT("sqlite"),
                          .namespaces = &none,
                          .no_lock = true};
}

static bool applied(Scene *scene, Database *database, const char *name)
{
    ApplyRequest request = request_of(scene);
    return resolve_applied(scene->arena, database, &request, text_from(name), &scene->error);
}

static bool rolled_back(Scene *scene, Database *database, const char *name)
{
    ApplyRequest request = request_of(scene);
    return resolve_rolled_back(scene->arena, database, &request, text_from(name), &scene->error);
}

/* Rows as letters for their state, in the order of the table: a applied, f failed, r rolled back.
 */
static Text rows_of(Scene *scene, Database *database)
{
    return place_value(scene, database,
                       "SELECT coalesce(group_concat(CASE WHEN rolled_back_at IS NOT NULL THEN 'r' "
                       "WHEN finished_at IS NOT NULL THEN 'a' ELSE 'f' END, ''), '') "
                       "FROM (SELECT * FROM _prisma_migrations ORDER BY rowid)");
}

static void add_row(Scene *scene, Database *database, const char *values)
{
    Text sql = text_format(scene->arena,
                           "INSERT INTO _prisma_migrations (id, checksum, migration_name, "
                           "finished_at, rolled_back_at) VALUES (hex(randomblob(8)), '', %s)",
                           values);
    place_run(scene, database, sql.data);
}

static Database *open_with_table(Scene *scene)
{
    AppliedMigrations none;
    Database *database = place_open(scene, "dev");
    assert_succeeds(place_apply(scene, database, &none), &scene->error);
    return database;
}

static void a_baseline(void **state)
{
    Scene *scene = *state;
    Database *database = place_open(scene, "dev");
    place_run(scene, database, "CREATE TABLE t (x)");
    place_write(scene, "1_a", "CREATE TABLE t (x)");
    assert_succeeds(applied(scene, database, "1_a"), &scene->error);
    assert_text(rows_of(scene, database), "a");
    assert_text(place_value(scene, database,
                            "SELECT (started_at = finished_at) || '/' || logs || "
                            "'/' || applied_steps_count FROM _prisma_migrations"),
                "1//0");
    AppliedMigrations more;
    assert_succeeds(place_apply(scene, database, &more), &scene->error);
    assert_int_equal(more.count, 0);
    database_close(database);
}

static void what_cannot_be_marked_as_applied(void **state)
{
    Scene *scene = *state;
    Database *database = open_with_table(scene);
    place_write(scene, "1_a", "");
    scene_write(scene, "migrations/2_none/x", TEXT(""));
    assert_fails(applied(scene, database, "1"), &scene->error, ERROR_P3017);
    assert_fails(applied(scene, database, ""), &scene->error, ERROR_P3017);
    assert_fails(applied(scene, database, "2_none"), &scene->error, ERROR_P3017);
    assert_string_equal(scene->error.fields.items[0].name, "migration_name");
    assert_succeeds(applied(scene, database, "1_a"), &scene->error);
    assert_fails(applied(scene, database, "1_a"), &scene->error, ERROR_P3008);
    /* finished and also rolled back is recorded as applied, too */
    place_write(scene, "3_b", "");
    add_row(scene, database, "'3_b', 1, 2");
    assert_fails(applied(scene, database, "3_b"), &scene->error, ERROR_P3008);
    scene_write(scene, "migrations/migration_lock.toml", TEXT("provider = \"mysql\""));
    assert_fails(applied(scene, database, "1_a"), &scene->error, ERROR_P3019);
    assert_text(rows_of(scene, database), "ar");
    database_close(database);
}

static void failed_rows_are_rolled_back_when_marked_as_applied(void **state)
{
    Scene *scene = *state;
    place_write(scene, "1_a", "");
    Database *database = place_open(scene, "dev");
    place_write(scene, "0_x", "SELECT nonsense");
    AppliedMigrations none;
    assert_fails(place_apply(scene, database, &none), &scene->error, ERROR_P3018);
    add_row(scene, database, "'1_a', NULL, NULL");
    add_row(scene, database, "'1_a', NULL, NULL");
    assert_succeeds(applied(scene, database, "1_a"), &scene->error);
    assert_text(rows_of(scene, database), "frra"); /* the other migration's row is left alone */
    database_close(database);
}

static void marking_as_rolled_back(void **state)
{
    Scene *scene = *state;
    static const struct {
        const char *rows; /* letters as above */
        ErrorCode code;   /* or none */
        const char *after;
    } cases[] = {
        {"", ERROR_P3011, ""},    {"a", ERROR_P3012, "a"},  {"aa", ERROR_P3012, "aa"},
        {"f", ERROR_NONE, "r"},   {"ff", ERROR_NONE, "rr"}, {"r", ERROR_NONE, "r"},
        {"ra", ERROR_NONE, "ra"}, {"fa", ERROR_NONE, "ra"}, {"rf", ERROR_NONE, "rr"},
    };
    Database *database = open_with_table(scene);
    for (size_t i = 0; i < COUNT(cases); i++) {
        place_run(scene, database, "DELETE FROM _prisma_migrations");
        for (const char *c = cases[i].rows; *c; c++)
            add_row(scene, database,
                    *c == 'a'   ? "'1_a', 1, NULL"
                    : *c == 'f' ? "'1_a', NULL, NULL"
                                : "'1_a', NULL, 1");
        bool done = rolled_back(scene, database, "1_a");
        expect(done == (cases[i].code == ERROR_NONE), "%s", cases[i].rows);
        expect(done || scene->error.code == cases[i].code, "%s", cases[i].rows);
        expect(text_is(rows_of(scene, database), cases[i].after), "%s", cases[i].rows);
    }
    database_close(database);
}

static void without_the_table_nothing_can_have_failed(void **state)
{
    Scene *scene = *state;
    Database *database = place_open(scene, "dev");
    assert_fails(rolled_back(scene, database, "1_a"), &scene->error, ERROR_D1010);
    assert_text(place_value(scene, database, "SELECT count(*) FROM sqlite_master"), "0");
    database_close(database);
}

/* The folder need not exist; and the lock file is not looked at. */
static void rolling_back_needs_no_folder(void **state)
{
    Scene *scene = *state;
    Database *database = open_with_table(scene);
    scene_write(scene, "migrations/migration_lock.toml", TEXT("provider = \"mysql\""));
    add_row(scene, database, "'gone', NULL, NULL");
    assert_succeeds(rolled_back(scene, database, "gone"), &scene->error);
    assert_text(rows_of(scene, database), "r");
    database_close(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_baseline),
        TEST(what_cannot_be_marked_as_applied),
        TEST(failed_rows_are_rolled_back_when_marked_as_applied),
        TEST(marking_as_rolled_back),
        TEST(without_the_table_nothing_can_have_failed),
        TEST(rolling_back_needs_no_folder),
    };
    return RUN_TESTS(tests);
}

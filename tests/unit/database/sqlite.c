/* database/database.h with the client for SQLite. */
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "database/database.h"
#include "support.h"

/* The connection to a file of the scene's folder. */
static Connection *connection_to(Scene *scene, const char *name)
{
    Connection *connection = NEW(scene->arena, Connection);
    Text url = text_format(scene->arena, "file:%s", name);
    assert_succeeds(connection_parse(scene->arena, url, scene->folder, connection, &scene->error),
                    &scene->error);
    return connection;
}

static Database *open_file(Scene *scene, const char *name, OpenMode mode)
{
    Database *database;
    assert_succeeds(
        database_open(scene->arena, connection_to(scene, name), mode, &database, &scene->error),
        &scene->error);
    return database;
}

static Database *open_new(Scene *scene)
{
    assert_succeeds(database_create(scene->arena, connection_to(scene, "dev.db"), &scene->error),
                    &scene->error);
    return open_file(scene, "dev.db", OPEN_READ_WRITE);
}

static void run(Scene *scene, Database *database, const char *sql)
{
    assert_succeeds(database_run(database, text_from(sql), NULL, &scene->error), &scene->error);
}

/* The first value of a query's answer. */
static Text value_of(Scene *scene, Database *database, const char *sql)
{
    Rows rows;
    assert_succeeds(database_query(database, scene->arena, text_from(sql), &rows, &scene->error),
                    &scene->error);
    assert_true(rows.rows.count > 0);
    return rows.rows.items[0].values[0];
}

static void a_file_that_does_not_exist(void **state)
{
    Scene *scene = *state;
    Database *database = (Database *)scene;
    const Connection *connection = connection_to(scene, "none.db");
    assert_fails(database_open(scene->arena, connection, OPEN_READ_WRITE, &database, &scene->error),
                 &scene->error, ERROR_P1003);
    assert_null(database);
    assert_false(file_exists(connection->file));
    database_close(NULL);
}

static void creating_makes_the_folders_and_keeps_what_is_there(void **state)
{
    Scene *scene = *state;
    const Connection *connection = connection_to(scene, "a/b/c.db");
    assert_succeeds(database_create(scene->arena, connection, &scene->error), &scene->error);
    Database *database = open_file(scene, "a/b/c.db", OPEN_READ_WRITE);
    run(scene, database, "CREATE TABLE t (a)");
    database_close(database);
    assert_succeeds(database_create(scene->arena, connection, &scene->error), &scene->error);
    database = open_file(scene, "a/b/c.db", OPEN_READ_WRITE);
    assert_text(value_of(scene, database, "SELECT count(*) FROM t"), "0");
    database_close(database);
    scene_write(scene, "file", TEXT(""));
    assert_false(database_create(scene->arena, connection_to(scene, "file/c.db"), &scene->error));
}

static void a_file_that_is_no_database(void **state)
{
    Scene *scene = *state;
    Buffer junk = BUFFER(scene->arena);
    for (size_t i = 0; i < 1000; i++)
        buffer_add_string(&junk, "not a database ");
    scene_write(scene, "junk.db", buffer_text(&junk));
    Database *database;
    assert_fails(database_open(scene->arena, connection_to(scene, "junk.db"), OPEN_READ_WRITE,
                               &database, &scene->error),
                 &scene->error, ERROR_D1020);
    assert_true(scene->error.database_code.length > 0);
}

static void values_of_a_query(void **state)
{
    Scene *scene = *state;
    Database *database = open_new(scene);
    Rows rows;
    assert_succeeds(database_query(database, scene->arena,
                                   TEXT("SELECT NULL, '', x'', 1, 'a' || char(0) || 'b' UNION ALL "
                                        "SELECT 1, 2, 3, 4, 5 ORDER BY 1"),
                                   &rows, &scene->error),
                    &scene->error);
    assert_int_equal(rows.columns, 5);
    assert_int_equal(rows.rows.count, 2);
    const Text *values = rows.rows.items[0].values;
    assert_null(values[0].data); /* NULL is not the empty text */
    assert_non_null(values[1].data);
    assert_int_equal(values[1].length, 0);
    assert_non_null(values[2].data);
    assert_int_equal(values[2].length, 0);
    assert_text(values[3], "1");
    assert_same_text(values[4], TEXT("a\0b"));
    assert_succeeds(
        database_query(database, scene->arena, TEXT("SELECT 1 WHERE 0"), &rows, &scene->error),
        &scene->error);
    assert_int_equal(rows.rows.count, 0);
    database_close(database);
}

/* Where a batch stopped: statements that succeeded, and the byte of the failing one. */
static const struct {
    const char *sql;
    bool good;
    size_t done;
    ptrdiff_t offset;
} batches[] = {
    {"", true, 0, -1},
    {"-- nothing", true, 0, -1},
    {"SELECT 1", true, 1, -1},
    {"SELECT 1;; /* x */ ;SELECT 2;\n", true, 2, -1},
    {"CREATE TABLE a (x); INSERT INTO a VALUES (1); DROP TABLE a;", true, 3, -1},
    {"SELECT 1; SELEC 2; SELECT 3", false, 1, 10},
    {"SELECT 1; SELECT 2 FROM none; SELECT 3", false, 1, 9},
    {"SELECT 1; SELECT nope; SELECT 3", false, 1, 17},
    {"CREATE TABLE b (x UNIQUE); INSERT INTO b VALUES (1); INSERT INTO b VALUES (1); SELECT 3",
     false, 2, 52},
    {"SELECT 'a", false, 0, 7},
};

static void how_far_a_batch_came(void **state)
{
    Scene *scene = *state;
    Database *database = open_new(scene);
    for (size_t i = 0; i < COUNT(batches); i++) {
        RunReport report;
        Text sql = text_from(batches[i].sql);
        bool good = database_run(database, sql, &report, &scene->error);
        expect(good == batches[i].good, "%s", batches[i].sql);
        expect(report.done == batches[i].done, "%s: %zu", batches[i].sql, report.done);
        if (good)
            continue;
        /* the place may be the statement's beginning, or a byte inside of it */
        expect(report.offset >= batches[i].offset &&
                   report.offset <= (ptrdiff_t)batches[i].offset + 10,
               "%s: %td", batches[i].sql, report.offset);
        expect(!report.connection_lost && !report.interrupted, "%s", batches[i].sql);
        expect(scene->error.code != ERROR_NONE && scene->error.database_code.length &&
                   scene->error.database_text.length,
               "%s", batches[i].sql);
    }
    database_close(database);
}

static void what_is_not_unique(void **state)
{
    Scene *scene = *state;
    static const struct {
        const char *sql;
        const char *columns;
    } rows[] = {
        {"INSERT INTO a VALUES (1, 2, 2, 2, 2)", "id"},
        {"INSERT INTO a VALUES (2, 1, 2, 2, 2)", "x"},
        {"INSERT INTO a VALUES (2, 2, 1, 1, 2)", "y z"},
        {"INSERT INTO a VALUES (2, 2, 2, 2, -1)", "index 'i'"},
    };
    Database *database = open_new(scene);
    run(scene, database,
        "CREATE TABLE a (id INTEGER PRIMARY KEY, x UNIQUE, y, z, w, UNIQUE (y, z));"
        "INSERT INTO a VALUES (1, 1, 1, 1, 1); CREATE UNIQUE INDEX i ON a (abs(w))");
    for (size_t i = 0; i < COUNT(rows); i++) {
        Buffer columns = BUFFER(scene->arena);
        assert_fails(database_run(database, text_from(rows[i].sql), NULL, &scene->error),
                     &scene->error, ERROR_P2002);
        assert_string_equal(scene->error.fields.items[0].name, "target");
        for (list_each(const Text, value, &scene->error.fields.items[0].values))
            buffer_add_format(&columns, columns.length ? " %.*s" : "%.*s", TEXT_ARG(*value));
        assert_text(buffer_text(&columns), rows[i].columns);
    }
    database_close(database);
}

/* Parts of a longer text are run: nothing beyond the part may be. */
static void a_part_of_a_text(void **state)
{
    Scene *scene = *state;
    Database *database = open_new(scene);
    Text whole = TEXT("CREATE TABLE a (x); CREATE TABLE b (x); CREATE TABLE c (x)");
    assert_succeeds(database_run(database, text_slice(whole, 0, 38), NULL, &scene->error),
                    &scene->error);
    assert_text(value_of(scene, database, "SELECT group_concat(name) FROM sqlite_master"), "a,b");
    database_close(database);
}

static void transactions(void **state)
{
    Scene *scene = *state;
    Database *database = open_new(scene);
    assert_false(database_in_transaction(database));
    run(scene, database, "BEGIN; CREATE TABLE a (x)");
    assert_true(database_in_transaction(database));
    run(scene, database, "ROLLBACK");
    assert_false(database_in_transaction(database));
    run(scene, database, "BEGIN; CREATE TABLE b (x)");
    database_close(database); /* rolls back */
    database = open_file(scene, "dev.db", OPEN_READ_WRITE);
    assert_text(value_of(scene, database, "SELECT count(*) FROM sqlite_master"), "0");
    database_close(database);
}

static const char family[] = "CREATE TABLE parent (id INTEGER PRIMARY KEY);"
                             "CREATE TABLE child (p REFERENCES parent ON DELETE CASCADE);"
                             "INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1);";

static void foreign_keys_are_enforced(void **state)
{
    Scene *scene = *state;
    Database *database = open_new(scene);
    run(scene, database, family);
    assert_fails(database_run(database, TEXT("INSERT INTO child VALUES (2)"), NULL, &scene->error),
                 &scene->error, ERROR_D1014);
    assert_text(scene->error.database_code, "787"); /* SQLITE_CONSTRAINT_FOREIGNKEY */
    database_close(database);
}

/* In SQLite itself the pragma does nothing inside a transaction. */
static void the_pragma_works_inside_a_transaction(void **state)
{
    Scene *scene = *state;
    static const struct {
        const char *pragma;
        bool enforced;
    } cases[] = {
        {"PRAGMA foreign_keys=OFF", false},
        {"PRAGMA foreign_keys = off", false},
        {"PRAGMA main.foreign_keys(0)", false},
        {"pragma \"foreign_keys\" = false", false},
        {"PRAGMA foreign_keys = 'off'", false},
        {"PRAGMA foreign_keys = no", false},
        {"PRAGMA foreign_keys=OFF; PRAGMA foreign_keys=ON", true},
        {"PRAGMA foreign_keys=OFF; PRAGMA foreign_keys('on')", true},
        {"PRAGMA foreign_keys=OFF; PRAGMA foreign_keys = \"yes\"", true},
        {"PRAGMA foreign_keys=OFF; PRAGMA foreign_keys=TRUE", true},
        {"PRAGMA foreign_keys=OFF; PRAGMA foreign_keys=1", true},
        {"PRAGMA foreign_keys=OFF; PRAGMA foreign_keys=2", true},
        {"PRAGMA foreign_keys", true},
        {"PRAGMA foreign_key_check", true},
        {"/* c */ PRAGMA -- c\n foreign_keys /* c */ = OFF", false},
    };
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text name = text_format(scene->arena, "%zu.db", i);
        const Connection *connection = connection_to(scene, name.data);
        assert_succeeds(database_create(scene->arena, connection, &scene->error), &scene->error);
        Database *database = open_file(scene, name.data, OPEN_READ_WRITE);
        run(scene, database, family);
        run(scene, database, "BEGIN");
        run(scene, database, cases[i].pragma);
        run(scene, database, "DELETE FROM parent");
        bool cascaded = text_is(value_of(scene, database, "SELECT count(*) FROM child"), "0");
        if (cascaded != cases[i].enforced) {
            wrong++;
            print_error("%s\n", cases[i].pragma);
        }
        database_close(database);
    }
    assert_int_equal(wrong, 0);
}

/* Violations that wait for the commit must not be forgotten by switching the enforcement off. */
static void the_pragma_with_violations_that_wait(void **state)
{
    Scene *scene = *state;
    Database *database = open_new(scene);
    run(scene, database, family);
    run(scene, database, "BEGIN; PRAGMA defer_foreign_keys=ON; INSERT INTO child VALUES (2)");
    assert_fails(database_run(database, TEXT("PRAGMA foreign_keys=OFF"), NULL, &scene->error),
                 &scene->error, ERROR_D1014);
    database_close(database);
}

static void switching_enforcement(void **state)
{
    Scene *scene = *state;
    Database *database = open_new(scene);
    run(scene, database, family);
    run(scene, database, "BEGIN");
    assert_true(database_enforce_foreign_keys(database, false));
    run(scene, database, "DELETE FROM parent");
    assert_false(database_enforce_foreign_keys(database, true));
    assert_text(value_of(scene, database, "SELECT count(*) FROM child"), "1");
    assert_true(database_enforce_foreign_keys(database, true));
    database_close(database);
}

static void cleaning_the_session(void **state)
{
    Scene *scene = *state;
    Database *database = open_new(scene);
    run(scene, database, family);
    run(scene, database,
        "PRAGMA foreign_keys=OFF; PRAGMA legacy_alter_table=ON; PRAGMA writable_schema=ON;"
        "PRAGMA ignore_check_constraints=ON");
    Buffer sql = BUFFER(scene->arena);
    database_clean_session(database, &sql);
    assert_succeeds(database_run(database, buffer_text(&sql), NULL, &scene->error), &scene->error);
    static const struct {
        const char *pragma, *value;
    } settings[] = {
        {"PRAGMA foreign_keys", "1"},       {"PRAGMA defer_foreign_keys", "0"},
        {"PRAGMA legacy_alter_table", "0"}, {"PRAGMA ignore_check_constraints", "0"},
        {"PRAGMA writable_schema", "0"},
    };
    for (size_t i = 0; i < COUNT(settings); i++)
        assert_text(value_of(scene, database, settings[i].pragma), settings[i].value);
    database_close(database);
}

static void clearing_leaves_nothing(void **state)
{
    Scene *scene = *state;
    Database *database = open_new(scene);
    run(scene, database, family);
    run(scene, database,
        "CREATE VIEW v AS SELECT 1; PRAGMA user_version = 7;"
        "CREATE TABLE s (id INTEGER PRIMARY KEY AUTOINCREMENT);"
        "INSERT INTO s DEFAULT VALUES");
    assert_succeeds(database_clear(database, &scene->error), &scene->error);
    assert_text(value_of(scene, database, "SELECT count(*) FROM sqlite_master"), "0");
    run(scene, database, family); /* and it goes on */
    database_close(database);
}

static void reading_only(void **state)
{
    Scene *scene = *state;
    Database *database = open_new(scene);
    run(scene, database, family);
    database_close(database);
    database = open_file(scene, "dev.db", OPEN_READ_ONLY);
    assert_text(value_of(scene, database, "SELECT count(*) FROM child"), "1");
    assert_fails(database_run(database, TEXT("DELETE FROM child"), NULL, &scene->error),
                 &scene->error, ERROR_D1018);
    database_close(database);
}

static void strings_in_double_quotes(void **state)
{
    Scene *scene = *state;
    Database *database = open_new(scene);
    run(scene, database, "CREATE TABLE a (x DEFAULT \"text\"); INSERT INTO a VALUES (\"text\")");
    assert_text(value_of(scene, database, "SELECT count(*) FROM a WHERE x = \"text\""), "1");
    database_close(database);
}

static void the_lock_keeps_two_apart(void **state)
{
    Scene *scene = *state;
    Database *first = open_new(scene);
    Database *second = open_file(scene, "dev.db", OPEN_READ_WRITE);
    assert_succeeds(database_lock(first, 1, 0, &scene->error), &scene->error);
    assert_succeeds(database_lock(first, 1, 0, &scene->error), &scene->error);
    int64_t before = clock_monotonic();
    assert_fails(database_lock(second, 1, 60, &scene->error), &scene->error, ERROR_P1002);
    assert_true(clock_monotonic() - before >= 60);
    database_close(first);
    assert_succeeds(database_lock(second, 1, 0, &scene->error), &scene->error);
    database_close(second);
}

static void the_version(void **state)
{
    Scene *scene = *state;
    Database *database = open_new(scene);
    assert_true(text_starts_with(database_version(database), "3."));
    database_close(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_file_that_does_not_exist),
        TEST(creating_makes_the_folders_and_keeps_what_is_there),
        TEST(a_file_that_is_no_database),
        TEST(values_of_a_query),
        TEST(how_far_a_batch_came),
        TEST(what_is_not_unique),
        TEST(a_part_of_a_text),
        TEST(transactions),
        TEST(foreign_keys_are_enforced),
        TEST(the_pragma_works_inside_a_transaction),
        TEST(the_pragma_with_violations_that_wait),
        TEST(switching_enforcement),
        TEST(cleaning_the_session),
        TEST(clearing_leaves_nothing),
        TEST(reading_only),
        TEST(strings_in_double_quotes),
        TEST(the_lock_keeps_two_apart),
        TEST(the_version),
    };
    return RUN_TESTS(tests);
}

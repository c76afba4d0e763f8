/* Applying migrations to an SQLite file while every single call to the database fails in turn:
 * afterwards the history is true, and a second run finishes, with every statement done once. */
#include "faulty.h"
#include "history/progress.h"
#include "place.h"
#include "support.h"

/* Each statement that can leave a trace writes its migration and its number into "trace". */
static const struct {
    const char *name, *script;
    size_t traces;
} migrations[] = {
    {"1_tables",
     "CREATE TABLE trace (migration, statement);\n"
     "INSERT INTO trace VALUES ('1_tables', 1);\n"
     "CREATE TABLE parent (id INTEGER PRIMARY KEY, x);\n"
     "CREATE TABLE child (p REFERENCES parent ON DELETE CASCADE);\n"
     "INSERT INTO parent VALUES (1, 1); INSERT INTO child VALUES (1);\n"
     "INSERT INTO trace VALUES ('1_tables', 6)",
     2},
    {"2_rebuild",
     "PRAGMA foreign_keys=OFF;\n"
     "CREATE TABLE new_parent (id INTEGER PRIMARY KEY);\n"
     "INSERT INTO new_parent SELECT id FROM parent;\n"
     "PRAGMA foreign_keys=ON;\n"
     "DROP TABLE parent;\n"
     "ALTER TABLE new_parent RENAME TO parent;\n"
     "INSERT INTO trace VALUES ('2_rebuild', 6);\n",
     1},
    {"3_outside",
     "INSERT INTO trace VALUES ('3_outside', 0);\n"
     "VACUUM;\n"
     "INSERT INTO trace VALUES ('3_outside', 2);\n"
     "PRAGMA journal_mode = DELETE;\n"
     "INSERT INTO trace VALUES ('3_outside', 4);\n"
     "INSERT INTO trace VALUES ('3_outside', 5);\n",
     4},
    {"4_blocks",
     "BEGIN; INSERT INTO trace VALUES ('4_blocks', 1); COMMIT;\n"
     "INSERT INTO trace VALUES ('4_blocks', 3);\n"
     "BEGIN; INSERT INTO trace VALUES ('4_blocks', 5); END;",
     3},
    {"5_trigger",
     "CREATE TRIGGER t AFTER INSERT ON child BEGIN SELECT CASE WHEN 1 THEN 2 END; SELECT 1; END;\n"
     "INSERT INTO trace VALUES ('5_trigger', 1);",
     1},
    {"6_empty", "-- This is an empty migration.", 0},
    {"7_only_outside", "VACUUM", 0},
};

/* Statements of the migration numbered below `limit` that left their trace. */
static size_t traces(Scene *scene, Database *database, const char *name, size_t limit)
{
    if (text_is(
            place_value(scene, database, "SELECT count(*) FROM sqlite_master WHERE name = 'trace'"),
            "0"))
        return 0;
    Text sql = text_format(scene->arena,
                           "SELECT count(*) FROM trace WHERE migration = '%s' AND statement < %zu",
                           name, limit);
    int64_t count = -1;
    assert_true(text_to_int64(place_value(scene, database, sql.data), &count));
    return (size_t)count;
}

/* Whatever the history says of a migration is so. */
static void check_history(Scene *scene, Database *database, const char *what)
{
    History history;
    assert_succeeds(history_read(scene->arena, database, &history, &scene->error), &scene->error);
    for (size_t i = 0; i < COUNT(migrations); i++) {
        const HistoryRow *row = NULL;
        for (size_t j = 0; j < history.rows.count; j++)
            if (text_is(history.rows.items[j]->name, migrations[i].name)) {
                expect(!row, "%s: two rows of %s", what, migrations[i].name);
                row = history.rows.items[j];
            }
        size_t left = traces(scene, database, migrations[i].name, 1000);
        if (!row) {
            expect(left == 0, "%s: %s left %zu", what, migrations[i].name, left);
            continue;
        }
        Progress progress = {0, 0, false};
        if (row_is_applied(row)) {
            expect(left == migrations[i].traces, "%s: %s left %zu", what, migrations[i].name, left);
            continue;
        }
        expect(row->logs.length == 0 || progress_parse(row->logs, &progress), "%s: %s says %.*s",
               what, migrations[i].name, TEXT_ARG(row->logs));
        size_t said = traces(scene, database, migrations[i].name, progress.done);
        expect(left == said, "%s: %s left %zu, says %zu", what, migrations[i].name, left, said);
    }
}

static void check_end(Scene *scene, Database *database, const char *what)
{
    check_history(scene, database, what);
    expect(text_is(place_value(scene, database,
                               "SELECT count(*) || '/' || count(finished_at) || '/' || "
                               "sum(applied_steps_count) || '/' || count(logs) "
                               "FROM _prisma_migrations"),
                   "7/7/7/0"),
           "%s", what);
    expect(text_is(place_value(scene, database,
                               "SELECT group_concat(id || x) FROM (SELECT id, (SELECT count(*) "
                               "FROM child) AS x FROM parent)"),
                   "11"),
           "%s: rows were lost", what);
    expect(text_is(place_value(scene, database, "PRAGMA foreign_keys"), "1"), "%s", what);
}

/* One run with a fault at the n-th call; false when it came to its end before. */
static bool run_with_fault(Scene *scene, FaultKind kind, size_t n)
{
    Text name = text_format(scene->arena, "%d-%zu", (int)kind, n);
    Text what = text_format(scene->arena, "kind %d, call %zu", (int)kind, n);
    Database *inner = place_open(scene, name.data);
    FaultyDatabase *faulty = faulty_new(scene->arena, inner, kind, n);
    AppliedMigrations applied;
    bool done = place_apply(scene, &faulty->base, &applied);
    bool reached = faulty->calls >= n;
    ErrorCode expected = kind == DISK_FULL ? ERROR_D1019 : ERROR_P1017;
    expect(done == !reached, "%s", what.data);
    expect(done || scene->error.code == expected, "%s: %s", what.data,
           error_code_name(scene->error.code));
    database_close(inner);

    Database *again = place_open(scene, name.data);
    check_history(scene, again, what.data);
    assert_succeeds(place_apply(scene, again, &applied), &scene->error);
    check_end(scene, again, what.data);
    assert_succeeds(place_apply(scene, again, &applied), &scene->error);
    assert_int_equal(applied.count, 0);
    database_close(again);
    return reached;
}

static void fail_at_every_call(Scene *scene, FaultKind kind)
{
    for (size_t i = 0; i < COUNT(migrations); i++)
        place_write(scene, migrations[i].name, migrations[i].script);
    size_t n = 1;
    while (run_with_fault(scene, kind, n))
        n++;
    assert_true(n > 20);
}

static void the_connection_breaks_before(void **state)
{
    fail_at_every_call(*state, LOST_BEFORE);
}

static void the_connection_breaks_between(void **state)
{
    fail_at_every_call(*state, LOST_BETWEEN);
}

static void the_connection_breaks_after(void **state)
{
    fail_at_every_call(*state, LOST_AFTER);
}

static void the_disk_is_full(void **state)
{
    fail_at_every_call(*state, DISK_FULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_connection_breaks_before),
        TEST(the_connection_breaks_between),
        TEST(the_connection_breaks_after),
        TEST(the_disk_is_full),
    };
    return RUN_TESTS(tests);
}

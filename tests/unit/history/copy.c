/* history/copy.h, on SQLite in memory. */
#include "history/copy.h"

#include "describe/describe.h"
#include "dialect/sql_rules.h"
#include "place.h"
#include "support.h"

static SqlSchema described(Scene *scene, Database *database)
{
    DescribeRequest request = {.rules = &sql_rules_sqlite, .version = PRISMA_6};
    DescribeRequest full = describe_in_full(&request);
    SqlSchema schema;
    assert_succeeds(describe_database(scene->arena, database, &full, &schema, &scene->error),
                    &scene->error);
    return schema;
}

/* Copies one database into another, which has something of it already. */
static bool copy_into(Scene *scene, Database *database, Database *copy)
{
    SqlSchema from = described(scene, copy);
    SqlSchema to = described(scene, database);
    CopyRequest request = {
        .provider = "sqlite", .from = &from, .to = &to, .rows = copy_rows(scene->arena, database)};
    return copy_make(scene->arena, copy, &request);
}

/* Copies, and compares what the query answers in both. */
static void assert_copied(Scene *scene, const char *sql, const char *query, const char *answer)
{
    Database *database = place_in_memory(scene, sql);
    Database *copy = place_in_memory(scene, "");
    assert_true(copy_into(scene, database, copy));
    assert_text(place_value(scene, database, query), answer);
    assert_text(place_value(scene, copy, query), answer);
    database_close(database);
    database_close(copy);
}

static void rows_are_the_same_to_the_letter(void **state)
{
    assert_copied(*state,
                  "CREATE TABLE \"a \"\"b\"\" 'c'\" (\"x \"\"y\" INTEGER, t, g AS (t || 2));"
                  "INSERT INTO \"a \"\"b\"\" 'c'\" (\"x \"\"y\", t) VALUES (1, 'it''s'), (2, NULL),"
                  " (NULL, X'80FF'), (4, 0.1), (5, -1e300), (6, ''), (7, 'ä' || char(10));",
                  "SELECT group_concat(quote(\"x \"\"y\") || quote(t) || ifnull(length(g), '-'))"
                  " FROM \"a \"\"b\"\" 'c'\"",
                  "1'it''s'5,2NULL-,NULLX'80FF'3,40.14,5-1.0e+30010,6''1,7'ä\n'3");
}

static void what_guards_rows_comes_behind_them(void **state)
{
    assert_copied(
        *state,
        "PRAGMA foreign_keys = OFF; CREATE TABLE a (x INTEGER PRIMARY KEY REFERENCES b (y));"
        "CREATE TABLE b (y INTEGER PRIMARY KEY REFERENCES a (x));"
        "CREATE VIEW v AS SELECT x + y AS z FROM a, b;"
        "INSERT INTO a VALUES (7); INSERT INTO b VALUES (7);"
        "CREATE TRIGGER t BEFORE INSERT ON a BEGIN SELECT RAISE(ABORT, 'no'); END;"
        "PRAGMA foreign_keys = ON;",
        "SELECT z FROM v", "14");
}

static void counters_go_on(void **state)
{
    assert_copied(*state,
                  "CREATE TABLE a (x INTEGER PRIMARY KEY AUTOINCREMENT);"
                  "INSERT INTO a VALUES (5), (9); DELETE FROM a WHERE x = 9;",
                  "SELECT seq || ' ' || (SELECT count(*) FROM a) FROM sqlite_sequence", "9 1");
}

static void without_rows_there_is_nothing_to_run(void **state)
{
    Scene *scene = *state;
    Database *database =
        place_in_memory(scene, "CREATE TABLE a (x INTEGER PRIMARY KEY AUTOINCREMENT, y UNIQUE);"
                               "INSERT INTO a SELECT 1, 2 WHERE 0;");
    assert_text(copy_rows(scene->arena, database), "");
    assert_non_null(copy_rows(scene->arena, database).data);
    place_run(scene, database, "INSERT INTO a (y) VALUES (zeroblob(600000));");
    assert_null(copy_rows(scene->arena, database).data); /* too much */
    place_run(scene, database, "DELETE FROM a; CREATE VIRTUAL TABLE b USING fts5(t);");
    assert_null(copy_rows(scene->arena, database).data); /* nobody knows what it holds */
    database_close(database);
}

static void what_is_there_stays_as_it_is(void **state)
{
    Scene *scene = *state;
    Database *database =
        place_in_memory(scene, "CREATE TABLE a (x INTEGER); CREATE TABLE b (x INTEGER);");
    Database *same = place_in_memory(scene, "CREATE TABLE a (x INTEGER);");
    Database *other = place_in_memory(scene, "CREATE TABLE a (x TEXT);");
    Database *more =
        place_in_memory(scene, "CREATE TABLE a (x INTEGER); CREATE TABLE c (x INTEGER);");
    assert_true(copy_into(scene, database, same));
    assert_text(place_value(scene, same, "SELECT count(*) FROM b"), "0");
    assert_false(copy_into(scene, database, other));
    assert_false(copy_into(scene, database, more));
    database_close(database);
    database_close(same);
    database_close(other);
    database_close(more);
}

static void a_copy_that_fails_leaves_nothing(void **state)
{
    Scene *scene = *state;
    Database *copy = place_in_memory(scene, "");
    Database *database = place_in_memory(scene, "CREATE TABLE a (x INTEGER UNIQUE);");
    SqlSchema from = described(scene, copy);
    SqlSchema to = described(scene, database);
    CopyRequest request = {.provider = "sqlite",
                           .from = &from,
                           .to = &to,
                           .rows = TEXT("INSERT INTO a VALUES (1);\nINSERT INTO a VALUES (1);\n")};
    assert_false(copy_make(scene->arena, copy, &request));
    assert_false(database_in_transaction(copy));
    assert_text(place_value(scene, copy, "SELECT count(*) FROM sqlite_schema"), "0");
    database_close(copy);
    database_close(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_are_the_same_to_the_letter),
        TEST(what_guards_rows_comes_behind_them),
        TEST(counters_go_on),
        TEST(without_rows_there_is_nothing_to_run),
        TEST(what_is_there_stays_as_it_is),
        TEST(a_copy_that_fails_leaves_nothing),
    };
    return RUN_TESTS(tests);
}

/* rollback/generate_rows.h, on SQLite in memory. */
#include "rollback/generate_rows.h"

#include "history/place.h"
#include "rollback/row_sums.h"
#include "support.h"

static void generate(Scene *scene, RowGenerator *generator, Database *database)
{
    assert_succeeds(generate_rows(generator, database, &scene->error), &scene->error);
}

/* What the query answers once each table has got ten rows. */
static void assert_filled(Scene *scene, const char *sql, const char *query, const char *answer)
{
    Database *database = place_in_memory(scene, sql);
    RowGenerator generator = row_generator(scene->arena, 7, 10);
    generate(scene, &generator, database);
    expect(generator.refusals.count == 0, "%.*s", TEXT_ARG(generator.refusals.items[0].reason));
    assert_text(place_value(scene, database, query), answer);
    place_run(scene, database, "PRAGMA foreign_key_check");
    database_close(database);
}

static void rows_fit_the_schema(void **state)
{
    static const struct {
        const char *sql;
        const char *query;
    } cases[] = {
        {"CREATE TABLE a (x INTEGER PRIMARY KEY AUTOINCREMENT, y TEXT NOT NULL UNIQUE, z BLOB)",
         "SELECT count(*) FROM a"},
        {"CREATE TABLE a (x TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID", "SELECT count(*) FROM a"},
        {"CREATE TABLE c (x INTEGER NOT NULL PRIMARY KEY REFERENCES p (y));" /* one to one */
         "CREATE TABLE p (y INTEGER NOT NULL PRIMARY KEY)",
         "SELECT count(DISTINCT x) FROM c"},
        {"CREATE TABLE j (a INTEGER NOT NULL REFERENCES a, b INTEGER NOT NULL REFERENCES b,"
         " PRIMARY KEY (a, b)); CREATE TABLE a (x INTEGER PRIMARY KEY);"
         "CREATE TABLE b (x INTEGER PRIMARY KEY)",
         "SELECT count(*) FROM j"},
        {"CREATE TABLE t (x INTEGER PRIMARY KEY, up INTEGER REFERENCES t)",
         "SELECT count(*) FROM t"},
        {"CREATE TABLE t (x TEXT PRIMARY KEY NOT NULL, up TEXT NOT NULL REFERENCES t (x))",
         "SELECT count(*) FROM t"},
        {"CREATE TABLE a (x INTEGER PRIMARY KEY, b INTEGER REFERENCES b);"
         "CREATE TABLE b (x INTEGER PRIMARY KEY, a INTEGER NOT NULL REFERENCES a)",
         "SELECT count(*) FROM b"},
        {"CREATE TABLE p (x INTEGER, y TEXT, PRIMARY KEY (x, y));"
         "CREATE TABLE c (x INTEGER NOT NULL, y TEXT NOT NULL, FOREIGN KEY (x, y) REFERENCES p)",
         "SELECT count(*) FROM c NATURAL JOIN p"},
        {"CREATE TABLE t (x TEXT DEFAULT 'a' CHECK (x IN ('a', 'b')), g AS (x || x))",
         "SELECT count(*) FROM t"},
        {"CREATE TABLE t (x INTEGER PRIMARY KEY)", "SELECT count(*) FROM t"},
        {"CREATE TABLE \"a \"\"b\" (\"x 'y\" TEXT NOT NULL)", "SELECT count(*) FROM \"a \"\"b\""},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_filled(*state, cases[i].sql, cases[i].query, "10");
}

static void what_is_refused_is_told(void **state)
{
    Scene *scene = *state;
    Database *database =
        place_in_memory(scene, "CREATE TABLE a (x INTEGER NOT NULL CHECK (x = 'no number'));"
                               "CREATE TABLE b (y INTEGER NOT NULL CHECK (y < 4));"
                               "CREATE TABLE c (z INTEGER)");
    RowGenerator generator = row_generator(scene->arena, 7, 10);
    generate(scene, &generator, database);
    assert_int_equal(generator.refusals.count, 2);
    assert_text(generator.refusals.items[0].table, "b");
    assert_in_range(generator.refusals.items[0].made, 1, 9);
    assert_text(generator.refusals.items[1].table, "a"); /* which had another turn */
    assert_int_equal(generator.refusals.items[1].made, 0);
    assert_true(text_contains(generator.refusals.items[1].reason, "CHECK"));
    assert_text(place_value(scene, database, "SELECT count(*) FROM c"), "10");
    database_close(database);
}

static void the_seed_decides(void **state)
{
    Scene *scene = *state;
    Text sums[3];
    for (size_t i = 0; i < COUNT(sums); i++) {
        RowSums found;
        Database *database =
            place_in_memory(scene, "CREATE TABLE a (x TEXT, y INTEGER, z REAL, b BLOB)");
        RowGenerator generator = row_generator(scene->arena, i == 2 ? 8 : 7, 20);
        generate(scene, &generator, database);
        assert_succeeds(row_sums_read(scene->arena, database, &found, &scene->error),
                        &scene->error);
        sums[i] = found.items[0].sum;
        database_close(database);
    }
    assert_same_text(sums[0], sums[1]);
    assert_false(text_equal(sums[0], sums[2]));
}

static void a_table_that_changes_gets_more(void **state)
{
    Scene *scene = *state;
    Database *database =
        place_in_memory(scene, "CREATE TABLE a (x TEXT UNIQUE); CREATE TABLE b (x)");
    RowGenerator generator = row_generator(scene->arena, 7, 10);
    generate(scene, &generator, database);
    generate(scene, &generator, database);
    assert_int_equal(generator.made, 0);
    place_run(scene, database, "ALTER TABLE a ADD COLUMN y INTEGER");
    generate(scene, &generator, database);
    assert_int_equal(generator.made, 10);
    assert_text(place_value(scene, database, "SELECT count(*) FROM a"), "20");
    assert_text(place_value(scene, database, "SELECT count(*) FROM b"), "10");
    database_close(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_fit_the_schema),
        TEST(what_is_refused_is_told),
        TEST(the_seed_decides),
        TEST(a_table_that_changes_gets_more),
    };
    return RUN_TESTS(tests);
}

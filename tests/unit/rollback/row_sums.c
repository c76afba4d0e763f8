/* rollback/row_sums.h, on SQLite in memory. */
#include "rollback/row_sums.h"

#include "history/place.h"
#include "support.h"

static RowSums sums_of(Scene *scene, const char *sql)
{
    RowSums sums;
    Database *database = place_in_memory(scene, sql);
    assert_succeeds(row_sums_read(scene->arena, database, &sums, &scene->error), &scene->error);
    assert_false(database_in_transaction(database));
    database_close(database);
    return sums;
}

/* What differs, as one text. */
static Text difference(Scene *scene, const char *before, const char *after)
{
    RowSums a = sums_of(scene, before);
    RowSums b = sums_of(scene, after);
    RowDifferences differences;
    Buffer out = BUFFER(scene->arena);
    row_sums_compare(scene->arena, &a, &b, &differences);
    for (list_each(const RowDifference, each, &differences)) {
        buffer_add_string(&out, out.length ? "; " : "");
        buffer_add(&out, row_difference_shown(scene->arena, each));
    }
    return buffer_text(&out);
}

static void order_does_not_count(void **state)
{
    assert_text(difference(*state,
                           "CREATE TABLE a (x INTEGER, y TEXT); CREATE TABLE b (z);"
                           "INSERT INTO a VALUES (1, 'p'), (2, 'q'), (2, 'q'), (NULL, '')",
                           "CREATE TABLE b (z); CREATE TABLE a (y TEXT, x INTEGER);"
                           "INSERT INTO a VALUES ('q', 2), ('', NULL), ('p', 1), ('q', 2)"),
                "");
}

static void values_are_told_apart(void **state)
{
    static const char *const values[] = {
        "NULL",
        "''",
        "' '",
        "X''",
        "'1'",
        "1",
        "1.0",
        "'NULL'",
        "X'31'",
        "0.3",
        "0.1 + 0.2",
        "9e999",
        "-9e999",
        "CAST(X'6100' AS TEXT)",
        "'a'",
        "'A'",
        "9223372036854775807",
        "9223372036854775806",
    };
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(values); i++)
        for (size_t j = 0; j < COUNT(values); j++) {
            Text before = text_format(scene->arena, "CREATE TABLE a (x); INSERT INTO a VALUES (%s)",
                                      values[i]);
            Text after = text_format(scene->arena, "CREATE TABLE a (x); INSERT INTO a VALUES (%s)",
                                     values[j]);
            bool same = difference(scene, before.data, after.data).length == 0;
            expect(same == (i == j), "%s and %s", values[i], values[j]);
        }
}

static void what_differs_is_named(void **state)
{
    static const struct {
        const char *before;
        const char *after;
        const char *difference;
    } cases[] = {
        {"CREATE TABLE a (x); INSERT INTO a VALUES (1)", "", "a: the table is gone, with 1 rows"},
        {"", "CREATE TABLE a (x)", "a: the table is new, with 0 rows"},
        {"CREATE TABLE a (x); INSERT INTO a VALUES (1), (1)",
         "CREATE TABLE a (x); INSERT INTO a VALUES (1)", "a: 1 rows, and 2 before"},
        {"CREATE TABLE a (x, y, z); INSERT INTO a VALUES (1, 2, 3)",
         "CREATE TABLE a (x, y, v); INSERT INTO a VALUES (1, 3, 3)", "a.v, a.y, a.z"},
        {"CREATE TABLE a (x INTEGER)", "CREATE TABLE a (x TEXT)", "a.x"},
        {"CREATE TABLE a (x, y); INSERT INTO a VALUES (1, 2), (2, 1)",
         "CREATE TABLE a (x, y); INSERT INTO a VALUES (1, 1), (2, 2)",
         "a: the same values in other rows"},
        {"CREATE TABLE \"a \"\"b\" (\"x 'y\"); INSERT INTO \"a \"\"b\" VALUES (1)",
         "CREATE TABLE \"a \"\"b\" (\"x 'y\"); INSERT INTO \"a \"\"b\" VALUES (2)", "a \"b.x 'y"},
        {"CREATE TABLE _prisma_migrations (x)", "", ""},
        {"CREATE TABLE a (x INTEGER PRIMARY KEY AUTOINCREMENT)",
         "CREATE TABLE a (x INTEGER PRIMARY KEY)", ""},
        {"CREATE TABLE a (x, g AS (x + 1)); INSERT INTO a VALUES (1)",
         "CREATE TABLE a (x, g AS (x + 2)); INSERT INTO a VALUES (1)", "a.g"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_text(difference(*state, cases[i].before, cases[i].after), cases[i].difference);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(order_does_not_count),
        TEST(values_are_told_apart),
        TEST(what_differs_is_named),
    };
    return RUN_TESTS(tests);
}

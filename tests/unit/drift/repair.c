/* drift/drift.h and drift/repair.h, with the SQL of each product. */
#include "drift/repair.h"

#include "dialect/object_rules.h"
#include "support.h"

enum { MOST = 8 };

typedef struct Case {
    const char *name;
    const ObjectRules *rules;
    SqlObject expected[MOST]; /* as the history makes it; up to OBJECT_NONE */
    SqlObject actual[MOST];
    const char *database; /* the SQL that brings the database back */
    const char *history;  /* the migration that takes it over */
    size_t count;         /* differences that are no parts of others */
} Case;

#define WHOLE(of, called, defined) \
    { \
        .kind = OBJECT_##of, .namespace = {"", 0}, .owner = {"", 0}, \
        .name = {called, sizeof(called) - 1}, .definition = { \
            defined, \
            sizeof(defined) - 1 \
        } \
    }
#define PART(of, in, called, defined) \
    { \
        .kind = OBJECT_##of, .owner_kind = OBJECT_TABLE, .namespace = {"", 0}, \
        .owner = {in, sizeof(in) - 1}, .name = {called, sizeof(called) - 1}, .definition = { \
            defined, \
            sizeof(defined) - 1 \
        } \
    }
#define TABLE_A WHOLE(TABLE, "A", ""), PART(COLUMN, "A", "id", "integer")
#define CHILD_B \
    WHOLE(TABLE, "B", ""), PART(COLUMN, "B", "id", "integer"), PART(INHERITANCE, "B", "A", "")
#define POSTGRES &object_rules_postgres
#define SQLITE &object_rules_sqlite

static const Case cases[] = {
    {"the same", POSTGRES, {TABLE_A}, {TABLE_A}, "", "", 0},
    {"a table goes with what belongs to it",
     POSTGRES,
     {{0}},
     {TABLE_A, PART(NOT_NULL, "A", "id", ""), PART(CHECK, "A", "c", "CHECK (id > 0)")},
     "DROP TABLE \"A\";\n",
     "CREATE TABLE \"A\" (\n    \"id\" integer NOT NULL\n);\n"
     "ALTER TABLE \"A\" ADD CONSTRAINT \"c\" CHECK (id > 0);\n",
     1},
    {"a column",
     POSTGRES,
     {TABLE_A},
     {TABLE_A, PART(COLUMN, "A", "n", "text"), PART(DEFAULT, "A", "n", "'x'")},
     "ALTER TABLE \"A\" DROP COLUMN \"n\";\n",
     "ALTER TABLE \"A\" ADD COLUMN \"n\" text DEFAULT 'x';\n",
     1},
    {"a parent's column takes that of its child along",
     POSTGRES,
     {TABLE_A, CHILD_B},
     {TABLE_A, CHILD_B, PART(COLUMN, "A", "n", "text"), PART(COLUMN, "B", "n", "text")},
     "ALTER TABLE \"A\" DROP COLUMN \"n\";\nALTER TABLE \"B\" DROP COLUMN IF EXISTS \"n\";\n",
     "ALTER TABLE \"A\" ADD COLUMN \"n\" text;\n",
     2},
    {"a child goes before its parent",
     POSTGRES,
     {{0}},
     {TABLE_A, CHILD_B},
     "DROP TABLE \"B\";\nDROP TABLE \"A\";\n",
     "CREATE TABLE \"A\" (\n    \"id\" integer\n);\n"
     "CREATE TABLE \"B\" (\n    \"id\" integer\n) INHERITS (\"A\");\n",
     2},
    {"a view that reads a column is made again",
     POSTGRES,
     {TABLE_A, WHOLE(VIEW, "v", " SELECT id FROM \"A\";")},
     {WHOLE(TABLE, "A", ""), PART(COLUMN, "A", "id", "bigint"),
      WHOLE(VIEW, "v", " SELECT id FROM \"A\";")},
     "DROP VIEW \"v\";\n"
     "ALTER TABLE \"A\" ALTER COLUMN \"id\" SET DATA TYPE integer USING \"id\"::text::integer;\n"
     "CREATE VIEW \"v\" AS\n SELECT id FROM \"A\";\n",
     "DROP VIEW \"v\";\n"
     "ALTER TABLE \"A\" ALTER COLUMN \"id\" SET DATA TYPE bigint USING \"id\"::text::bigint;\n"
     "CREATE VIEW \"v\" AS\n SELECT id FROM \"A\";\n",
     1},
    {"a table that cannot be altered is left to people",
     POSTGRES,
     {TABLE_A},
     {WHOLE(TABLE, "A", "PARTITION BY RANGE (id)"), PART(COLUMN, "A", "id", "integer")},
     "-- This cannot be altered: the table \"A\" (as it is).\n",
     "-- This cannot be altered: the table \"A\" (PARTITION BY RANGE (id)).\n",
     1},
    {"a typed table",
     POSTGRES,
     {{0}},
     {WHOLE(TABLE, "A", "OF t"), PART(COLUMN, "A", "id", "integer")},
     "DROP TABLE \"A\";\n",
     "CREATE TABLE \"A\" OF t (\n    \"id\" WITH OPTIONS\n);\n",
     1},
    {"SQLite's indexes",
     SQLITE,
     {TABLE_A},
     {TABLE_A, PART(INDEX, "A", "i", "UNIQUE (\"id\")")},
     "DROP INDEX \"i\";\n",
     "CREATE UNIQUE INDEX \"i\" ON \"A\"(\"id\");\n",
     1},
    {"SQLite's tables are made anew, and what is on them",
     SQLITE,
     {TABLE_A, PART(INDEX, "A", "i", "(\"id\")")},
     {WHOLE(TABLE, "A", ""), PART(COLUMN, "A", "id", "TEXT"), PART(INDEX, "A", "i", "(\"id\")")},
     "CREATE TABLE \"new_A\" (\n    \"id\" integer\n);\n"
     "INSERT INTO \"new_A\" (\"id\") SELECT \"id\" FROM \"A\";\n"
     "DROP TABLE \"A\";\nALTER TABLE \"new_A\" RENAME TO \"A\";\n"
     "CREATE INDEX \"i\" ON \"A\"(\"id\");\n",
     NULL,
     1},
    {"a table that is made anew goes on counting",
     SQLITE,
     {WHOLE(TABLE, "A", ""), PART(COLUMN, "A", "id", "INTEGER PRIMARY KEY AUTOINCREMENT")},
     {WHOLE(TABLE, "A", ""), PART(COLUMN, "A", "id", "INTEGER PRIMARY KEY")},
     "CREATE TABLE \"new_A\" (\n    \"id\" INTEGER PRIMARY KEY AUTOINCREMENT\n);\n"
     "INSERT INTO \"new_A\" (\"id\") SELECT \"id\" FROM \"A\";\n"
     "UPDATE sqlite_sequence SET seq = max(seq, (SELECT seq FROM sqlite_sequence WHERE name = 'A'))"
     " WHERE name = 'new_A' AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'A');\n"
     "DROP TABLE \"A\";\nALTER TABLE \"new_A\" RENAME TO \"A\";\n",
     NULL,
     1},
};

static SqlSchema schema_of(const SqlObject *objects)
{
    SqlSchema schema = {0};
    while (schema.objects.count < MOST && objects[schema.objects.count].kind != OBJECT_NONE)
        schema.objects.count++;
    schema.objects.items = (SqlObject *)(uintptr_t)objects;
    return schema;
}

static void repairs(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const Case *test = &cases[i];
        Drift drift;
        SqlSchema expected = schema_of(test->expected);
        SqlSchema actual = schema_of(test->actual);
        DriftRequest request = {.expected = &expected, .actual = &actual};
        drift_find(arena, &request, &drift);
        Text database = drift_repair(arena, &drift, test->rules, REPAIR_DATABASE);
        Text history = drift_repair(arena, &drift, test->rules, REPAIR_HISTORY);
        expect(drift.count == test->count, "%s: %zu differences", test->name, drift.count);
        expect(text_is(database, test->database), "%s: %.*s", test->name, TEXT_ARG(database));
        if (test->history)
            expect(text_is(history, test->history), "%s: %.*s", test->name, TEXT_ARG(history));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(repairs)};
    return RUN_TESTS(tests);
}

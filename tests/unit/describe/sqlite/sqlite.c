/* describe/describe.h with databases of SQLite, and describe/sqlite/sqlite.h. */
#include "describe/sqlite/sqlite.h"

#include "describe/telling.h"
#include "dialect/sql_rules.h"
#include "sql/script.h"
#include "support.h"

/* What a database has in which the statements were run. */
static const SqlSchema *described(Scene *scene, DescribeRequest request, const char *statements)
{
    Connection *connection = NEW(scene->arena, Connection);
    SqlSchema *schema = NEW(scene->arena, SqlSchema);
    Database *database;
    request.rules = &sql_rules_sqlite;
    if (request.version == 0)
        request.version = PRISMA_6;
    assert_succeeds(connection_parse(scene->arena, TEXT("file:dev.db"), scene->folder, connection,
                                     &scene->error),
                    &scene->error);
    assert_succeeds(database_create(scene->arena, connection, &scene->error), &scene->error);
    assert_succeeds(
        database_open(scene->arena, connection, OPEN_READ_WRITE, &database, &scene->error),
        &scene->error);
    assert_succeeds(database_run(database, text_from(statements), NULL, &scene->error),
                    &scene->error);
    assert_succeeds(describe_database(scene->arena, database, &request, schema, &scene->error),
                    &scene->error);
    database_close(database);
    return schema;
}

/* The script that makes all of it, without comments and empty lines. */
static Text script_of(Scene *scene, const SqlSchema *schema)
{
    SqlSchema empty = {0};
    Comparison comparison = sql_compare(scene->arena, &empty, schema);
    Steps steps;
    Buffer script = BUFFER(scene->arena);
    Buffer short_script = BUFFER(scene->arena);
    steps_between(scene->arena, &comparison, &sql_rules_sqlite, STEPS_FORWARD, &steps);
    render_script(scene->arena, &steps, &script);
    for (Text rest = buffer_text(&script); rest.length;) {
        Text line = text_cut(&rest, '\n');
        if (line.length && !text_starts_with(line, "--"))
            buffer_add_format(&short_script, "%.*s\n", TEXT_ARG(line));
    }
    return buffer_text(&short_script);
}

static void tables_keys_and_indexes(void **state)
{
    Scene *scene = *state;
    const SqlSchema *schema = described(
        scene, (DescribeRequest){0},
        "CREATE TABLE b (x TEXT, y INT NOT NULL DEFAULT 5, PRIMARY KEY (y, x));"
        "CREATE TABLE a (id INTEGER PRIMARY KEY, u TEXT UNIQUE, g INT AS (id + 1), bx TEXT, by INT,"
        "  FOREIGN KEY (by, bx) REFERENCES b ON DELETE CASCADE ON UPDATE SET NULL,"
        "  FOREIGN KEY (u) REFERENCES missing (id));"
        "CREATE UNIQUE INDEX i1 ON a (bx DESC, u);"
        "CREATE INDEX i2 ON a (lower(u)); CREATE INDEX i3 ON a (u) WHERE bx = 'where';"
        "CREATE TABLE _prisma_migrations (id TEXT); CREATE TABLE _cf_KV (id TEXT);");
    assert_text(script_of(scene, schema),
                "CREATE TABLE \"a\" (\n"
                "    \"id\" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,\n"
                "    \"u\" TEXT,\n    \"bx\" TEXT,\n    \"by\" INTEGER,\n"
                "    FOREIGN KEY (\"by\", \"bx\") REFERENCES \"b\" (\"y\", \"x\")"
                " ON DELETE CASCADE ON UPDATE SET NULL\n);\n"
                "CREATE TABLE \"b\" (\n    \"x\" TEXT,\n    \"y\" INTEGER NOT NULL DEFAULT 5,\n"
                "    PRIMARY KEY (\"y\", \"x\")\n);\n"
                "CREATE UNIQUE INDEX \"i1\" ON \"a\"(\"bx\" DESC, \"u\" ASC);\n"
                "Pragma writable_schema=1;\n"
                "CREATE UNIQUE INDEX \"sqlite_autoindex_a_1\" ON \"a\"(\"u\" ASC);\n"
                "Pragma writable_schema=0;\n");
    assert_true(schema->is_live);
}

/* Version 6 does not know them, and 7 only with the preview feature. */
static void partial_indexes(void **state)
{
    static const char statements[] = "CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT);"
                                     "CREATE INDEX i ON a (id)\n\tWHERE b = ' where ' -- so\n;";
    const SqlSchema *schema = described(*state, (DescribeRequest){.version = PRISMA_7}, statements);
    assert_int_equal(schema->indexes.count, 2);
    assert_text(schema->indexes.items[1].predicate, "b = ' where '");
    assert_true(schema->indexes.items[1].has_unspoken_predicate);
}

static void what_others_look_after(void **state)
{
    TextList tables = {0};
    Scene *scene = *state;
    list_add(scene->arena, &tables, TEXT("a"));
    const SqlSchema *schema =
        described(scene, (DescribeRequest){.external = &tables},
                  "CREATE TABLE b (id INTEGER PRIMARY KEY);"
                  "CREATE TABLE a (id INTEGER PRIMARY KEY, b INT REFERENCES b (id));"
                  "CREATE TABLE c (id INTEGER PRIMARY KEY, a INT REFERENCES a (id))");
    assert_int_equal(schema->tables.count, 3);
    assert_int_equal(schema->foreign_keys.count, 2);
    assert_int_equal(schema->views.count, 0);
    assert_true(schema->tables.items[0].is_external);
    assert_false(schema->tables.items[1].is_external);
    assert_false(schema->tables.items[2].is_external);
}

static void views(void **state)
{
    const SqlSchema *schema =
        described(*state, (DescribeRequest){.views = true},
                  "CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT);"
                  "CREATE VIEW \"z as\" (x, y) AS\n  SELECT id, b FROM a -- all\n;"
                  "CREATE VIEW empty AS SELECT 1 AS one");
    assert_int_equal(schema->views.count, 2);
    assert_text(schema->views.items[0].name, "empty");
    assert_text(schema->views.items[1].definition, "SELECT id, b FROM a");
    assert_int_equal(schema->views.items[1].column_count, 2);
    assert_text(schema->view_columns.items[schema->views.items[1].first_column].name, "x");
}

static void types(void **state)
{
    static const struct {
        const char *declared;
        unsigned family;
    } cases[] = {
        {"INTEGER", SCALAR_INT},
        {"int", SCALAR_INT},
        {"BIGINT", SCALAR_BIGINT},
        {"double", SCALAR_FLOAT},
        {"VARCHAR(20)", SCALAR_STRING},
        {"native character(70)", SCALAR_STRING},
        {"NUMERIC(10,2)", SCALAR_DECIMAL},
        {"timestamp", SCALAR_DATETIME},
        {"JSONB", SCALAR_JSON},
        {"TEXT[]", SCALAR_STRING},
        {"", FAMILY_UNSUPPORTED},
        {"json", FAMILY_UNSUPPORTED},
        {"tinyint", FAMILY_UNSUPPORTED},
        {"double precision", FAMILY_UNSUPPORTED},
        {"integer(5)", FAMILY_UNSUPPORTED},
    };
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(cases); i++) {
        ColumnType type = sqlite_column_type(arena, text_from(cases[i].declared), true);
        expect(type.family == cases[i].family, "%s: %u", cases[i].declared, type.family);
        assert_int_equal(type.arity, COLUMN_REQUIRED);
    }
    assert_text(sqlite_column_type(arena, TEXT("Bool Ean"), false).text, "bool ean");
}

static void defaults(void **state)
{
    static const struct {
        unsigned family;
        const char *sql;
        const char *told;
    } cases[] = {
        {SCALAR_INT, "5", "5"},
        {SCALAR_INT, "'-7'", "-7"},
        {SCALAR_INT, "+5", "sql +5"},
        {SCALAR_INT, "1.5", "sql 1.5"},
        {SCALAR_INT, "\"5\"", "sql \"5\""},
        {SCALAR_INT, "1+2", "sql 1+2"},
        {SCALAR_BIGINT, "99999999999999999999", "sql 99999999999999999999"},
        {SCALAR_FLOAT, "1e5", "100000"},
        {SCALAR_FLOAT, ".5", "0.5"},
        {SCALAR_FLOAT, "'1.50'", "1.50"},
        {SCALAR_FLOAT, "random()", "sql random()"},
        {SCALAR_BOOLEAN, "TRUE", "true"},
        {SCALAR_BOOLEAN, "'1'", "true"},
        {SCALAR_BOOLEAN, "0", "false"},
        {SCALAR_BOOLEAN, "2", "sql 2"},
        {SCALAR_BOOLEAN, "'true'", "sql 'true'"},
        {SCALAR_STRING, "'it''s'", "'it's'"},
        {SCALAR_STRING, "\"d\"\"q\"", "'d\"q'"},
        {SCALAR_STRING, "''''", "'''"},
        {SCALAR_STRING, "'", "'''"},
        {SCALAR_STRING, "lower('X')", "'lower('X')'"},
        {SCALAR_STRING, "5", "'5'"},
        {SCALAR_DATETIME, "Current_Timestamp", "now"},
        {SCALAR_DATETIME, "datetime('now')", "now"},
        {SCALAR_DATETIME, "current_date", "sql current_date"},
        {SCALAR_DATETIME, "'2020-01-01'", "sql '2020-01-01'"},
        {SCALAR_JSON, "'{}'", "''{}''"},
        {SCALAR_BYTES, "x'00'", "sql x'00'"},
        {FAMILY_UNSUPPORTED, "5", "sql 5"},
        {SCALAR_INT, "NULL", "none"},
    };
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const ColumnDefault *of = sqlite_default(arena, text_from(cases[i].sql), cases[i].family);
        Text found = default_told(arena, of, TEXT(""));
        expect(text_is(found, cases[i].told), "%s: %.*s", cases[i].sql, TEXT_ARG(found));
    }
}

static void predicates(void **state)
{
    (void)state;
    assert_text(sqlite_predicate(TEXT("create index \"where\" on t (a) where((b)=2)")), "((b)=2)");
    assert_text(sqlite_predicate(TEXT("CREATE INDEX i ON t (a, (b = 'where')) WHERE c /* x */ ")),
                "c");
    assert_null(sqlite_predicate(TEXT("CREATE INDEX i ON t (a)")).data);
    assert_null(sqlite_predicate(TEXT("CREATE INDEX i ON t (a) WHERE")).data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(tables_keys_and_indexes),
        TEST(partial_indexes),
        TEST(what_others_look_after),
        TEST(views),
        TEST(types),
        TEST(defaults),
        TEST(predicates),
    };
    return RUN_TESTS(tests);
}

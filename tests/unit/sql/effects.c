#include "sql/effects.h"

#include "dialect/dialect.h"
#include "support.h"

static const char *const kinds[] = {
    [EFFECT_CREATE_TABLE] = "create",
    [EFFECT_DROP_TABLE] = "drop",
    [EFFECT_RENAME_TABLE] = "rename",
    [EFFECT_REBUILD_TABLE] = "rebuild",
    [EFFECT_ADD_COLUMN] = "add",
    [EFFECT_DROP_COLUMN] = "drop",
    [EFFECT_RENAME_COLUMN] = "rename",
    [EFFECT_CHANGE_TYPE] = "type",
    [EFFECT_INSERT] = "insert",
    [EFFECT_UPDATE] = "update",
    [EFFECT_DELETE] = "delete",
    [EFFECT_DROP_NAMESPACE] = "drop schema",
    [EFFECT_RENAME_NAMESPACE] = "rename schema",
    [EFFECT_DROP_TYPE] = "drop type",
    [EFFECT_DROP_EXTENSION] = "drop extension",
    [EFFECT_CREATE_TRIGGER] = "trigger",
    [EFFECT_UNKNOWN] = "unknown",
};

static void show_columns(Buffer *out, const EffectColumns *columns)
{
    const char *separator = " (";
    for (list_each(const EffectColumn, column, columns)) {
        buffer_add_format(out, "%s%.*s", separator, TEXT_ARG(column->name));
        if (column->type.length)
            buffer_add_format(out, " %.*s", TEXT_ARG(column->type));
        if (column->from.length)
            buffer_add_format(out, "%s%.*s", column->replaces_null ? "<~" : "<",
                              TEXT_ARG(column->from));
        separator = ", ";
    }
    if (columns->count)
        buffer_add_char(out, ')');
}

/* kind namespace.table.column name > becomes [ALL] [CASCADE] [IF] … */
static void show(Buffer *out, const Effect *effect)
{
    buffer_add_format(out, "%s%s", out->length ? "; " : "", kinds[effect->kind]);
    if (effect->namespace_name.length || effect->table.length)
        buffer_add_char(out, ' ');
    if (effect->namespace_name.length)
        buffer_add_format(out, "%.*s.", TEXT_ARG(effect->namespace_name));
    buffer_add(out, effect->table);
    if (effect->column.length)
        buffer_add_format(out, ".%.*s", TEXT_ARG(effect->column));
    if (effect->name.length)
        buffer_add_format(out, " %.*s", TEXT_ARG(effect->name));
    if (effect->becomes.length || effect->becomes_space.length)
        buffer_add_format(out, " > %.*s%s%.*s", TEXT_ARG(effect->becomes_space),
                          effect->becomes_space.length ? "." : "", TEXT_ARG(effect->becomes));
    show_columns(out, &effect->columns);
    if (effect->from_table.length)
        buffer_add_format(out, " from %.*s", TEXT_ARG(effect->from_table));
    buffer_add_string(out, effect->all ? " ALL" : "");
    buffer_add_string(out, effect->cascade ? " CASCADE" : "");
    buffer_add_string(out, effect->conditional ? " IF" : "");
    buffer_add_string(out, effect->temporary ? " TEMP" : "");
    buffer_add_string(out, effect->is_cast ? " CAST" : "");
}

typedef struct Row {
    const Dialect *dialect;
    const char *script;
    const char *effects;
} Row;

#define PG &dialect_postgres
#define LITE &dialect_sqlite

static void check(Scene *scene, const Row *rows, size_t count, bool followed)
{
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        const SqlSyntax *syntax = &rows[i].dialect->syntax;
        Effects effects = effects_of(scene->arena, syntax, text_from(rows[i].script));
        if (followed)
            effects = effects_of_rows_before(scene->arena, syntax, &effects);
        Buffer shown = BUFFER(scene->arena);
        for (list_each(const Effect, effect, &effects))
            show(&shown, effect);
        if (text_is(buffer_text(&shown), rows[i].effects))
            continue;
        wrong++;
        print_error("%s\n  expected: %s\n  actual:   %.*s\n", rows[i].script, rows[i].effects,
                    TEXT_ARG(buffer_text(&shown)));
    }
    assert_int_equal(wrong, 0);
}

static const Row tables[] = {
    {PG, "CREATE TABLE \"A\" (id INT NOT NULL, \"b\" VARCHAR(3)[] DEFAULT '{}', PRIMARY KEY (id))",
     "create A (id INT, b VARCHAR(3)[])"},
    {PG, "CREATE TABLE IF NOT EXISTS s.A (a numeric(3, 2), CONSTRAINT x CHECK (a > 1))",
     "create s.a (a numeric(3, 2)) IF"},
    {PG, "CREATE TEMP TABLE a AS SELECT f(1)", "create a TEMP; unknown f"},
    {PG, "CREATE TABLE a AS SELECT * FROM b", "create a"},
    {PG, "SELECT a, b INTO c FROM d", "create c"},
    {PG, "CREATE TABLE p PARTITION OF q FOR VALUES FROM (1) TO (2)", "create p"},
    {LITE, "CREATE TABLE [A] (\"x\" INTEGER PRIMARY KEY AUTOINCREMENT, y, 'z' TEXT)",
     "create A (x INTEGER, y, z TEXT)"},
    {LITE, "create table main.`A`(a)", "create main.A (a)"},
    {PG, "DROP TABLE a, s.\"B\" CASCADE; DROP TABLE IF EXISTS c",
     "drop a CASCADE; drop s.B CASCADE; drop c IF"},
    {PG,
     "ALTER TABLE a RENAME TO b; ALTER TABLE b SET SCHEMA s; ALTER TABLE a RENAME x TO y;"
     "ALTER TABLE a RENAME COLUMN x TO y; ALTER TABLE a RENAME CONSTRAINT x TO y",
     "rename a > b; rename b > s.; rename a.x > y; rename a.x > y"},
    {PG,
     "ALTER TABLE ONLY \"a\" ADD COLUMN \"b\" TEXT NOT NULL DEFAULT 'x,y', DROP COLUMN c, "
     "DROP COLUMN IF EXISTS d CASCADE, ADD CONSTRAINT e PRIMARY KEY (b), DROP CONSTRAINT f, "
     "ALTER COLUMN g SET NOT NULL, ALTER COLUMN h SET DATA TYPE double precision",
     "add a.b > TEXT; drop a.c; drop a.d CASCADE IF; type a.h > double precision CAST"},
    {PG, "ALTER TABLE IF EXISTS a ADD b int, DROP c", "add a.b > int IF; drop a.c IF"},
    {PG, "ALTER TABLE a ADD COLUMN IF NOT EXISTS b timestamp(3) with time zone",
     "add a.b > timestamp(3) with time zone IF"},
    {PG,
     "ALTER TABLE a ALTER b TYPE \"e_new\" USING (\"b\"::text::\"e_new\"), ALTER c TYPE int "
     "USING c + 1, ALTER d TYPE int USING d::int, ALTER e TYPE t USING (other::t)",
     "type a.b > \"e_new\" CAST; type a.c > int; type a.d > int CAST; type a.e > t"},
    {PG, /* a cast on the way that cuts values */
     "ALTER TABLE a ALTER b TYPE text USING b::varchar(3), ALTER c TYPE text USING (c::text)",
     "type a.b > text; type a.c > text CAST"},
    {PG, "ALTER TABLE a DETACH PARTITION b", "unknown a"},
    {PG, "ALTER TABLE a ENABLE ROW LEVEL SECURITY; ALTER TABLE a OWNER TO b", ""},
    {PG, "DROP SCHEMA a, b CASCADE; ALTER SCHEMA a RENAME TO b; CREATE SCHEMA IF NOT EXISTS c",
     "drop schema a. CASCADE; drop schema b. CASCADE; rename schema a. > b"},
    {PG, "DROP TYPE IF EXISTS s.\"E\" CASCADE; DROP DOMAIN d; DROP EXTENSION x CASCADE",
     "drop type s. E CASCADE IF; drop type d; drop extension x CASCADE"},
    {PG, "SET search_path TO s, public; DROP TABLE a; SET search_path = DEFAULT; DROP TABLE a",
     "drop s.a; drop a"},
};

static const Row rows_of_tables[] = {
    {PG, "INSERT INTO a (b, c) VALUES (1, 'x'); INSERT INTO a DEFAULT VALUES",
     "insert a (b, c); insert a"},
    {PG,
     "INSERT INTO a (b) VALUES (1) ON CONFLICT (b) WHERE c > 1 DO UPDATE SET d = 1, e = "
     "excluded.e WHERE a.b IS DISTINCT FROM 3",
     "insert a (b); update a.d; update a.e"},
    {PG, "INSERT INTO a SELECT * FROM b ON CONFLICT DO NOTHING", "insert a"},
    {LITE, "INSERT OR REPLACE INTO a VALUES (1); REPLACE INTO a (b) SELECT c FROM d",
     "insert a; delete a; insert a (b<c) from d; delete a"},
    {PG,
     "UPDATE ONLY a AS t SET b = 1, (c, d) = (SELECT 1, 2), e[1] = CASE WHEN x THEN 1 END FROM "
     "o WHERE t.x = o.y",
     "update a.b; update a.c; update a.d; update a.e"},
    {PG, "UPDATE \"a\" t SET \"b\" = (SELECT x FROM y), c = z IS NOT DISTINCT FROM 1, d = 2",
     "update a.b; update a.c; update a.d"},
    {LITE, "UPDATE OR REPLACE a INDEXED BY i SET b = 1", "update a.b; delete a"},
    {PG, "UPDATE a SET b = CASE x WHEN 1 THEN CASE WHEN y THEN 2 END END, c = 1 WHERE d",
     "update a.b; update a.c"},
    {PG, "DELETE FROM a; DELETE FROM ONLY s.a USING b WHERE true", "delete a ALL; delete s.a"},
    {PG, "TRUNCATE a, ONLY b RESTART IDENTITY CASCADE; TRUNCATE TABLE c",
     "delete a ALL CASCADE; delete b ALL CASCADE; delete c ALL"},
    {PG,
     "MERGE INTO a USING b ON a.x = b.x WHEN MATCHED AND c THEN DELETE WHEN MATCHED THEN UPDATE "
     "SET y = 1, z = 2 WHEN NOT MATCHED THEN INSERT (x) VALUES (1)",
     "delete a; update a.y; update a.z; insert a"},
    {PG,
     "WITH g AS (DELETE FROM a WHERE x RETURNING *), u AS MATERIALIZED (UPDATE b SET c = 1) "
     "INSERT INTO d (e) SELECT x FROM g",
     "delete a; update b.c; insert d (e<x) from g ALL"},
    {PG, "INSERT INTO a WITH g AS (DELETE FROM b RETURNING *) SELECT * FROM g",
     "insert a; delete b ALL"},
    {PG, "WITH x(a, b) AS (SELECT 1, 2) SELECT * FROM x", ""},
    {PG, "COPY a (b) FROM '/x'; COPY a TO '/x'; COPY (DELETE FROM c RETURNING 1) TO '/x'",
     "insert a; delete c ALL"},
    {PG, "SELECT count(*), s.f(1), \"g\" (2) FROM a WHERE b IN (1) AND lower(c) = 'x'",
     "unknown s. f; unknown g"},
    {PG, "UPDATE a SET b = f()", "update a.b; unknown f"},
    {PG, "DO $$ BEGIN DELETE FROM a; END $$; CALL p(); EXECUTE x", "unknown; unknown; unknown"},
    {PG, "EXPLAIN DELETE FROM a; EXPLAIN (ANALYZE) DELETE FROM a", "unknown"},
    {PG, "CREATE TRIGGER t BEFORE UPDATE OF x ON s.a FOR EACH ROW EXECUTE FUNCTION f()",
     "trigger s.a"},
    {PG, "nonsense", "unknown"},
};

static const Row scripts[] = {
    {PG,
     "ALTER TABLE a RENAME TO b; ALTER TABLE b RENAME c TO d; ALTER TABLE b DROP d; DELETE FROM b",
     "rename a > b; rename a.c > d; drop a.c; delete a ALL"},
    {PG, "CREATE TABLE a (x int); INSERT INTO a VALUES (1); DELETE FROM a; DROP TABLE a",
     "create a (x int)"},
    {PG,
     "ALTER TABLE a ADD b int; UPDATE a SET b = c; ALTER TABLE a DROP c, ALTER b TYPE text;"
     "ALTER TABLE a RENAME b TO c",
     "add a.b > int; drop a.c"},
    {PG, "CREATE TABLE IF NOT EXISTS a (x int); UPDATE a SET x = 1",
     "create a (x int) IF; update a.x"},
    {PG, "DROP TABLE a; CREATE TABLE a (x int); UPDATE a SET x = 1", "drop a; create a (x int)"},
    {PG, "ALTER SCHEMA s RENAME TO t; DROP TABLE t.a", "rename schema s. > t; drop s.a"},
    {LITE,
     "CREATE TABLE \"new_A\" (\"id\" INTEGER NOT NULL, b TEXT NOT NULL DEFAULT 'x', c INT);"
     "INSERT INTO \"new_A\" (\"b\", \"id\", c) SELECT coalesce(\"b\", 'x') AS \"b\", \"id\", c + 1 FROM "
     "\"A\"; DROP TABLE \"A\"; ALTER TABLE \"new_A\" RENAME TO \"A\"",
     "create new_A (id INTEGER, b TEXT, c INT); "
     "rebuild A > A (id INTEGER<id, b TEXT<~b, c INT)"},
    {LITE,
     "CREATE TABLE n (id INT); INSERT INTO n SELECT id FROM a WHERE id > 3; DROP TABLE a;"
     "ALTER TABLE n RENAME TO a",
     "create n (id INT); drop a"},
    {LITE,
     "ALTER TABLE a RENAME TO old; CREATE TABLE a (x INT, y INT); INSERT INTO A SELECT p, q FROM old;"
     "UPDATE a SET y = 2; DROP TABLE old",
     "rename a > old; create a (x INT, y INT); rebuild a > a (x INT<p, y INT)"},
    {LITE,
     "CREATE TABLE n (x INT, y INT); INSERT INTO n (x, y) SELECT x, y FROM a; DROP TABLE a;"
     "ALTER TABLE n RENAME TO a; CREATE TABLE n (x TEXT); INSERT INTO n (x) SELECT x FROM a;"
     "DROP TABLE a; ALTER TABLE n RENAME TO a",
     "create n (x INT, y INT); rebuild a > a (x TEXT<x); create n (x TEXT)"},
    {LITE, "CREATE TABLE n (x INT); INSERT INTO n (x) SELECT x FROM a; DELETE FROM n; DROP TABLE a",
     "create n (x INT); drop a"},
};

static void effects_on_tables(void **state)
{
    check(*state, tables, COUNT(tables), false);
}

static void effects_on_rows(void **state)
{
    check(*state, rows_of_tables, COUNT(rows_of_tables), false);
}

static void names_are_followed(void **state)
{
    check(*state, scripts, COUNT(scripts), true);
}

/* Statements inside of statements, deeper than anybody writes. */
static void nesting_has_an_end(void **state)
{
    Scene *scene = *state;
    Buffer script = BUFFER(scene->arena);
    for (size_t i = 0; i < 2000; i++)
        buffer_add_string(&script, "WITH a AS (");
    Effects effects = effects_of(scene->arena, &dialect_postgres.syntax, buffer_text(&script));
    assert_true(effects.count >= 1);
    assert_int_equal(effects.items[0].kind, EFFECT_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(effects_on_tables),
        TEST(effects_on_rows),
        TEST(names_are_followed),
        TEST(nesting_has_an_end),
    };
    return RUN_TESTS(tests);
}

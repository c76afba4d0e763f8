/* sql/script.h */
#include "sql/script.h"

#include "dialect/dialect.h"
#include "support.h"

#define PG &dialect_postgres.syntax
#define LITE &dialect_sqlite.syntax

/* A script and its statements, parted by "|". */
typedef struct Case {
    const SqlSyntax *syntax;
    const char *script, *statements;
} Case;

static const Case cases[] = {
    /* nothing in it */
    {PG, "", ""},
    {PG, ";", ""},
    {PG, " ; ;\n;", ""},
    {PG, "-- This is an empty migration.", ""},
    {PG, "/* a; /* b; */ c; */ -- d;", ""},
    {LITE, "/* a; */\n-- b;\n;", ""},
    /* one after the other */
    {PG, "SELECT 1", "SELECT 1"},
    {PG, "SELECT 1;", "SELECT 1"},
    {PG, ";;SELECT 1;;SELECT 2;;", "SELECT 1|SELECT 2"},
    {PG, "SELECT 1;\r\nSELECT 2;\r\n", "SELECT 1|SELECT 2"},
    {PG, "-- one\nSELECT 1; -- two\n/* three */ SELECT 2 -- four", "SELECT 1|SELECT 2"},
    {PG, "SELECT 1 /* ; */ + 2 -- ;\n, 3; SELECT 4", "SELECT 1 /* ; */ + 2 -- ;\n, 3|SELECT 4"},
    /* quotes */
    {PG, "SELECT ';', 'a'';'; SELECT 2", "SELECT ';', 'a'';'|SELECT 2"},
    {PG, "SELECT E'a\\';b'; SELECT 2", "SELECT E'a\\';b'|SELECT 2"},
    {PG, "SELECT '\\'; SELECT 2", "SELECT '\\'|SELECT 2"},
    {PG, "SELECT \";\", \"a\"\";\"; SELECT 2", "SELECT \";\", \"a\"\";\"|SELECT 2"},
    {PG, "SELECT U&'\\0027;', U&\"\\0022;\"; SELECT 2",
     "SELECT U&'\\0027;', U&\"\\0022;\"|SELECT 2"},
    {LITE, "SELECT '\\', `;`, [;], \";\"; SELECT 2", "SELECT '\\', `;`, [;], \";\"|SELECT 2"},
    {PG, "DO $$ BEGIN; ';' \" END $$; SELECT 2", "DO $$ BEGIN; ';' \" END $$|SELECT 2"},
    {PG, "DO $a$ ; $$ ; $b$ ; $a$; SELECT 2", "DO $a$ ; $$ ; $b$ ; $a$|SELECT 2"},
    {PG, "SELECT a$b$c; SELECT $1; SELECT 3", "SELECT a$b$c|SELECT $1|SELECT 3"},
    /* an escape string that goes on in the next line keeps its escapes */
    {PG, "SELECT E'a'\n 'b\\';c'; SELECT 2", "SELECT E'a'\n 'b\\';c'|SELECT 2"},
    /* a lone carriage return ends a comment in PostgreSQL, and does not in SQLite */
    {PG, "-- one\rSELECT 1;\r-- two\rSELECT 2;", "SELECT 1|SELECT 2"},
    {LITE, "-- one\rSELECT 1;\r-- two\rSELECT 2;", ""},
    /* transactions are statements like any others */
    {PG, "BEGIN; SELECT 1; END; COMMIT", "BEGIN|SELECT 1|END|COMMIT"},
    {LITE, "BEGIN; SELECT CASE 1 WHEN 1 THEN 2 END; END;",
     "BEGIN|SELECT CASE 1 WHEN 1 THEN 2 END|END"},
    /* parentheses */
    {PG, "CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM b); SELECT 2",
     "CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM b)|SELECT 2"},
    {PG, "SELECT (1)); SELECT 2", "SELECT (1))|SELECT 2"},
    {PG, "SELECT ')', ((1)); SELECT 2", "SELECT ')', ((1))|SELECT 2"},
    {PG, "SELECT (1; SELECT 2", "SELECT (1; SELECT 2"},
    {LITE, "SELECT (1; SELECT 2", "SELECT (1|SELECT 2"},
    /* routines */
    {PG,
     "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END; SELECT 3",
     "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END|SELECT 3"},
    {PG,
     "CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC SELECT CASE a WHEN 1 THEN 2 ELSE CASE WHEN b "
     "THEN 3 END END; END; SELECT 3",
     "CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC SELECT CASE a WHEN 1 THEN 2 ELSE CASE WHEN b "
     "THEN 3 END END; END|SELECT 3"},
    {PG, "create function f() returns int begin atomic select 1; end; select 2",
     "create function f() returns int begin atomic select 1; end|select 2"},
    {PG, "CREATE PROCEDURE p() BEGIN ATOMIC END; SELECT 2",
     "CREATE PROCEDURE p() BEGIN ATOMIC END|SELECT 2"},
    {PG, "CREATE FUNCTION f() RETURNS int AS 'SELECT 1;' LANGUAGE sql; BEGIN; SELECT 2; END",
     "CREATE FUNCTION f() RETURNS int AS 'SELECT 1;' LANGUAGE sql|BEGIN|SELECT 2|END"},
    {PG, "CREATE TABLE atomic (begin int, \"end\" int); SELECT 2",
     "CREATE TABLE atomic (begin int, \"end\" int)|SELECT 2"},
    {PG, "CREATE FUNCTION begin() RETURNS int AS 'x' LANGUAGE sql; SELECT 2",
     "CREATE FUNCTION begin() RETURNS int AS 'x' LANGUAGE sql|SELECT 2"},
    {PG, "CREATE TRIGGER begin AFTER INSERT ON t EXECUTE FUNCTION begin(); SELECT 2",
     "CREATE TRIGGER begin AFTER INSERT ON t EXECUTE FUNCTION begin()|SELECT 2"},
    /* "end" as a name: after a dot, and as a label */
    {PG, "CREATE FUNCTION f(x t) RETURNS int BEGIN ATOMIC SELECT x.end; SELECT 1; END; SELECT 2",
     "CREATE FUNCTION f(x t) RETURNS int BEGIN ATOMIC SELECT x.end; SELECT 1; END|SELECT 2"},
    {PG, "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 AS end; SELECT 1; END; SELECT 2",
     "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 AS end; SELECT 1; END|SELECT 2"},
    {PG, "CREATE FUNCTION f(x t) RETURNS int BEGIN ATOMIC SELECT x.case; SELECT 1; END; SELECT 2",
     "CREATE FUNCTION f(x t) RETURNS int BEGIN ATOMIC SELECT x.case; SELECT 1; END|SELECT 2"},
    /* triggers */
    {LITE, "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; SELECT 2; END; SELECT 3",
     "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; SELECT 2; END|SELECT 3"},
    {LITE,
     "CREATE TEMP TRIGGER IF NOT EXISTS t UPDATE ON a BEGIN SELECT CASE WHEN 1 THEN CASE 2 WHEN 3 "
     "THEN 4 END END; END; SELECT 3",
     "CREATE TEMP TRIGGER IF NOT EXISTS t UPDATE ON a BEGIN SELECT CASE WHEN 1 THEN CASE 2 WHEN 3 "
     "THEN 4 END END; END|SELECT 3"},
    {LITE,
     "CREATE TRIGGER t INSERT ON a WHEN CASE NEW.x WHEN 1 THEN 1 END BEGIN SELECT 1; END; SELECT 3",
     "CREATE TRIGGER t INSERT ON a WHEN CASE NEW.x WHEN 1 THEN 1 END BEGIN SELECT 1; END|SELECT "
     "3"},
    {LITE, "create trigger t insert on a begin select 1; end ; select 3",
     "create trigger t insert on a begin select 1; end|select 3"},
    {LITE, "CREATE TRIGGER t INSERT ON a BEGIN SELECT 1; /* END; */ -- END;\nEND /* x */; SELECT 3",
     "CREATE TRIGGER t INSERT ON a BEGIN SELECT 1; /* END; */ -- END;\nEND|SELECT 3"},
    /* "begin", "end" and "trigger" are also names there */
    {LITE, "CREATE TABLE trigger (begin int, end int); SELECT 2",
     "CREATE TABLE trigger (begin int, end int)|SELECT 2"},
    {LITE, "CREATE INDEX begin ON trigger (begin, end); SELECT 2",
     "CREATE INDEX begin ON trigger (begin, end)|SELECT 2"},
    {LITE, "CREATE TRIGGER \"begin\" INSERT ON \"end\" BEGIN SELECT \"end\"; END; SELECT 2",
     "CREATE TRIGGER \"begin\" INSERT ON \"end\" BEGIN SELECT \"end\"; END|SELECT 2"},
    {LITE, "CREATE TRIGGER t UPDATE OF begin ON a BEGIN SELECT 1; END; SELECT 2",
     "CREATE TRIGGER t UPDATE OF begin ON a BEGIN SELECT 1; END|SELECT 2"},
    {LITE, "CREATE TRIGGER t INSERT ON a BEGIN UPDATE b SET x = NEW.end; SELECT 1; END; SELECT 2",
     "CREATE TRIGGER t INSERT ON a BEGIN UPDATE b SET x = NEW.end; SELECT 1; END|SELECT 2"},
    {LITE, "CREATE TRIGGER t INSERT ON a BEGIN UPDATE b SET end = NEW.begin; END; SELECT 2",
     "CREATE TRIGGER t INSERT ON a BEGIN UPDATE b SET end = NEW.begin; END|SELECT 2"},
    /* not closed: one statement to the end */
    {PG, "SELECT 1; SELECT 'a; SELECT 2", "SELECT 1|SELECT 'a; SELECT 2"},
    {PG, "SELECT 1; SELECT \"a; SELECT 2", "SELECT 1|SELECT \"a; SELECT 2"},
    {PG, "SELECT 1; SELECT $$a; SELECT 2", "SELECT 1|SELECT $$a; SELECT 2"},
    {PG, "SELECT 1; SELECT 2 /* a; SELECT 3", "SELECT 1|SELECT 2"},
    {PG, "SELECT 1; CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2",
     "SELECT 1|CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2"},
    {LITE, "SELECT 1; CREATE TRIGGER t INSERT ON a BEGIN SELECT 1; SELECT 2",
     "SELECT 1|CREATE TRIGGER t INSERT ON a BEGIN SELECT 1; SELECT 2"},
};

static Text statements_of(Arena *arena, const SqlSyntax *syntax, Text script)
{
    Buffer out = BUFFER(arena);
    ScriptStatements statements = script_split(arena, syntax, script);
    for (size_t i = 0; i < statements.count; i++) {
        const ScriptStatement *place = &statements.items[i];
        buffer_add_format(&out, i ? "|%.*s" : "%.*s",
                          TEXT_ARG(text_slice(script, place->start, place->end)));
    }
    return buffer_text(&out);
}

/* All rows are looked at before the test fails, so that one run tells them all. */
static void the_table(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text script = text_from(cases[i].script);
        Text found = statements_of(arena, cases[i].syntax, script);
        if (text_is(found, cases[i].statements))
            continue;
        wrong++;
        print_error("%s\n  gave %.*s\n", cases[i].script, TEXT_ARG(found));
    }
    assert_int_equal(wrong, 0);
}

/* Each is one statement of its own. */
static const char *const pieces_postgres[] = {
    "SELECT 1",
    "BEGIN",
    "END",
    "COMMIT",
    "SELECT ';', E'\\';', '\\'",
    "SELECT \";\"",
    "DO $$ BEGIN; END; $$",
    "DO $x$ ; $$ ; $x$",
    "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN a THEN b END; SELECT 1; END",
    "CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM b)",
    "SELECT CASE WHEN a THEN b END",
    "SELECT 1 /* ; /* ; */ */ + 1 -- ;\n+ 2",
    "CREATE TABLE \"begin\" (atomic int)",
    "\xC3\xA4",
};
static const char *const pieces_sqlite[] = {
    "SELECT 1",
    "BEGIN IMMEDIATE",
    "END",
    "SELECT ';', '\\', [;], `;`, \";\"",
    "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE WHEN 1 THEN 2 END; SELECT 1; END",
    "CREATE TABLE trigger (begin, end)",
    "SELECT CASE WHEN a THEN b END",
    "SELECT 1 /* ; /* ; */ + 1 -- ;\n+ 2",
};
static const char *const glue[] = {"",          " ", "\n",   "\r\n", "-- ;'\n",
                                   "/* ; ' */", ";", ";;\n", "\t"};

static void joined_statements_come_apart_again(void **state)
{
    Scene *scene = *state;
    Dice dice = {99};
    for (size_t round = 0; round < 4000; round++) {
        ArenaMark mark = arena_mark(scene->arena);
        bool lite = round % 2;
        const char *const *pieces = lite ? pieces_sqlite : pieces_postgres;
        size_t choices = lite ? COUNT(pieces_sqlite) : COUNT(pieces_postgres);
        Buffer script = BUFFER(scene->arena);
        Buffer expected = BUFFER(scene->arena);
        size_t count = dice_roll(&dice, 12);
        for (size_t i = 0; i < count; i++) {
            const char *piece = pieces[dice_roll(&dice, choices)];
            buffer_add_string(&script, glue[dice_roll(&dice, COUNT(glue))]);
            buffer_add_format(&script, "%s%s;", piece, dice_roll(&dice, 2) ? " " : "/* x */");
            buffer_add_string(&script, glue[dice_roll(&dice, COUNT(glue))]);
            buffer_add_format(&expected, i ? "|%s" : "%s", piece);
        }
        assert_same_text(statements_of(scene->arena, lite ? LITE : PG, buffer_text(&script)),
                         buffer_text(&expected));
        arena_rewind(scene->arena, mark);
    }
}

static void patterns(void **state)
{
    (void)state;
    static const struct {
        const char *statement, *pattern;
        bool matches;
    } table[] = {
        {"VACUUM", "VACUUM", true},
        {"vacuum full x", "VACUUM", true},
        {"/* c */ -- d\n vacuum", "VACUUM", true},
        {"\"VACUUM\"", "VACUUM", false},
        {"VACUUMX", "VACUUM", false},
        {"", "VACUUM", false},
        {"", "$", true},
        {"CLUSTER", "CLUSTER $", true},
        {"CLUSTER -- x", "CLUSTER $", true},
        {"CLUSTER x", "CLUSTER $", false},
        {"CREATE INDEX CONCURRENTLY i", "CREATE [UNIQUE] INDEX CONCURRENTLY", true},
        {"CREATE UNIQUE INDEX CONCURRENTLY i", "CREATE [UNIQUE] INDEX CONCURRENTLY", true},
        {"CREATE UNIQUE INDEX i", "CREATE [UNIQUE] INDEX CONCURRENTLY", false},
        {"CREATE UNIQUE UNIQUE INDEX CONCURRENTLY i", "CREATE [UNIQUE] INDEX CONCURRENTLY", false},
        {"ALTER DATABASE d SET TABLESPACE t", "ALTER DATABASE * SET TABLESPACE", true},
        {"ALTER DATABASE \"d d\" SET TABLESPACE t", "ALTER DATABASE * SET TABLESPACE", true},
        {"ALTER DATABASE SET TABLESPACE t", "ALTER DATABASE * SET TABLESPACE", false},
        {"REINDEX (VERBOSE, CONCURRENTLY) TABLE t", "REINDEX ( ... CONCURRENTLY", true},
        {"REINDEX (CONCURRENTLY) TABLE t", "REINDEX ( ... CONCURRENTLY", true},
        {"REINDEX TABLE t", "REINDEX ( ... CONCURRENTLY", false},
        {"REINDEX (VERBOSE) SCHEMA s", "REINDEX ( ... ) SCHEMA", true},
        {"ALTER TYPE \"s\".\"e\" ADD VALUE 'x'", "ALTER TYPE ... ADD VALUE", true},
        {"ALTER TYPE e RENAME VALUE 'ADD' TO 'VALUE'", "ALTER TYPE ... ADD VALUE", false},
        {"ALTER TYPE e ADD x VALUE", "ALTER TYPE ... ADD VALUE", false},
        {"ALTER TABLE p DETACH PARTITION q CONCURRENTLY",
         "ALTER TABLE ... DETACH PARTITION ... CONCURRENTLY", true},
        {"ALTER TABLE p DETACH PARTITION q FINALIZE",
         "ALTER TABLE ... DETACH PARTITION ... CONCURRENTLY", false},
        {"PRAGMA main.journal_mode = wal", "PRAGMA * . journal_mode =", true},
        {"a ...", "a ... $", true},
        {"a b", "a b c", false},
        {"anything", "...", true},
        {"", "...", true},
        {"a", "[a] a", true},
        {"x", "* $", true},
        {"(", "(", true},
    };
    for (size_t i = 0; i < COUNT(table); i++)
        expect(statement_matches(PG, text_from(table[i].statement), table[i].pattern) ==
                   table[i].matches,
               "'%s' and '%s'", table[i].statement, table[i].pattern);
}

static void the_first_pattern_that_matches(void **state)
{
    (void)state;
    static const char *const patterns_[] = {"VACUUM", "CREATE TABLE", "CREATE", NULL};
    assert_string_equal(statement_matches_any(PG, TEXT("CREATE TABLE x"), patterns_),
                        "CREATE TABLE");
    assert_string_equal(statement_matches_any(PG, TEXT("CREATE VIEW x"), patterns_), "CREATE");
    assert_null(statement_matches_any(PG, TEXT("DROP TABLE x"), patterns_));
}

static void matching_a_long_statement_takes_no_time(void **state)
{
    Scene *scene = *state;
    Buffer statement = BUFFER(scene->arena);
    buffer_add_string(&statement, "ALTER TABLE x");
    for (size_t i = 0; i < 20000; i++)
        buffer_add_string(&statement, " ADD COLUMN y int, DETACH x,");
    assert_false(statement_matches(PG, buffer_text(&statement),
                                   "ALTER TABLE ... DETACH PARTITION ... CONCURRENTLY"));
}

static void shown_on_one_line(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    static const struct {
        const char *statement;
        size_t count;
        const char *shown;
    } table[] = {
        {"SELECT\n\t1", 20, "SELECT 1"},
        {"  SELECT 1  ", 8, "SELECT 1"},
        {"SELECT 1", 7, "SELECT…"},
        {"SELECT 1", 3, "SEL…"},
        {"\xC3\xA4\xC3\xB6\xC3\xBC", 3, "\xC3\xA4\xC3\xB6\xC3\xBC"},
        {"\xC3\xA4\xC3\xB6\xC3\xBC", 2, "\xC3\xA4\xC3\xB6…"},
        {"", 5, ""},
    };
    for (size_t i = 0; i < COUNT(table); i++)
        assert_text(statement_shown(arena, text_from(table[i].statement), table[i].count),
                    table[i].shown);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_table),
        TEST(joined_statements_come_apart_again),
        TEST(patterns),
        TEST(the_first_pattern_that_matches),
        TEST(matching_a_long_statement_takes_no_time),
        TEST(shown_on_one_line),
    };
    return RUN_TESTS(tests);
}

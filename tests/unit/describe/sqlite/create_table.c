/* describe/sqlite/create_table.h */
#include "describe/sqlite/create_table.h"

#include "support.h"

/* The parts, a line each: kind, name in brackets, definition; behind them the options. */
static Text apart(Arena *arena, const char *sql)
{
    CreateTable table;
    Buffer out = BUFFER(arena);
    if (!sqlite_take_table_apart(arena, text_from(sql), &table))
        return TEXT("none");
    for (list_each(const TablePart, part, &table.parts))
        buffer_add_format(&out, "%s <%.*s> %.*s\n", sql_object_word(part->kind),
                          TEXT_ARG(part->name), TEXT_ARG(part->definition));
    buffer_add(&out, table.options);
    return buffer_text(&out);
}

static void tables(void **state)
{
    static const char *const rows[][2] = {
        {"CREATE TABLE t (a)", "column <a> \n"},
        {"CREATE TABLE \"t\" (a, \"b c\" TEXT  NOT /* x */ NULL, 'it''s' INT)",
         "column <a> \ncolumn <b c> TEXT NOT NULL\ncolumn <it's> INT\n"},
        {"CREATE TABLE t(\n  a INTEGER PRIMARY KEY AUTOINCREMENT, -- the key\n  b DECIMAL( 10 ,2 ) "
         "DEFAULT (1+ 2) CHECK (b >= -1),\n  c TEXT DEFAULT 'x, (y  z')",
         "column <a> INTEGER PRIMARY KEY AUTOINCREMENT\n"
         "column <b> DECIMAL(10, 2) DEFAULT(1+ 2) CHECK(b >= -1)\n"
         "column <c> TEXT DEFAULT 'x, (y  z'\n"},
        {"CREATE TABLE t (a, CONSTRAINT \"n\" CHECK (a > 0), check(a in (1,2)), PRIMARY KEY (a), "
         "UNIQUE (a), FOREIGN KEY (a) REFERENCES b (c))",
         "column <a> \ncheck <n> CHECK(a > 0)\ncheck <> check(a in(1, 2))\n"
         "primary key <> PRIMARY KEY(a)\nunique constraint <> UNIQUE(a)\n"
         "foreign key <> FOREIGN KEY(a) REFERENCES b(c)\n"},
        {"CREATE TABLE t (a INT) without rowid,strict", "column <a> INT\nSTRICT, WITHOUT ROWID"},
        {"CREATE TABLE t (\"check\" INT) STRICT", "column <check> INT\nSTRICT"},
        {"CREATE TABLE t", "none"},
        {"CREATE TABLE t (a", "none"},
        {"", "none"},
        {"CREATE TABLE t ()", "column <> \n"},
    };
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_text(apart(arena, rows[i][0]), rows[i][1]);
}

static void other_things(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    assert_text(sqlite_definition(arena, TEXT("CREATE VIEW \"v w\" AS SELECT  1")), "AS SELECT 1");
    assert_text(sqlite_definition(arena, TEXT("CREATE TRIGGER t AFTER INSERT ON a\nBEGIN SELECT "
                                              "';  ';SELECT 2; END")),
                "AFTER INSERT ON a BEGIN SELECT ';  '; SELECT 2; END");
    assert_text(sqlite_definition(arena, TEXT("CREATE VIRTUAL TABLE f USING fts5(a,b)")),
                "USING fts5(a, b)");
    assert_text(sqlite_definition(arena, TEXT("")), "");
    assert_text(
        sqlite_index_definition(arena, TEXT("CREATE UNIQUE INDEX \"i(\" ON \"t(\"(a DESC)")),
        "UNIQUE (a DESC)");
    assert_text(sqlite_index_definition(arena, TEXT("CREATE INDEX i ON t(a) WHERE a>1")),
                "(a) WHERE a>1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(tables), TEST(other_things)};
    return RUN_TESTS(tests);
}

/* dialect/sqlite/rebuild.h */
#include "dialect/sqlite/rebuild.h"

#include "dialect/dialect.h"
#include "support.h"

/* A script, and its statements as "x" where the drop is one of a rebuild and "-" elsewhere. */
static const struct {
    const char *script, *marks;
} cases[] = {
    {"", ""},
    {"DROP TABLE a", "-"},
    {"CREATE TABLE new_a (x); INSERT INTO new_a SELECT x FROM a; DROP TABLE a;"
     "ALTER TABLE new_a RENAME TO a;",
     "--x-"},
    {"DROP TABLE \"a\"; ALTER TABLE \"new_a\" RENAME TO \"a\"", "x-"},
    {"DROP TABLE \"A\"; ALTER TABLE new_a RENAME TO a", "x-"}, /* SQLite ignores case */
    {"drop table if exists [a b]; alter table x rename to `a b`", "x-"},
    {"DROP TABLE main.a; ALTER TABLE main.x RENAME TO a", "x-"},
    {"DROP TABLE \"main\".\"a\"; ALTER TABLE x RENAME TO a", "x-"},
    {"DROP TABLE 'a'; ALTER TABLE 'x' RENAME TO 'a'", "x-"},
    {"DROP TABLE 'a'; ALTER TABLE x RENAME TO \"a\"", "x-"}, /* a string can be a name */
    {"/* c */ DROP /* c */ TABLE -- c\n a; ALTER TABLE x RENAME TO a", "x-"},
    {"DROP TABLE a; ALTER TABLE x RENAME TO b", "--"},
    {"ALTER TABLE x RENAME TO a; DROP TABLE a", "--"}, /* the name was given before */
    {"DROP TABLE a; ALTER TABLE x RENAME COLUMN b TO a", "--"},
    {"DROP TABLE a; ALTER TABLE x RENAME b TO a", "--"},
    {"DROP VIEW a; ALTER TABLE x RENAME TO a", "--"},
    {"DROP INDEX a; ALTER TABLE x RENAME TO a", "--"},
    {"DROP TABLE a; DROP TABLE b; ALTER TABLE y RENAME TO b; ALTER TABLE x RENAME TO a", "xx--"},
    {"DROP TABLE a; ALTER TABLE x RENAME TO a; DROP TABLE a; ALTER TABLE y RENAME TO a", "x-x-"},
    {"DROP TABLE a; ALTER TABLE x RENAME TO a; DROP TABLE a", "x--"},
    {"DROP TABLE \"a\"\"b\"; ALTER TABLE x RENAME TO [a\"b]", "x-"},
    {"DROP TABLE a; ALTER TABLE rename RENAME TO a", "x-"},
    {"DROP TABLE a; CREATE TABLE a (x)", "x-"},
    {"DROP TABLE a; CREATE TABLE IF NOT EXISTS main.\"A\" (x)", "x-"},
    {"CREATE TABLE a (x); DROP TABLE a", "--"},
    /* moved aside first */
    {"ALTER TABLE a RENAME TO old_a; CREATE TABLE a (x); INSERT INTO a SELECT x FROM old_a;"
     "DROP TABLE old_a",
     "---x"},
    {"ALTER TABLE a RENAME TO old_a; ALTER TABLE new_a RENAME TO a; DROP TABLE old_a", "--x"},
    {"ALTER TABLE a RENAME TO old_a; DROP TABLE old_a", "--"},
    {"ALTER TABLE a RENAME TO old_a; CREATE TABLE b (x); DROP TABLE old_a", "---"},
    {"DROP TABLE; ALTER TABLE x RENAME TO", "--"},
    {"DROP; ALTER TABLE", "--"},
};

static void marked_drops(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text script = text_from(cases[i].script);
        ScriptStatements statements = script_split(arena, &dialect_sqlite.syntax, script);
        bool *marks = NEW_ARRAY(arena, bool, statements.count);
        sqlite_rebuild_drops(arena, script, &statements, marks);
        Buffer found = BUFFER(arena);
        for (size_t j = 0; j < statements.count; j++)
            buffer_add_char(&found, marks[j] ? 'x' : '-');
        if (text_is(buffer_text(&found), cases[i].marks))
            continue;
        wrong++;
        print_error("%s\n  gave %.*s\n", cases[i].script, TEXT_ARG(buffer_text(&found)));
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(marked_drops)};
    return RUN_TESTS(tests);
}

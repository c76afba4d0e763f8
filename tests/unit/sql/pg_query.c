/* sql/script.h against the server's own grammar, by libpg_query: for scripts that the parser of
 * PostgreSQL accepts, both must find the same statements. */
#include <pg_query.h>
#include <stdlib.h>

#include "base/file.h"
#include "dialect/dialect.h"
#include "sql/script.h"
#include "support.h"

typedef enum Outcome {
    SAME,
    DIFFERENT,
    NO_SQL, /* the parser refuses it */
} Outcome;

/* The parser's statements have blanks and comments around them, ours begin and end with a token. */
static bool same_places(const ScriptStatements *ours, PgQuerySplitStmt *const *theirs, int count)
{
    if (ours->count != (size_t)count)
        return false;
    for (size_t i = 0; i < ours->count; i++) {
        size_t start = (size_t)theirs[i]->stmt_location;
        size_t end = start + (size_t)theirs[i]->stmt_len;
        if (ours->items[i].start < start || ours->items[i].end > end)
            return false;
    }
    return true;
}

static Outcome compare(Arena *arena, Text script)
{
    ScriptStatements ours = script_split(arena, &dialect_postgres.syntax, script);
    PgQuerySplitResult result = pg_query_split_with_parser(text_cstr(arena, script));
    Outcome outcome = result.error                                       ? NO_SQL
                      : same_places(&ours, result.stmts, result.n_stmts) ? SAME
                                                                         : DIFFERENT;
    if (outcome == DIFFERENT)
        print_error("%zu statements, the parser has %d\n", ours.count, result.n_stmts);
    pg_query_free_split_result(result);
    return outcome;
}

static const char *const scripts[] = {
    "",
    ";",
    "-- nothing",
    "SELECT 1",
    ";;SELECT 1;;SELECT 2;;",
    "SELECT ';', 'a'';', E'\\';', U&'\\0027;', B'1', X'1F', N'x;' ; SELECT \"a\"\";\" FROM t",
    "SELECT E'a'\n 'b\\';c'; SELECT 2",
    "SELECT 'a'\n'b\\'; SELECT 2",
    "DO $$ BEGIN PERFORM 1; END $$; SELECT 2",
    "SELECT $a$ ; $$ ; $b$ ; $a$; SELECT 2",
    "SELECT $\xC3\xA4$ ; $\xC3\xA4$; SELECT 2",
    "SELECT a$b$c FROM t; SELECT $1; SELECT 3",
    "-- one\rSELECT 1;\r-- two\rSELECT 2;",
    "SELECT 1 /* ; /* ; */ ; */; SELECT 2",
    "SELECT 5--3;\n; SELECT 2",
    "SELECT 5 */* ; */ 3; SELECT 2",
    "SELECT 1 <-- ;\n 2; SELECT 2",
    "BEGIN; SELECT 1; END; COMMIT",
    "CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM b); SELECT 2",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END; SELECT 3",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC; ;SELECT 1; END; SELECT 3",
    "CREATE PROCEDURE p() BEGIN ATOMIC SELECT CASE WHEN a THEN CASE 1 WHEN b THEN 2 END END; END; END",
    "CREATE PROCEDURE p() BEGIN ATOMIC END; SELECT 2",
    "CREATE FUNCTION f(x t) RETURNS int BEGIN ATOMIC SELECT x.end; SELECT 1; END; SELECT 2",
    "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 AS end; SELECT 1; END; SELECT 2",
    "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 AS case; SELECT 1; END; SELECT 2",
    "CREATE FUNCTION f(x t) RETURNS int BEGIN ATOMIC SELECT x.begin; SELECT 1; END; SELECT 2",
    "CREATE FUNCTION f(begin int) RETURNS int BEGIN ATOMIC SELECT begin; SELECT 1; END; SELECT 2",
    "CREATE FUNCTION begin(atomic int) RETURNS int RETURN atomic; SELECT 2",
    "CREATE TABLE atomic (begin int, trigger int, function int); SELECT 2",
    "CREATE TRIGGER begin AFTER INSERT ON t EXECUTE FUNCTION begin(); SELECT 2",
    "CREATE SCHEMA s CREATE TABLE t (a int) CREATE VIEW v AS SELECT 1; SELECT 2",
    "SELECT CASE WHEN a THEN b END AS begin; SELECT 2",
    "SELECT (SELECT ')'), \")\"(1); SELECT 2",
    "SELECT 'caf\xC3\xA9;' AS \xC3\xA9; SELECT 2",
    "SELECT 1\f;\tSELECT 2",
};

/* All rows are looked at before the test fails. */
static void scripts_that_are_hard_to_cut(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT(scripts); i++) {
        Outcome outcome = compare(arena, text_from(scripts[i]));
        if (outcome != SAME)
            print_error("%s: %s\n", outcome == NO_SQL ? "refused" : "different", scripts[i]);
        wrong += outcome == SAME ? 0 : 1;
    }
    assert_int_equal(wrong, 0);
}

static void compare_file(Scene *scene, Text path, size_t *seen, size_t *different)
{
    Text script;
    if (!file_is_file(path))
        return;
    assert_succeeds(file_read(scene->arena, path, &script, &scene->error), &scene->error);
    if (text_find_char(script, '\0') >= 0)
        return;
    Outcome outcome = compare(scene->arena, script);
    *seen += outcome == NO_SQL ? 0 : 1;
    *different += outcome == DIFFERENT ? 1 : 0;
    if (outcome == DIFFERENT)
        print_error("%.*s\n", TEXT_ARG(path));
}

static void compare_project(Scene *scene, Text folder, size_t *seen, size_t *different)
{
    Text lock;
    Text migrations = path_resolve(scene->arena, folder, TEXT("migrations"));
    Text lock_path = path_resolve(scene->arena, migrations, TEXT("migration_lock.toml"));
    if (!file_is_file(lock_path))
        return;
    assert_succeeds(file_read(scene->arena, lock_path, &lock, &scene->error), &scene->error);
    if (!text_contains(lock, "\"postgresql\""))
        return;
    FolderEntries entries = {0};
    assert_succeeds(folder_list(scene->arena, migrations, &entries, &scene->error), &scene->error);
    for (list_each(FolderEntry, entry, &entries)) {
        Text inner = path_resolve(scene->arena, migrations, entry->name);
        compare_file(scene, path_resolve(scene->arena, inner, TEXT("migration.sql")), seen,
                     different);
    }
}

/* The migrations of real projects, where a folder of them lies beside the checkout. */
static void migrations_of_real_projects(void **state)
{
    Scene *scene = *state;
    const char *corpus = getenv("DUNLIN_CORPUS");
    if (!corpus || !file_is_folder(text_from(corpus))) {
        /* cmocka 1.1.5 tells a skipped test as "not ok", which Meson takes for a failure. */
        print_message("# skipped: there is no corpus of real projects in DUNLIN_CORPUS\n");
        return;
    }
    FolderEntries projects = {0};
    assert_succeeds(folder_list(scene->arena, text_from(corpus), &projects, &scene->error),
                    &scene->error);
    size_t seen = 0;
    size_t different = 0;
    for (list_each(FolderEntry, project, &projects)) {
        ArenaMark mark = arena_mark(scene->arena);
        compare_project(scene, path_resolve(scene->arena, text_from(corpus), project->name), &seen,
                        &different);
        arena_rewind(scene->arena, mark);
    }
    print_message("# %zu scripts\n", seen);
    assert_int_equal(different, 0);
    assert_true(seen > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(scripts_that_are_hard_to_cut),
        TEST(migrations_of_real_projects),
    };
    int failed = RUN_TESTS(tests);
    pg_query_exit();
    return failed;
}

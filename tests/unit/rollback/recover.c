/* rollback/recover.h and recover_ways.h, on SQLite. PostgreSQL is tested in tests/cli/recover.bats.
 */
#include "rollback/recover/ways.h"

#include "../history/place.h"
#include "dialect/sql_rules.h"
#include "sql/writer.h"

/* A database whose migration 2_b has failed; of its statements so many ran. */
typedef struct Failed {
    Scene *scene;
    Database *database;
    History history;
    DescribeRequest describe;
    Recovery recovery;
} Failed;

static const char first[] = "CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT);";

static void look(Failed *failed)
{
    Scene *scene = failed->scene;
    MigrationsFolder *folder = place_folder(scene);
    assert_succeeds(history_read(scene->arena, failed->database, &failed->history, &scene->error),
                    &scene->error);
    assert_succeeds(
        recover_find(scene->arena, folder, &failed->history, &failed->recovery, &scene->error),
        &scene->error);
    if (!failed->recovery.row)
        return;
    ReplayRequest request = {.shadow = {.dialect = &dialect_sqlite},
                             .describe = failed->describe,
                             .folder = &failed->recovery.probe};
    Replay *replay = replay_begin(scene->arena, &request);
    assert_succeeds(recover_look(scene->arena, failed->database, &failed->describe, replay,
                                 &failed->recovery, &scene->error),
                    &scene->error);
    assert_succeeds(replay_end(replay, &scene->error), &scene->error);
}

/* `ran` is what was run of the script, `log` what the row says. */
static Failed *fail_with(Scene *scene, const char *script, const char *ran, const char *log)
{
    AppliedMigrations applied;
    Failed *failed = NEW(scene->arena, Failed);
    failed->scene = scene;
    failed->describe = (DescribeRequest){.rules = &sql_rules_sqlite, .version = PRISMA_7};
    place_write(scene, "1_a", first);
    failed->database = place_open(scene, "a");
    assert_succeeds(place_apply(scene, failed->database, &applied), &scene->error);
    place_run(scene, failed->database, "INSERT INTO a VALUES (1, 'x')");
    place_write(scene, "2_b", script);
    place_run(scene, failed->database, ran);
    Buffer sql = BUFFER(scene->arena);
    assert_succeeds(history_read(scene->arena, failed->database, &failed->history, &scene->error),
                    &scene->error);
    HistoryRow row = history_new_row(scene->arena, TEXT("2_b"), text_from(script));
    history_insert_started(&failed->history, &sql, &row);
    history_update_logs(&failed->history, &sql, row.id, text_from(log));
    place_run(scene, failed->database, buffer_text(&sql).data);
    look(failed);
    return failed;
}

/* A letter a statement: Done, Not done, ? */
static Text fates_of(const Failed *failed)
{
    Buffer out = BUFFER(failed->scene->arena);
    for (list_each(const RecoverStatement, statement, &failed->recovery.statements))
        buffer_add_char(&out, statement->fate == FATE_DONE       ? 'D'
                              : statement->fate == FATE_NOT_DONE ? 'N'
                                                                 : '?');
    return buffer_text(&out);
}

static void what_is_in_place(void **state)
{
    static const struct {
        const char *script, *ran, *log, *fates;
    } cases[] = {
        {"CREATE TABLE c (x); CREATE TABLE d (x);", "", "", "NN"},
        {"CREATE TABLE c (x); CREATE TABLE d (x);", "CREATE TABLE c (x)", "", "DN"},
        {"CREATE TABLE c (x); CREATE TABLE d (x);", "CREATE TABLE c (x); CREATE TABLE d (x)", "",
         "DD"},
        /* rows leave no trace, but what stands behind them does */
        {"UPDATE a SET b = 1; CREATE TABLE d (x);", "", "", "?N"},
        {"UPDATE a SET b = 1; CREATE TABLE d (x);", "CREATE TABLE d (x)", "", "DD"},
        {"CREATE TABLE c (x); UPDATE a SET b = 1; DELETE FROM a; CREATE TABLE d (x);",
         "CREATE TABLE c (x)", "", "D??N"},
        /* what sets something for the session may be said again */
        {"PRAGMA foreign_keys=OFF; CREATE TABLE c (x);", "", "", "NN"},
        /* the log knows more */
        {"UPDATE a SET b = 1; CREATE TABLE d (x);", "",
         "failed\n\nApplied, and still there: statement 1 of 2.\nNot applied: statement 2 of 2.\n",
         "DN"},
        {"UPDATE a SET b = 1; CREATE TABLE d (x);", "",
         "failed\n\nNothing of this migration was applied: it ran in one transaction, which was "
         "rolled back.\n",
         "NN"},
        {"UPDATE a SET b = 1; CREATE TABLE d (x);", "", "dunlin: applied 1 of 2 statements", "DN"},
        /* and is not believed against the database */
        {"CREATE TABLE c (x); CREATE TABLE d (x);", "CREATE TABLE c (x)",
         "failed\n\nNot applied: statements 1 to 2 of 2.\n", "DN"},
        /* the same thing touched again and again */
        {"ALTER TABLE a ADD COLUMN c TEXT; ALTER TABLE a DROP COLUMN b; ALTER TABLE a RENAME "
         "COLUMN c TO b;",
         "ALTER TABLE a ADD COLUMN c TEXT; ALTER TABLE a DROP COLUMN b", "", "DDN"},
        /* what does not run without rows either: what is before it is known */
        {"CREATE TABLE c (x); INSERT INTO nothing VALUES (1); CREATE TABLE d (x);",
         "CREATE TABLE c (x)", "", "DNN"},
        /* other things are not of this */
        {"CREATE TABLE c (x); CREATE TABLE d (x);", "CREATE TABLE e (x); CREATE TABLE c (x)", "",
         "DN"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        void *scene;
        (void)state;
        assert_int_equal(scene_open(&scene), 0);
        Failed *failed = fail_with(scene, cases[i].script, cases[i].ran, cases[i].log);
        Text fates = fates_of(failed);
        expect(text_is(fates, cases[i].fates), "%s, %s: %.*s, not %s", cases[i].script,
               cases[i].ran, TEXT_ARG(fates), cases[i].fates);
        database_close(failed->database);
        assert_int_equal(scene_close(&scene), 0);
    }
}

static void what_no_beginning_makes(void **state)
{
    Scene *scene = *state;
    Failed *failed =
        fail_with(scene, "CREATE TABLE c (x); CREATE TABLE d (x);", "CREATE TABLE d (x)", "");
    assert_false(failed->recovery.fits);
    assert_false(recover_can_retry(&failed->recovery));
    assert_non_null(recover_cannot_finish(scene->arena, &dialect_sqlite, &failed->recovery, 0));
    assert_int_equal(failed->recovery.left.count, 1);
    database_close(failed->database);
}

static void nothing_has_failed(void **state)
{
    Scene *scene = *state;
    Failed *failed = fail_with(scene, "CREATE TABLE c (x);", "", "");
    place_run(scene, failed->database, "DELETE FROM _prisma_migrations WHERE finished_at IS NULL");
    look(failed);
    assert_null(failed->recovery.row);
    database_close(failed->database);
}

static void an_undo_leads_back(void **state)
{
    Scene *scene = *state;
    UndoPlan plan;
    KeepReport report;
    Failed *failed =
        fail_with(scene,
                  "CREATE TABLE c (x); ALTER TABLE a ADD COLUMN d TEXT; CREATE INDEX i ON a (b);"
                  "DROP TABLE nothing;",
                  "CREATE TABLE c (x); ALTER TABLE a ADD COLUMN d TEXT; CREATE INDEX i ON a (b);"
                  "CREATE TABLE other (x); INSERT INTO c VALUES (1)",
                  "");
    assert_succeeds(
        recover_undo_plan(scene->arena, failed->database, &failed->recovery, &plan, &scene->error),
        &scene->error);
    assert_int_equal(plan.lost.count, 1); /* the row of c */
    assert_succeeds(recover_undo(scene->arena, &failed->history, &failed->describe,
                                 &failed->recovery, &plan, &report, &scene->error),
                    &scene->error);
    assert_text(place_value(scene, failed->database,
                            "SELECT group_concat(name) FROM (SELECT name FROM sqlite_master"
                            " WHERE name NOT LIKE '\\_%' ESCAPE '\\'"
                            " AND name NOT LIKE 'sqlite%' ORDER BY name)"),
                "a,other");
    assert_text(place_value(scene, failed->database, "SELECT count(*) FROM a WHERE b = 'x'"), "1");
    assert_text(place_value(scene, failed->database,
                            "SELECT count(rolled_back_at) FROM _prisma_migrations"),
                "1");
    database_close(failed->database);
}

static void an_undo_that_would_not_lead_back_changes_nothing(void **state)
{
    Scene *scene = *state;
    Failed *failed =
        fail_with(scene, "CREATE TABLE c (x); CREATE TABLE d (x);", "CREATE TABLE c (x)", "");
    KeepReport report;
    UndoPlan plan = {.script = TEXT("CREATE TABLE e (x);")};
    assert_fails(recover_undo(scene->arena, &failed->history, &failed->describe, &failed->recovery,
                              &plan, &report, &scene->error),
                 &scene->error, ERROR_D1048);
    assert_text(place_value(scene, failed->database,
                            "SELECT count(*) FROM sqlite_master WHERE name IN ('c', 'e')"),
                "1");
    database_close(failed->database);
}

static void what_is_finished_is_applied(void **state)
{
    Scene *scene = *state;
    Failed *failed =
        fail_with(scene, "CREATE TABLE c (x); CREATE TABLE d (x);", "CREATE TABLE c (x)", "");
    assert_null(recover_cannot_finish(scene->arena, &dialect_sqlite, &failed->recovery, 1));
    assert_non_null(recover_cannot_finish(scene->arena, &dialect_sqlite, &failed->recovery, 0));
    assert_non_null(recover_cannot_finish(scene->arena, &dialect_sqlite, &failed->recovery, 2));
    assert_succeeds(recover_finish(scene->arena, &failed->history, &failed->recovery, 1,
                                   TEXT("migration.sql"), &scene->error),
                    &scene->error);
    assert_text(place_value(scene, failed->database,
                            "SELECT count(*) FROM _prisma_migrations WHERE logs IS NULL"
                            " AND applied_steps_count = 1 AND finished_at IS NOT NULL"),
                "2");
    database_close(failed->database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_in_place),
        TEST(what_no_beginning_makes),
        TEST(nothing_has_failed),
        TEST(an_undo_leads_back),
        TEST(an_undo_that_would_not_lead_back_changes_nothing),
        TEST(what_is_finished_is_applied),
    };
    return RUN_TESTS(tests);
}

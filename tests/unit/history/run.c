/* history/run.h on a scripted database with the dialect of PostgreSQL: what is committed together,
 * what is learned from failures, what the row says, and how a killed run is gone on with. */
#include "history/run.h"

#include "history/checksum.h"
#include "history/progress.h"
#include "scripted.h"
#include "support.h"

typedef struct Run {
    Scene *scene;
    ScriptedDatabase *database;
    History history;
    Migration migration;
    MigrationRun run;
} Run;

static Run new_run(Scene *scene, const char *script)
{
    Run self = {.scene = scene, .database = scripted_new(scene->arena)};
    self.history = (History){.database = &self.database->base, .table = TEXT("history")};
    self.migration = (Migration){.name = TEXT("20240101000000_init"),
                                 .script = text_copy(scene->arena, text_from(script)),
                                 .read = true};
    self.run = (MigrationRun){.path = TEXT("m/migration.sql"), .mode = SCRIPT_ATOMIC};
    return self;
}

static bool run(Run *self)
{
    self->run.migration = &self->migration;
    return migration_run(self->scene->arena, &self->history, &self->run, &self->scene->error);
}

static size_t rows_started(const Run *self)
{
    return scripted_committed(self->database, "INSERT INTO history");
}

static size_t rows_finished(const Run *self)
{
    return scripted_committed(self->database, "UPDATE history SET finished_at");
}

/* Each part of the script was committed exactly so many times, and the row is finished once. */
static void assert_applied(const Run *self, const char *const *statements)
{
    for (; *statements; statements++)
        expect(scripted_committed(self->database, *statements) == 1, "%s", *statements);
    assert_int_equal(rows_started(self), 1);
    assert_int_equal(rows_finished(self), 1);
    assert_false(self->database->in_transaction);
}

static void one_transaction(void **state)
{
    static const char *const scripts[] = {"", "FIRST; SECOND; THIRD",
                                          "BEGIN; FIRST; SECOND; THIRD; COMMIT"};
    for (size_t i = 0; i < COUNT(scripts); i++) {
        Run self = new_run(*state, scripts[i]);
        assert_succeeds(run(&self), &self.scene->error);
        assert_true(self.run.atomic);
        static const char *const statements[] = {"FIRST", "SECOND", "THIRD", NULL};
        assert_applied(&self, i ? statements : statements + 3);
        assert_false(self.run.found_applied);
    }
}

/* Nothing of a failed script is committed but the row that says so. */
static void a_script_that_fails(void **state)
{
    Run self = new_run(*state, "FIRST;\n SECOND;\n  THIRD");
    self.database->failures[0] =
        (ScriptedFailure){"SECOND", ERROR_D1014, "42P07", 9, false, false, 0};
    assert_fails(run(&self), &self.scene->error, ERROR_P3018);
    assert_int_equal(scripted_committed(self.database, "FIRST"), 0);
    assert_int_equal(rows_started(&self), 1);
    assert_int_equal(rows_finished(&self), 0);
    assert_int_equal(scripted_committed(self.database, "UPDATE history SET logs"), 1);
    const Error *error = &self.scene->error;
    assert_text(error->database_code, "42P07");
    assert_text(error->file, "m/migration.sql");
    assert_int_equal(error->line, 2);
    assert_int_equal(error->column, 2);
    assert_string_equal(error->fields.items[0].name, "migration_name");
    assert_text(error->fields.items[0].value, "20240101000000_init");
    assert_string_equal(error->fields.items[1].name, "database_error_code");
    assert_text(error->fields.items[1].value, "42P07");
}

/* Failures that are not the script's leave no mark on it. */
static void failures_that_are_not_the_script_s(void **state)
{
    static const ErrorCode codes[] = {ERROR_P1008, ERROR_P1017, ERROR_D1017, ERROR_D1018,
                                      ERROR_D1019};
    for (size_t i = 0; i < COUNT(codes); i++) {
        Run self = new_run(*state, "FIRST; SECOND");
        self.database->failures[0] =
            (ScriptedFailure){"SECOND", codes[i], NULL, 9, false, codes[i] == ERROR_P1017, false};
        assert_fails(run(&self), &self.scene->error, codes[i]);
        assert_int_equal(self.database->committed.count,
                         scripted_committed(self.database, "RESET"));
    }
}

static void a_statement_outside_in_the_middle(void **state)
{
    Run self = new_run(*state, "FIRST; VACUUM; SECOND");
    assert_succeeds(run(&self), &self.scene->error);
    assert_false(self.run.atomic);
    static const char *const statements[] = {"FIRST", "VACUUM", "SECOND", NULL};
    assert_applied(&self, statements);
    assert_int_equal(self.run.statements, 3);
}

/* Before it is sent, the row says that the statement was begun; after it failed, what stays. */
static void a_statement_outside_that_fails(void **state)
{
    Run self = new_run(*state, "FIRST; VACUUM; SECOND");
    self.database->failures[0] =
        (ScriptedFailure){"VACUUM", ERROR_D1014, "55006", 9, false, false, false};
    assert_fails(run(&self), &self.scene->error, ERROR_P3018);
    assert_int_equal(scripted_committed(self.database, "FIRST"), 1);
    assert_int_equal(scripted_committed(self.database, "SECOND"), 0);
    assert_int_equal(scripted_written(self.database, "dunlin: applied 1 of 3 statements, run"), 1);
    assert_int_equal(rows_finished(&self), 0);
}

/* The server says of a statement that it cannot run in a transaction: then it runs alone. */
static void a_statement_that_refuses_transactions(void **state)
{
    static const char *const codes[] = {"25001", "2D000"};
    for (size_t i = 0; i < COUNT(codes); i++) {
        Run self = new_run(*state, "FIRST; STRANGE; SECOND");
        self.database->failures[0] =
            (ScriptedFailure){"STRANGE", ERROR_D1014, codes[i], 9, true, false, false};
        assert_succeeds(run(&self), &self.scene->error);
        static const char *const statements[] = {"FIRST", "STRANGE", "SECOND", NULL};
        assert_applied(&self, statements);
        assert_false(self.run.atomic);
    }
}

static void several_statements_that_refuse_transactions(void **state)
{
    Run self = new_run(*state, "FIRST; STRANGE; SECOND; ODD; ODD2; THIRD");
    self.database->failures[0] =
        (ScriptedFailure){"STRANGE", ERROR_D1014, "25001", 9, true, false, false};
    self.database->failures[1] = (ScriptedFailure){"ODD", ERROR_D1014, "25001", 9, true, false, 0};
    assert_succeeds(run(&self), &self.scene->error);
    static const char *const statements[] = {"FIRST", "STRANGE", "SECOND", "ODD2", "THIRD", NULL};
    assert_applied(&self, statements);
    assert_int_equal(scripted_committed(self.database, "ODD"), 2);
}

/* Refused also alone: learned once, then it is the script's failure. */
static void a_statement_that_never_works(void **state)
{
    Run self = new_run(*state, "FIRST; STRANGE; SECOND");
    self.database->failures[0] =
        (ScriptedFailure){"STRANGE", ERROR_D1014, "25001", 99, false, false, false};
    assert_fails(run(&self), &self.scene->error, ERROR_P3018);
    assert_int_equal(scripted_committed(self.database, "FIRST"), 1);
    assert_int_equal(rows_finished(&self), 0);
    assert_int_equal(rows_started(&self), 1);
    assert_true(self.database->failures[0].times >= 96);
}

/* A new value of an enum is used in the same script: it is committed first. */
static void a_value_that_must_be_committed_before_its_use(void **state)
{
    Run self = new_run(*state, "FIRST; ALTER TYPE e ADD VALUE 'x'; SECOND; USE x; THIRD");
    self.database->failures[0] = (ScriptedFailure){"USE", ERROR_D1014, "55P04", 1, true, false, 0};
    assert_succeeds(run(&self), &self.scene->error);
    static const char *const statements[] = {"FIRST", "ALTER TYPE", "SECOND",
                                             "USE x", "THIRD",      NULL};
    assert_applied(&self, statements);
}

/* A script with a byte order mark: its first token is not glued to it, whatever it is. */
static void a_byte_order_mark_before_a_quote(void **state)
{
    static const char *const scripts[] = {
        "\xEF\xBB\xBF"
        "E'\\'';STRANGE;SECOND",
        "\xEF\xBB\xBF"
        "$a$ $a$;STRANGE;SECOND",
        "\xEF\xBB\xBF"
        "FIRST;STRANGE;SECOND",
    };
    for (size_t i = 0; i < COUNT(scripts); i++) {
        Run self = new_run(*state, scripts[i]);
        self.database->failures[0] =
            (ScriptedFailure){"STRANGE", ERROR_D1014, "25001", 9, true, false, false};
        assert_succeeds(run(&self), &self.scene->error);
        assert_int_equal(self.run.statements, 3);
        assert_int_equal(scripted_committed(self.database, "STRANGE"), 1);
        assert_int_equal(scripted_committed(self.database, "SECOND"), 1);
    }
}

static void a_script_that_rolls_back_itself(void **state)
{
    Run self = new_run(*state, "BEGIN; FIRST; ROLLBACK; BEGIN; SECOND; COMMIT");
    assert_succeeds(run(&self), &self.scene->error);
    assert_false(self.run.atomic);
    assert_int_equal(scripted_committed(self.database, "FIRST"), 0);
    assert_int_equal(scripted_committed(self.database, "SECOND"), 1);
    assert_int_equal(rows_finished(&self), 1);
}

/* A transaction that the script leaves open must not swallow the row. */
static void a_script_that_leaves_a_transaction_open(void **state)
{
    Run self = new_run(*state, "BEGIN; FIRST; ROLLBACK; BEGIN; SECOND");
    bool applied = run(&self);
    assert_false(self.database->in_transaction);
    assert_int_equal(rows_finished(&self), applied ? 1 : 0);
    assert_int_equal(scripted_committed(self.database, "SECOND"), applied ? 1 : 0);
}

/* What a script sets in the session holds to its end, whatever is committed on the way, and is
 * undone behind it. */
static void settings_of_a_script(void **state)
{
    static const struct {
        const char *script;
        ScriptMode mode;
    } cases[] = {
        {"SET lock_timeout = 1; VACUUM; SECOND", SCRIPT_ATOMIC},
        {"FIRST; VACUUM; SET lock_timeout = 1; VACUUM; SECOND", SCRIPT_ATOMIC},
        {"SET lock_timeout = 1; SECOND", SCRIPT_ATOMIC},
        {"SET lock_timeout = 1; FIRST; SECOND", SCRIPT_STATEMENTS},
        {"SET lock_timeout = 1; FIRST; SECOND", SCRIPT_BATCH},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Run self = new_run(*state, cases[i].script);
        self.run.mode = cases[i].mode;
        assert_succeeds(run(&self), &self.scene->error);
        bool set = false;
        for (list_each(Text, statement, &self.database->committed)) {
            set = set || text_starts_with(*statement, "SET");
            set = set && !text_starts_with(*statement, "RESET");
            expect(set || !text_is(*statement, "SECOND"), "%s", cases[i].script);
        }
        expect(!set, "%s", cases[i].script);
    }
}

static void other_modes(void **state)
{
    static const ScriptMode modes[] = {SCRIPT_BATCH, SCRIPT_STATEMENTS};
    for (size_t i = 0; i < COUNT(modes); i++) {
        Run self = new_run(*state, "FIRST; SECOND; THIRD");
        self.run.mode = modes[i];
        assert_succeeds(run(&self), &self.scene->error);
        static const char *const statements[] = {"FIRST", "SECOND", "THIRD", NULL};
        assert_applied(&self, statements);

        self = new_run(*state, "FIRST; SECOND; THIRD");
        self.run.mode = modes[i];
        self.database->failures[0] =
            (ScriptedFailure){"SECOND", ERROR_D1014, "42601", 9, false, false, false};
        assert_fails(run(&self), &self.scene->error, ERROR_P3018);
        /* a batch is one implicit transaction */
        assert_int_equal(scripted_committed(self.database, "FIRST"),
                         modes[i] == SCRIPT_BATCH ? 0 : 1);
        assert_int_equal(rows_started(&self), 1);
        assert_int_equal(rows_finished(&self), 0);
    }
}

/* The row of a killed run. */
static HistoryRow *killed_row(Run *self, Progress progress)
{
    Arena *arena = self->scene->arena;
    HistoryRow *row = NEW(arena, HistoryRow);
    *row = history_new_row(arena, self->migration.name, self->migration.script);
    row->logs = progress_text(arena, progress);
    return row;
}

static bool resume(Run *self, const HistoryRow *row)
{
    return migration_can_resume(self->scene->arena, &dialect_postgres, &self->migration, row,
                                &self->run);
}

static void a_killed_run_is_gone_on_with(void **state)
{
    static const struct {
        Progress progress;
        const char *answer; /* of the database, about the statement that was begun */
        size_t first, outside, second;
    } cases[] = {
        {{0, 3, false}, NULL, 1, 1, 1},
        {{1, 3, false}, NULL, 0, 1, 1},
        {{2, 3, false}, NULL, 0, 0, 1},
        {{3, 3, false}, NULL, 0, 0, 0},
        {{1, 3, true}, "done", 0, 0, 1},
        {{1, 3, true}, "not done", 0, 1, 1},
        {{1, 3, true}, "DROP INDEX CONCURRENTLY broken", 0, 1, 1},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Run self = new_run(*state, "FIRST; CREATE INDEX CONCURRENTLY i ON t (a); SECOND");
        const HistoryRow *row = killed_row(&self, cases[i].progress);
        self.database->answers[0] = (ScriptedAnswer){"pg_index", {cases[i].answer}};
        expect(resume(&self, row), "case %zu", i);
        assert_int_equal(self.run.from, cases[i].progress.done);
        assert_int_equal(self.run.uncertain, cases[i].progress.running);
        assert_succeeds(run(&self), &self.scene->error);
        expect(scripted_committed(self.database, "FIRST") == cases[i].first, "case %zu", i);
        expect(scripted_committed(self.database, "CREATE INDEX") == cases[i].outside, "case %zu",
               i);
        expect(scripted_committed(self.database, "SECOND") == cases[i].second, "case %zu", i);
        expect(scripted_committed(self.database, "DROP INDEX") == (i == 6 ? 1 : 0), "case %zu", i);
        assert_int_equal(rows_started(&self), 0);
        assert_int_equal(rows_finished(&self), 1);
    }
}

static void what_cannot_be_gone_on_with(void **state)
{
    Run self = new_run(*state, "FIRST; CREATE DATABASE d; SECOND");
    HistoryRow *row = killed_row(&self, (Progress){1, 3, false});
    assert_true(resume(&self, row));
    row->logs = progress_text(self.scene->arena, (Progress){1, 3, true});
    assert_false(resume(&self, row)); /* nobody can tell whether it was made */
    row->logs = progress_text(self.scene->arena, (Progress){3, 3, true});
    assert_false(resume(&self, row));
    row->logs = progress_text(self.scene->arena, (Progress){1, 4, false});
    assert_false(resume(&self, row));
    row->logs = TEXT("ERROR: relation \"x\" does not exist");
    assert_false(resume(&self, row));
    row->logs = TEXT("");
    assert_false(resume(&self, row));
    row->logs = progress_text(self.scene->arena, (Progress){1, 3, false});
    row->checksum = TEXT("other");
    assert_false(resume(&self, row)); /* the script was changed */
    row->checksum = checksum_of(self.scene->arena, self.migration.script);
    assert_true(resume(&self, row));
    row->rolled_back_at = 1;
    assert_false(resume(&self, row));
}

/* The connection breaks at any statement; afterwards, the row says what is so, and going on from
 * it runs every statement once. */
static void a_connection_that_breaks_is_never_lied_about(void **state)
{
    static const char *const parts[] = {
        "BEGIN",   "FIRST",  "INSERT INTO history",           "UPDATE history SET logs", "COMMIT",
        "REINDEX", "SECOND", "UPDATE history SET finished_at"};
    for (size_t i = 0; i < COUNT(parts) * 2; i++) {
        Run self = new_run(*state, "FIRST; REINDEX SYSTEM d; SECOND");
        self.database->failures[0] =
            (ScriptedFailure){parts[i / 2], ERROR_P1017, NULL, 1, false, true, i % 2 == 1};
        assert_fails(run(&self), &self.scene->error, ERROR_P1017);
        size_t first = scripted_committed(self.database, "FIRST");
        size_t row = rows_started(&self);
        expect(first <= 1 && row <= 1 && first <= row, "%s: %zu, %zu", parts[i / 2], first, row);
        expect(rows_finished(&self) == scripted_committed(self.database, "SECOND"), "%s",
               parts[i / 2]);
        size_t said = scripted_written(self.database, "applied 1 of 3 statements'");
        expect(said == first, "%s: %zu, %zu", parts[i / 2], said, first);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(one_transaction),
        TEST(a_script_that_fails),
        TEST(failures_that_are_not_the_script_s),
        TEST(a_statement_outside_in_the_middle),
        TEST(a_statement_outside_that_fails),
        TEST(a_statement_that_refuses_transactions),
        TEST(several_statements_that_refuse_transactions),
        TEST(a_statement_that_never_works),
        TEST(a_value_that_must_be_committed_before_its_use),
        TEST(a_byte_order_mark_before_a_quote),
        TEST(a_script_that_rolls_back_itself),
        TEST(a_script_that_leaves_a_transaction_open),
        TEST(settings_of_a_script),
        TEST(other_modes),
        TEST(a_killed_run_is_gone_on_with),
        TEST(what_cannot_be_gone_on_with),
        TEST(a_connection_that_breaks_is_never_lied_about),
    };
    return RUN_TESTS(tests);
}

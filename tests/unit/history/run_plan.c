/* history/running.h, by way of history/run.h: what is done beside a script in its transactions, and
 * scripts that take a migration back. On a scripted database with the dialect of PostgreSQL. */
#include "history/run.h"

#include "scripted.h"
#include "support.h"

typedef struct Run {
    Scene *scene;
    ScriptedDatabase *database;
    History history;
    Migration migration;
    RunHooks hooks;
    MigrationRun run;
    const char *fails; /* the hook that does, or NULL */
} Run;

static bool hook(Run *self, const char *name, Text id, Error *error)
{
    assert_true(id.length > 0);
    if (self->fails && strcmp(self->fails, name) == 0)
        return fail(error, ERROR_D1020, "it does not want to");
    return database_run(&self->database->base, text_from(name), NULL, error);
}

static bool begin(void *context, Text id, Error *error)
{
    return hook(context, "HOOK begin", id, error);
}

static bool between(void *context, Text id, Error *error)
{
    return hook(context, "HOOK between", id, error);
}

static bool end(void *context, Text id, Error *error)
{
    return hook(context, "HOOK end", id, error);
}

static Run *new_run(Scene *scene, const char *script, size_t pause)
{
    Run *self = NEW(scene->arena, Run);
    *self = (Run){.scene = scene, .database = scripted_new(scene->arena)};
    self->history = (History){.database = &self->database->base, .table = TEXT("history")};
    self->migration = (Migration){.name = TEXT("20240101000000_init"),
                                  .script = text_copy(scene->arena, text_from(script)),
                                  .read = true};
    self->hooks = (RunHooks){self, begin, between, pause, end, NULL};
    self->run = (MigrationRun){.migration = &self->migration,
                               .path = TEXT("m/migration.sql"),
                               .mode = SCRIPT_ATOMIC,
                               .hooks = &self->hooks};
    return self;
}

static bool up(Run *self)
{
    return migration_run(self->scene->arena, &self->history, &self->run, &self->scene->error);
}

static bool down(Run *self)
{
    HistoryRow row = {.id = TEXT("7"), .name = self->migration.name};
    return migration_run_down(self->scene->arena, &self->history, &row, &self->run,
                              &self->scene->error);
}

/* What was committed, a word or two of each statement, without what cleans the session. */
static Text committed(const Run *self)
{
    Buffer out = BUFFER(self->scene->arena);
    for (list_each(const Text, statement, &self->database->committed)) {
        Text rest = *statement;
        Text first = text_cut(&rest, ' ');
        if (text_is(first, "RESET") || text_is(first, "SELECT"))
            continue;
        bool is_hook = text_is(first, "HOOK");
        buffer_add_format(&out, "%s%.*s", out.length ? " " : "", TEXT_ARG(is_hook ? rest : first));
    }
    return buffer_text(&out);
}

static void hooks_of_one_transaction(void **state)
{
    static const struct {
        size_t pause;
        const char *order;
    } rows[] = {
        {0, "begin between FIRST SECOND end INSERT UPDATE"},
        {1, "begin FIRST between SECOND end INSERT UPDATE"},
        {2, "begin FIRST SECOND between end INSERT UPDATE"},
        {SIZE_MAX, "begin FIRST SECOND between end INSERT UPDATE"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        Run *self = new_run(*state, "FIRST; SECOND", rows[i].pause);
        assert_succeeds(up(self), &self->scene->error);
        assert_text(committed(self), rows[i].order);
        assert_true(self->run.atomic);
    }
}

/* The first one goes with the row, so that a killed run has both or neither. */
static void hooks_of_several_steps(void **state)
{
    Run *self = new_run(*state, "FIRST; VACUUM; SECOND", SIZE_MAX);
    assert_succeeds(up(self), &self->scene->error);
    assert_text(committed(self),
                "begin INSERT UPDATE FIRST UPDATE UPDATE VACUUM UPDATE SECOND between end UPDATE");
}

/* Nothing stays, and the migration is not to blame. */
static void a_hook_that_fails(void **state)
{
    static const char *const names[] = {"HOOK begin", "HOOK between", "HOOK end"};
    for (size_t i = 0; i < COUNT(names); i++) {
        Run *self = new_run(*state, "FIRST; SECOND", 1);
        self->fails = names[i];
        assert_fails(up(self), &self->scene->error, ERROR_D1020);
        assert_text(committed(self), "");
        assert_fails(down(self), &self->scene->error, ERROR_D1020);
        assert_text(committed(self), "");
    }
}

static void the_way_back_marks_the_row(void **state)
{
    Run *self = new_run(*state, "FIRST; SECOND", 1);
    assert_succeeds(down(self), &self->scene->error);
    assert_text(committed(self), "begin FIRST between SECOND end UPDATE");
    assert_int_equal(scripted_committed(self->database, "UPDATE history SET rolled_back_at"), 1);
    assert_int_equal(
        scripted_written(self->database, "WHERE migration_name = '20240101000000_init'"), 1);
}

static void a_way_back_that_fails_changes_nothing(void **state)
{
    Run *self = new_run(*state, "FIRST;\nSECOND", SIZE_MAX);
    self->database->failures[0] =
        (ScriptedFailure){"SECOND", ERROR_D1014, "23502", 9, false, false, 0};
    assert_fails(down(self), &self->scene->error, ERROR_D1033);
    assert_text(committed(self), "");
    assert_int_equal(self->scene->error.line, 2);
    assert_text(self->scene->error.database_code, "23502");
}

/* Also where only the server knows that a statement refuses transactions. */
static void a_way_back_in_several_steps_is_refused(void **state)
{
    Run *self = new_run(*state, "FIRST; VACUUM", SIZE_MAX);
    assert_fails(down(self), &self->scene->error, ERROR_D1034);
    self = new_run(*state, "FIRST; ODD", SIZE_MAX);
    self->database->failures[0] = (ScriptedFailure){"ODD", ERROR_D1014, "25001", 9, true, false, 0};
    assert_fails(down(self), &self->scene->error, ERROR_D1034);
    assert_text(committed(self), "");
    self = new_run(*state, "FIRST; ROLLBACK", SIZE_MAX);
    assert_fails(down(self), &self->scene->error, ERROR_D1034);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(hooks_of_one_transaction),
        TEST(hooks_of_several_steps),
        TEST(a_hook_that_fails),
        TEST(the_way_back_marks_the_row),
        TEST(a_way_back_that_fails_changes_nothing),
        TEST(a_way_back_in_several_steps_is_refused),
    };
    return RUN_TESTS(tests);
}

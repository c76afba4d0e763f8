#include "history/run.h"

#include "base/utf8.h"
#include "history/running.h"

/* Undoes what is open, so that the row can be written. */
static bool roll_back(Runner *runner)
{
    Error unused = {.arena = runner->arena};
    Buffer sql = BUFFER(runner->arena);
    if (database_in_transaction(runner->database)) {
        buffer_add_string(&sql, "ROLLBACK;\n");
        if (!runner_send(runner, &sql, &unused))
            return false;
        buffer_clear(&sql);
    }
    database_clean_session(runner->database, &sql);
    return runner_send(runner, &sql, &unused);
}

static bool is_one_of(Text code, const char *const *codes)
{
    for (; *codes; codes++)
        if (text_is(code, *codes))
            return true;
    return false;
}

/* Marks the failed statement, or those that it depends on, to be run alone. False when that was not
 * the trouble, or is nothing new. */
static bool learn(Runner *runner, const Error *error)
{
    const Dialect *dialect = runner->dialect;
    const Failure *failure = &runner->failure;
    bool *alone = runner->lessons.alone;
    bool news = false;
    if (!failure->in_script || !runner_is_planned(&runner->plan))
        return false;
    if (is_one_of(error->database_code, dialect->outside_transaction_codes)) {
        news = !alone[failure->statement];
        alone[failure->statement] = true;
    }
    if (dialect->commit_before_use_code &&
        text_is(error->database_code, dialect->commit_before_use_code)) {
        for (size_t i = runner->done; i < failure->statement; i++) {
            bool match = statement_matches_any(&dialect->syntax, script_statement(&runner->plan, i),
                                               dialect->commit_before_use);
            news = news || (match && !alone[i]);
            alone[i] = alone[i] || match;
        }
    }
    return news;
}

static void make_plan(Runner *runner)
{
    runner->plan = script_plan(runner->arena, runner->dialect, runner->run->mode,
                               runner->run->migration->script, runner->done, &runner->lessons);
}

/* Runs the script, again and again as long as something is learned from a failure. What was not
 * committed has been rolled back each time. */
static bool run_and_learn(Runner *runner, Error *error)
{
    for (;;) {
        runner->failure = (Failure){0};
        make_plan(runner);
        if (runner_run_plan(runner, error))
            return true;
        if (runner->failure.connection_lost || error->code == ERROR_P1017)
            return false;
        bool clean = roll_back(runner);
        if (runner->run->found_applied)
            return clean;
        if (runner->failure.in_hook)
            return false;
        if (!clean || !learn(runner, error))
            return false;
    }
}

/* Writes into the row, or into a new one, that the migration failed. */
static bool record_failure(Runner *runner, Text logs)
{
    Error unused = {.arena = runner->arena};
    Buffer sql = BUFFER(runner->arena);
    buffer_add_format(&sql, "%s;\n", runner->dialect->begin);
    if (!runner->row_is_kept)
        history_insert_started(runner->history, &sql, &runner->row);
    history_update_logs(runner->history, &sql, runner->row.id, logs);
    buffer_add_string(&sql, "COMMIT;\n");
    return runner_send(runner, &sql, &unused);
}

static void complete_failure(Runner *runner)
{
    Failure *failure = &runner->failure;
    failure->migration = runner->run->migration;
    failure->path = runner->run->path;
    failure->plan = &runner->plan;
    failure->done = runner->done;
    failure->atomic = runner->run->atomic;
}

static bool report_failure(Runner *runner, Error *error)
{
    Failure *failure = &runner->failure;
    complete_failure(runner);
    if (failure->in_hook)
        return false;
    if (!runner->history)
        return failure_report_replay(failure, error);
    if (failure->atomic && !failure->connection_lost && runner->run->hooks &&
        runner->run->hooks->undone &&
        !runner->run->hooks->undone(runner->run->hooks->context, runner->row.id, error))
        return false;
    if (failure_is_of_script(failure, error)) {
        Text logs = failure_logs(runner->arena, failure, error);
        failure->recorded = record_failure(runner, logs);
    }
    return failure_report(failure, error);
}

/* Of the statement that a killed run had begun: asks the database whether it took effect, clears
 * away what a broken one left, and goes on before or behind it. */
static bool settle_uncertain(Runner *runner, Error *error)
{
    Rows rows;
    Buffer query = BUFFER(runner->arena);
    make_plan(runner);
    runner->dialect->effect(&query, script_statement(&runner->plan, runner->done));
    if (!database_query(runner->database, runner->arena, buffer_text(&query), &rows, error))
        return false;
    Text answer = rows.rows.count ? rows.rows.items[0].values[0] : TEXT("not done");
    runner->lessons.alone[runner->done] = true;
    if (text_is(answer, "done"))
        runner->done++;
    else if (!text_is(answer, "not done"))
        return database_run(runner->database, answer, NULL, error);
    return true;
}

static Runner runner_new(Arena *arena, Database *database, MigrationRun *run)
{
    Runner runner = {
        .arena = arena,
        .database = database,
        .dialect = database->connection->dialect,
        .run = run,
        .done = run->from,
        .row_is_kept = run->resumed != NULL,
    };
    run->statements =
        script_split(arena, &runner.dialect->syntax, utf8_without_mark(run->migration->script))
            .count;
    runner.lessons = (ScriptLessons){NEW_ARRAY(arena, bool, run->statements), run->statements};
    return runner;
}

bool migration_replay(Arena *arena, Database *database, MigrationRun *run, Error *error)
{
    Runner runner = runner_new(arena, database, run);
    return run_and_learn(&runner, error) || report_failure(&runner, error);
}

bool run_script_on(Arena *arena, Database *database, Text script, Failure *failure, Error *error)
{
    Migration migration = {.script = script};
    MigrationRun run = {.migration = &migration, .mode = SCRIPT_ATOMIC};
    Runner *runner = NEW(arena, Runner);
    *runner = runner_new(arena, database, &run);
    if (run_and_learn(runner, error))
        return true;
    complete_failure(runner);
    *failure = runner->failure;
    failure->migration = NULL;
    return false;
}

bool migration_run(Arena *arena, const History *history, MigrationRun *run, Error *error)
{
    Runner runner = runner_new(arena, history->database, run);
    runner.history = history;
    runner.row = run->resumed
                     ? *run->resumed
                     : history_new_row(arena, run->migration->name, run->migration->script);
    return ((!run->uncertain || settle_uncertain(&runner, error)) &&
            run_and_learn(&runner, error)) ||
           report_failure(&runner, error);
}

bool migration_run_down(Arena *arena, const History *history, const HistoryRow *row,
                        MigrationRun *run, Error *error)
{
    Runner runner = runner_new(arena, history->database, run);
    runner.history = history;
    runner.row = *row;
    runner.is_down = true;
    if (run_and_learn(&runner, error))
        return true;
    complete_failure(&runner);
    return runner.failure.in_hook ? false : failure_report_down(&runner.failure, error);
}

#include "history/run.h"

#include "base/interrupt.h"
#include "base/utf8.h"
#include "history/progress.h"
#include "sql/writer.h"

/* The state of running one migration. */
typedef struct Runner {
    Arena *arena;
    Database *database;
    const Dialect *dialect;
    const History *history; /* NULL: no row is kept */
    MigrationRun *run;
    HistoryRow row;
    ScriptPlan plan;
    ScriptLessons lessons;
    size_t done;      /* statements that are committed */
    bool row_is_kept; /* the row is committed */
    Failure failure;  /* what the latest failure was about */
} Runner;

/* Are the steps of our making, and not the script run as it is or as Prisma would? */
static bool is_planned(const ScriptPlan *plan)
{
    return plan->mode == SCRIPT_ATOMIC && !plan->has_own_transactions;
}

static bool send(const Runner *runner, Buffer *sql, Error *error)
{
    return database_run(runner->database, buffer_text(sql), NULL, error);
}

/* Runs one part; on failure notes where in the script it was. */
static bool run_part(Runner *runner, const ScriptPart *part, Error *error)
{
    RunReport report;
    Text sql = text_slice(runner->plan.script, part->start, part->end);
    bool enforced = part->unguarded && database_enforce_foreign_keys(runner->database, false);
    bool done = database_run(runner->database, sql, &report, error);
    if (enforced)
        database_enforce_foreign_keys(runner->database, true);
    if (done)
        return true;
    Failure *failure = &runner->failure;
    failure->in_script = true;
    failure->connection_lost = report.connection_lost;
    failure->statement = part->first + report.done;
    if (report.offset >= 0)
        failure->statement =
            script_statement_at(&runner->plan, part->start + (size_t)report.offset);
    if (failure->statement >= runner->plan.statements.count)
        failure->statement = runner->plan.statements.count - 1;
    failure->offset = report.offset >= 0 ? part->start + (size_t)report.offset
                                         : runner->plan.statements.items[failure->statement].start;
    return false;
}

static bool run_parts(Runner *runner, const ScriptStep *step, Error *error)
{
    for (size_t i = 0; i < step->parts.count; i++)
        if (!run_part(runner, &step->parts.items[i], error))
            return false;
    return true;
}

/* With no advisory lock that Prisma takes too, the row is looked for again inside the transaction.
 */
static bool look_again(Runner *runner, Error *error)
{
    Rows rows;
    if (!runner->history || can(runner->dialect, CAN_ADVISORY_LOCK))
        return true;
    Text query = sql_text(runner->arena,
                          "SELECT finished_at FROM {} WHERE migration_name = {}"
                          " AND rolled_back_at IS NULL",
                          sql_raw(runner->history->table), sql_literal(runner->row.name));
    if (!database_query(runner->database, runner->arena, query, &rows, error))
        return false;
    if (rows.rows.count == 0)
        return true;
    runner->run->found_applied = rows.rows.items[0].values[0].data != NULL;
    if (runner->run->found_applied)
        return false;
    return fail(error, ERROR_P3009,
                "another program began migration '%.*s' meanwhile and has not ended it",
                TEXT_ARG(runner->row.name));
}

static void add_begin(const Runner *runner, const ScriptStep *step, Buffer *sql)
{
    bool own_modes = step && step->begin.length > 0 && can(runner->dialect, CAN_BATCH);
    if (own_modes)
        buffer_add(sql, step->begin);
    else
        buffer_add_string(sql, runner->dialect->begin);
    buffer_add_string(sql, ";\n");
}

static void add_row_changes(const Runner *runner, Progress progress, bool last, Buffer *sql)
{
    if (!runner->history)
        return;
    if (!runner->row_is_kept)
        history_insert_started(runner->history, sql, &runner->row);
    if (last)
        history_update_finished(runner->history, sql, runner->row.id);
    else if (runner->plan.mode == SCRIPT_ATOMIC)
        history_update_logs(runner->history, sql, runner->row.id,
                            progress_text(runner->arena, progress));
}

/* The end of a transaction, or of a statement outside one: session, row, commit. The row of an
 * atomic migration is written here and not at the beginning, because a script may have to begin its
 * transaction itself (SET TRANSACTION …). */
static bool end_step(Runner *runner, const ScriptStep *step, bool last, Error *error)
{
    Buffer sql = BUFFER(runner->arena);
    size_t done = step ? step->first + step->count : 0;
    Progress progress = {done, runner->plan.statements.count, false};
    if (last) /* until then, what the script has set is to hold */
        database_clean_session(runner->database, &sql);
    add_row_changes(runner, progress, last, &sql);
    bool left_open = last && database_in_transaction(runner->database);
    if (!step || step->in_transaction || left_open)
        buffer_add_string(&sql, "COMMIT;\n");
    bool ended = sql.length == 0 || send(runner, &sql, error);
    if (ended)
        runner->done = done;
    return ended;
}

/* True while the transaction that was opened for a step is still the one that is open. */
static bool still_in_transaction(Runner *runner, Error *error)
{
    if (database_in_transaction(runner->database))
        return true;
    runner->failure.in_script = false;
    return fail(error, ERROR_D1014, "the script ended the transaction that it was run in");
}

static bool run_transaction(Runner *runner, const ScriptStep *step, bool last, Error *error)
{
    Buffer sql = BUFFER(runner->arena);
    add_begin(runner, step, &sql);
    return send(runner, &sql, error) && (runner->row_is_kept || look_again(runner, error)) &&
           (!step || (run_parts(runner, step, error) && still_in_transaction(runner, error))) &&
           end_step(runner, step, last, error);
}

/* A step outside transactions: the row says beforehand that it was begun. */
static bool run_alone(Runner *runner, const ScriptStep *step, bool last, Error *error)
{
    if (runner->history && is_planned(&runner->plan)) {
        Buffer sql = BUFFER(runner->arena);
        Progress progress = {step->first, runner->plan.statements.count, true};
        history_update_logs(runner->history, &sql, runner->row.id,
                            progress_text(runner->arena, progress));
        if (!send(runner, &sql, error))
            return false;
    }
    return run_parts(runner, step, error) && end_step(runner, step, last, error);
}

static bool keep_row(Runner *runner, Error *error)
{
    if (runner->row_is_kept || !runner->history)
        return true;
    Buffer sql = BUFFER(runner->arena);
    buffer_add_format(&sql, "%s;\n", runner->dialect->begin);
    if (!send(runner, &sql, error) || !look_again(runner, error))
        return false;
    buffer_clear(&sql);
    history_insert_started(runner->history, &sql, &runner->row);
    if (is_planned(&runner->plan))
        history_update_logs(
            runner->history, &sql, runner->row.id,
            progress_text(runner->arena, (Progress){0, runner->plan.statements.count, false}));
    buffer_add_string(&sql, "COMMIT;\n");
    runner->row_is_kept = send(runner, &sql, error);
    return runner->row_is_kept;
}

static bool run_steps(Runner *runner, Error *error)
{
    ScriptPlan *plan = &runner->plan;
    if (!keep_row(runner, error))
        return false;
    if (plan->steps.count == 0) /* a resumed script of which nothing is left */
        return run_transaction(runner, NULL, true, error);
    for (size_t i = 0; i < plan->steps.count; i++) {
        const ScriptStep *step = &plan->steps.items[i];
        bool last = i + 1 == plan->steps.count;
        if (!(step->in_transaction ? run_transaction(runner, step, last, error)
                                   : run_alone(runner, step, last, error)))
            return false;
    }
    return true;
}

static bool run_plan(Runner *runner, Error *error)
{
    ScriptPlan *plan = &runner->plan;
    runner->run->atomic = script_plan_is_atomic(plan) && !runner->row_is_kept;
    if (!runner->run->atomic)
        return run_steps(runner, error);
    const ScriptStep *only = plan->steps.count ? &plan->steps.items[0] : NULL;
    return run_transaction(runner, only, true, error);
}

/* Undoes what is open, so that the row can be written. */
static bool roll_back(Runner *runner)
{
    Error unused = {.arena = runner->arena};
    Buffer sql = BUFFER(runner->arena);
    if (database_in_transaction(runner->database)) {
        buffer_add_string(&sql, "ROLLBACK;\n");
        if (!send(runner, &sql, &unused))
            return false;
        buffer_clear(&sql);
    }
    database_clean_session(runner->database, &sql);
    return send(runner, &sql, &unused);
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
    if (!failure->in_script || !is_planned(&runner->plan))
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
        if (run_plan(runner, error))
            return true;
        if (runner->failure.connection_lost || error->code == ERROR_P1017)
            return false;
        bool clean = roll_back(runner);
        if (runner->run->found_applied)
            return clean;
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
    return send(runner, &sql, &unused);
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
    if (!runner->history)
        return failure_report_replay(failure, error);
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

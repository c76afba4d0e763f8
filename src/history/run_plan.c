#include "history/running.h"

#include "history/progress.h"
#include "sql/writer.h"

bool runner_send(const Runner *runner, Buffer *sql, Error *error)
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

/* What somebody else does inside the transaction; the script is not to blame for its failure. */
static bool run_hook(Runner *runner, RunHook *hook, Error *error)
{
    if (!hook || hook(runner->run->hooks->context, runner->row.id, error))
        return true;
    runner->failure.in_hook = true;
    return false;
}

/* The part in two, where the script pauses inside it. */
static bool run_around_pause(Runner *runner, const ScriptPart *part, Error *error)
{
    const RunHooks *hooks = runner->run->hooks;
    const ScriptStatement *statements = runner->plan.statements.items;
    if (hooks->pause >= runner->plan.statements.count ||
        statements[hooks->pause].start < part->start || statements[hooks->pause].start >= part->end)
        return run_part(runner, part, error);
    ScriptPart before = *part;
    ScriptPart behind = *part;
    before.end = statements[hooks->pause].start;
    behind.start = before.end;
    behind.first = hooks->pause;
    return (hooks->pause == part->first || run_part(runner, &before, error)) &&
           run_hook(runner, hooks->between, error) && run_part(runner, &behind, error);
}

static bool run_parts(Runner *runner, const ScriptStep *step, Error *error)
{
    for (size_t i = 0; i < step->parts.count; i++) {
        const ScriptPart *part = &step->parts.items[i];
        if (!(runner->run->hooks ? run_around_pause(runner, part, error)
                                 : run_part(runner, part, error)))
            return false;
    }
    return true;
}

/* What is to be done when all statements have run. */
static bool run_last_hooks(Runner *runner, Error *error)
{
    const RunHooks *hooks = runner->run->hooks;
    return !hooks || ((hooks->pause < runner->plan.statements.count ||
                       run_hook(runner, hooks->between, error)) &&
                      run_hook(runner, hooks->end, error));
}

static bool run_first_hook(Runner *runner, Error *error)
{
    const RunHooks *hooks = runner->run->hooks;
    return !hooks || run_hook(runner, hooks->begin, error);
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
    if (runner->is_down)
        return rows.rows.count > 0 ||
               fail(error, ERROR_D1032, "another program took back migration '%.*s' meanwhile",
                    TEXT_ARG(runner->row.name));
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
    if (runner->is_down) {
        history_update_taken_back(runner->history, sql, runner->row.name);
        return;
    }
    if (!runner->row_is_kept)
        history_insert_started(runner->history, sql, &runner->row);
    if (last && runner->run->checksum.length)
        history_update_checksum(runner->history, sql, runner->row.name, runner->run->checksum);
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
    bool ended = sql.length == 0 || runner_send(runner, &sql, error);
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
    return runner_send(runner, &sql, error) &&
           (runner->row_is_kept || (look_again(runner, error) && run_first_hook(runner, error))) &&
           (!step || (run_parts(runner, step, error) && still_in_transaction(runner, error))) &&
           (!last || run_last_hooks(runner, error)) && end_step(runner, step, last, error);
}

/* A step outside transactions: the row says beforehand that it was begun. */
static bool run_alone(Runner *runner, const ScriptStep *step, bool last, Error *error)
{
    if (runner->history && runner_is_planned(&runner->plan)) {
        Buffer sql = BUFFER(runner->arena);
        Progress progress = {step->first, runner->plan.statements.count, true};
        history_update_logs(runner->history, &sql, runner->row.id,
                            progress_text(runner->arena, progress));
        if (!runner_send(runner, &sql, error))
            return false;
    }
    return run_parts(runner, step, error) && (!last || run_last_hooks(runner, error)) &&
           end_step(runner, step, last, error);
}

static bool keep_row(Runner *runner, Error *error)
{
    if (runner->row_is_kept || !runner->history)
        return true;
    Buffer sql = BUFFER(runner->arena);
    buffer_add_format(&sql, "%s;\n", runner->dialect->begin);
    if (!runner_send(runner, &sql, error) || !look_again(runner, error) ||
        !run_first_hook(runner, error))
        return false;
    buffer_clear(&sql);
    history_insert_started(runner->history, &sql, &runner->row);
    if (runner_is_planned(&runner->plan))
        history_update_logs(
            runner->history, &sql, runner->row.id,
            progress_text(runner->arena, (Progress){0, runner->plan.statements.count, false}));
    buffer_add_string(&sql, "COMMIT;\n");
    runner->row_is_kept = runner_send(runner, &sql, error);
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

static bool refuse_steps(Runner *runner, Error *error)
{
    fail(error, ERROR_D1034,
         "the down script of migration '%.*s' cannot be run in one transaction with its row",
         TEXT_ARG(runner->row.name));
    runner->failure.in_hook = true;
    return error_hint(error, "run by hand what the database refuses inside a transaction, and take "
                             "it out of the script");
}

bool runner_run_plan(Runner *runner, Error *error)
{
    ScriptPlan *plan = &runner->plan;
    runner->run->atomic = script_plan_is_atomic(plan) && !runner->row_is_kept;
    if (runner->is_down && !runner->run->atomic)
        return refuse_steps(runner, error);
    if (!runner->run->atomic)
        return run_steps(runner, error);
    const ScriptStep *only = plan->steps.count ? &plan->steps.items[0] : NULL;
    return run_transaction(runner, only, true, error);
}

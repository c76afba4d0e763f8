#include "cli/deploying.h"

#include "cli/applying.h"
#include "cli/keeping.h"
#include "cli/safe_deploy.h"

static SafeDeploy backup_of(Session *session, const DeployArguments *arguments)
{
    return (SafeDeploy){.session = session,
                        .arguments = &arguments->base,
                        .asked = {.folder = arguments->backup,
                                  .verify = arguments->verify_backup,
                                  .keep_last = arguments->keep_last},
                        .restore_on_failure = arguments->restore_on_failure};
}

static void tell_result(const Session *session, const DeployArguments *arguments, size_t applied)
{
    const Context *context = session->context;
    bool is_all = !arguments->steps && !arguments->to.length;
    const char *then = is_all ? ": the database is up to date" : "";
    if (applied == 0)
        say(context, "%sNo pending migration%s%s.\n", out_style(context, STYLE_GOOD),
            out_style(context, STYLE_PLAIN), then);
    else
        say(context, "\n%s%.*s applied%s%s.\n", out_style(context, STYLE_GOOD),
            TEXT_ARG(counted(context->arena, applied, "migration")),
            out_style(context, STYLE_PLAIN), then);
}

static bool deploy(Session *session, const DeployArguments *arguments, Error *error)
{
    AppliedMigrations applied = {0};
    ApplyRequest request = session_request(session);
    SafeDeploy safe = backup_of(session, arguments);
    request.lock_wait = arguments->wait;
    request.most = arguments->steps;
    request.until = arguments->to;
    safe_deploy_add(&safe, &request);
    if (!session_script_mode(session, arguments->script_mode, &request.mode, error) ||
        !session_connect_or_create(session, arguments->wait, error))
        return false;
    if (!apply_and_tell(session, &request, &applied, error))
        return safe_deploy_failed(&safe, error);
    tell_result(session, arguments, applied.count);
    return true;
}

/* ---- dry run ---- */

static const char *how_it_runs(const ScriptPlan *plan, const ScriptStep *step)
{
    if (plan->has_own_transactions)
        return "as it is: it controls its transactions itself";
    if (plan->mode == SCRIPT_BATCH)
        return "the whole file at once";
    return step->in_transaction ? "one transaction" : "outside a transaction";
}

static void print_plan(Context *context, const Migration *migration, const ScriptPlan *plan)
{
    Text count = counted(context->arena, plan->statements.count, "statement");
    say(context, "\n-- %.*s (%.*s%s)\n", TEXT_ARG(migration->name), TEXT_ARG(count),
        script_plan_is_atomic(plan) ? ", one transaction" : "");
    for (list_each(ScriptStep, step, &plan->steps)) {
        if (!script_plan_is_atomic(plan))
            say(context, "-- %s:\n", how_it_runs(plan, step));
        for (size_t i = step->first; i < step->first + step->count; i++) {
            const ScriptStatement *statement = &plan->statements.items[i];
            Text sql = text_slice(plan->script, statement->start, statement->end);
            say(context, "%.*s;\n", TEXT_ARG(sql));
        }
    }
}

static void write_plan(JsonWriter *json, const Migration *migration, const ScriptPlan *plan)
{
    json_add_text(json, "name", migration->name);
    json_add_bool(json, "oneTransaction", script_plan_is_atomic(plan));
    json_begin_array(json, "steps");
    for (list_each(ScriptStep, step, &plan->steps)) {
        json_begin_object(json, NULL);
        json_add_bool(json, "transaction", step->in_transaction);
        json_begin_array(json, "statements");
        for (size_t i = step->first; i < step->first + step->count; i++) {
            const ScriptStatement *statement = &plan->statements.items[i];
            json_add_text(json, NULL, text_slice(plan->script, statement->start, statement->end));
        }
        json_end_array(json);
        json_end_object(json);
    }
    json_end_array(json);
}

/* What would be done for one migration. */
static bool tell_migration(Session *session, ScriptMode mode, Migration *migration, Error *error)
{
    Context *context = session->context;
    if (!migration_read_script(context->arena, &session->folder, migration, error))
        return false;
    ScriptPlan plan =
        script_plan(context->arena, session->connection.dialect, mode, migration->script, 0, NULL);
    if (context->json) {
        json_begin_object(&context->writer, NULL);
        write_plan(&context->writer, migration, &plan);
    } else {
        print_plan(context, migration, &plan);
    }
    bool done = !session->keep || keeping_tell_plan(session, migration->script, error);
    if (context->json)
        json_end_object(&context->writer);
    return done;
}

/* What the table says; a database that is missing has no history. */
static bool read_history(Session *session, int64_t wait, History *history, Error *error)
{
    Context *context = session->context;
    *history = (History){0};
    if (!session_connect(session, OPEN_READ_ONLY, wait, error)) {
        if (error->code != ERROR_P1003)
            return false;
        note(context, "The database does not exist: it would be created.\n");
        return true;
    }
    return history_read(context->arena, session->database, history, error);
}

static bool check_history(Session *session, const History *history, const Diagnosis *diagnosis,
                          Error *error)
{
    Arena *arena = session->context->arena;
    ApplyRequest request = session_request(session);
    if (!session->database)
        return true;
    if (!apply_check_failed(arena, diagnosis, error))
        return false;
    return history->exists || apply_check_empty(arena, history, &request, error);
}

static bool dry_run(Session *session, const DeployArguments *arguments, Error *error)
{
    Context *context = session->context;
    History history;
    Diagnosis diagnosis;
    ScriptMode mode;
    if (!session_script_mode(session, arguments->script_mode, &mode, error) ||
        !read_history(session, arguments->wait, &history, error))
        return false;
    diagnose(context->arena, &session->folder, &history, &diagnosis);
    apply_find_interrupted(context->arena, &session->folder, session->connection.dialect,
                           &diagnosis);
    ApplyRequest request = {
        .folder = &session->folder, .most = arguments->steps, .until = arguments->to};
    if (!check_history(session, &history, &diagnosis, error) ||
        !apply_limit(&request, &diagnosis, error))
        return false;
    SafeDeploy safe = backup_of(session, arguments);
    safe_deploy_tell(&safe, diagnosis.pending.count + diagnosis.interrupted.count);
    for (size_t i = 0; i < diagnosis.interrupted.count; i++)
        say(context, "\n-- %.*s: an interrupted run would be finished\n",
            TEXT_ARG(diagnosis.interrupted.items[i]->name));
    if (context->json) {
        write_row_names(&context->writer, "interrupted", &diagnosis.interrupted);
        json_begin_array(&context->writer, "pending");
    }
    bool readable = true;
    for (size_t i = 0; i < diagnosis.pending.count && readable; i++)
        readable = tell_migration(session, mode, diagnosis.pending.items[i], error);
    if (context->json)
        json_end_array(&context->writer);
    if (readable)
        say(context, "\n-- %.*s would be applied; nothing was changed.\n",
            TEXT_ARG(counted(context->arena, diagnosis.pending.count, "migration")));
    return readable;
}

bool deploying_run(Context *context, const DeployArguments *arguments, Error *error)
{
    Session session = {.context = context};
    SafeDeploy safe = backup_of(&session, arguments);
    bool done = safe_deploy_check(&safe, error) &&
                session_begin_migrations(&session, context, &arguments->base, error);
    session.keep = !arguments->no_keep && (arguments->keep || session.keep);
    done = done && (arguments->dry_run ? dry_run(&session, arguments, error)
                                       : deploy(&session, arguments, error));
    session_end(&session);
    return done;
}

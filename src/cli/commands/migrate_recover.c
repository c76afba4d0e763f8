/* dunlin migrate recover: explains a failed migration, and leads out of it. */
#include "base/clock.h"
#include "base/file.h"
#include "cli/agent.h"
#include "cli/applying.h"
#include "cli/backing_up.h"
#include "cli/going_back.h"
#include "cli/recovering.h"
#include "cli/replaying.h"
#include "history/resolve.h"

typedef struct RecoverArguments {
    ProjectArguments base;
    Text strategy;
    Text backup;
    Text from;
    bool dry_run;
    bool accept_data_loss;
} RecoverArguments;

#define PLACE(member) offsetof(RecoverArguments, member)

static const Option options[] = {
    {"strategy", 0, OPTION_TEXT, PLACE(strategy), "WAY",
     "retry, finish, undo or restore: go that way without asking"},
    {"from", 0, OPTION_TEXT, PLACE(from), "N",
     "finish: the number of the statement to go on with,\nwhere the database cannot tell"},
    {"accept-data-loss", 0, OPTION_FLAG, PLACE(accept_data_loss), NULL,
     "undo: also where rows are lost or stay changed"},
    {"backup", 0, OPTION_PATH, PLACE(backup), "FILE", "restore: the backup"},
    {"dry-run", 0, OPTION_FLAG, PLACE(dry_run), NULL, "explain only, and change nothing"},
    PROJECT_OPTIONS(RecoverArguments),
    {0},
};

typedef struct Recovering {
    Session session;
    const RecoverArguments *arguments;
    DescribeRequest describe;
    History history;
    Recovery recovery;
    Ways ways;
} Recovering;

/* --- looking --- */

/* Where no shadow database can be had, less is known. */
static bool look(Recovering *self, Error *error)
{
    Arena *arena = self->session.context->arena;
    Replay *replay = NULL;
    Error closing = {.arena = error->arena};
    bool done =
        session_replay_of(&self->session, &self->recovery.probe, &self->describe, &replay, error) &&
        recover_look(arena, self->session.database, &self->describe, replay, &self->recovery,
                     error);
    if (!replay_end(replay, &closing) && done) {
        *error = closing;
        return false;
    }
    if (done || error->code != ERROR_P3014)
        return done;
    warn(
        self->session.context,
        "there is no shadow database to compare with; only tables and columns are looked for (%.*s)\n",
        TEXT_ARG(error->message));
    return recover_look_without_shadow(arena, self->session.database, &self->describe,
                                       &self->recovery, error);
}

static bool find_ways(Recovering *self, Error *error)
{
    Arena *arena = self->session.context->arena;
    const Recovery *recovery = &self->recovery;
    Ways *ways = &self->ways;
    int64_t number;
    ways->from = recovery->most;
    if (text_to_int64(self->arguments->from, &number))
        ways->from = number > 0 ? (size_t)number - 1 : SIZE_MAX;
    if (!recover_can_retry(recovery))
        ways->why_not[WAY_RETRY] = recovery->least || recovery->left.count
                                       ? "a part of it is in place"
                                       : "it is not known whether a part of it is in place";
    ways->why_not[WAY_FINISH] =
        recover_is_known(recovery) || self->arguments->from.length
            ? recover_cannot_finish(arena, self->session.connection.dialect, recovery, ways->from)
        : recovery->fits
            ? "it is not known where it stopped; look at the rows, and say it with --from N"
            : "what is there is not what a beginning of the script makes";
    if (!recovery->is_compared)
        ways->why_not[WAY_UNDO] = "it needs a shadow database, to find out what was there before";
    else if (!recover_undo_plan(arena, self->session.database, recovery, &ways->undo, error))
        return false;
    return true;
}

/* --- going --- */

static bool retry(Recovering *self, Error *error)
{
    Session *session = &self->session;
    AppliedMigrations applied = {0};
    ApplyRequest request = session_request(session);
    if (!session_script_mode(session, TEXT(""), &request.mode, error) ||
        !resolve_rolled_back(session->context->arena, session->database, &request,
                             self->recovery.row->name, error))
        return false;
    say(session->context, "Marked as rolled back; running it again:\n");
    return apply_and_tell(session, &request, &applied, error);
}

static bool finish(Recovering *self, Error *error)
{
    Session *session = &self->session;
    Arena *arena = session->context->arena;
    Text path = migration_path(arena, &session->folder, self->recovery.migration);
    if (!recover_finish(arena, &self->history, &self->recovery, self->ways.from, path, error)) {
        if (error->code == ERROR_P3018)
            error_hint(error, "correct the script from there on (or the data that it failed on), "
                              "then:\n  dunlin migrate recover");
        return false;
    }
    say(session->context, "%sFinished%s: %.*s is applied.\n",
        out_style(session->context, STYLE_GOOD), out_style(session->context, STYLE_PLAIN),
        TEXT_ARG(self->recovery.row->name));
    return true;
}

static bool check_undo_consent(const Recovering *self, Error *error)
{
    const Context *context = self->session.context;
    const UndoPlan *undo = &self->ways.undo;
    Buffer detail = BUFFER(error->arena);
    if (undo->lost.count == 0 || self->arguments->accept_data_loss)
        return true;
    if (context->can_prompt)
        return confirm(context, error, "Not all can be brought back (see above). Undo it?");
    for (list_each(const Text, lost, &undo->lost))
        buffer_add_format(&detail, "%s%.*s", detail.length ? "\n" : "", TEXT_ARG(*lost));
    fail(error, ERROR_D1049, "%s", error_code_meaning(ERROR_D1049));
    error->detail = buffer_text(&detail);
    return error_hint(error, "if that is accepted:\n"
                             "  dunlin migrate recover --strategy undo --accept-data-loss");
}

static bool undo(Recovering *self, Error *error)
{
    Session *session = &self->session;
    KeepReport report;
    if (!check_undo_consent(self, error) ||
        !recover_undo(session->context->arena, &self->history, &self->describe, &self->recovery,
                      &self->ways.undo, &report, error))
        return false;
    say(session->context,
        "%sUndone%s: %.*s is marked as rolled back.\n\nCorrect it, then:\n"
        "  dunlin migrate deploy\n",
        out_style(session->context, STYLE_GOOD), out_style(session->context, STYLE_PLAIN),
        TEXT_ARG(self->recovery.row->name));
    going_back_tell_restored(session->context, &report);
    return true;
}

static bool restore(Recovering *self, Error *error)
{
    Session *session = &self->session;
    Context *context = session->context;
    Backup backup;
    Text path = path_resolve(context->arena, context->folder, self->arguments->backup);
    if (!backup_open(context->arena, path, &backup, error) ||
        !agent_refuse(&context->environment, "a restore, which replaces all data,", error))
        return false;
    Text since = text_format(context->arena, "%.19s UTC",
                             clock_format(context->arena, backup.manifest.started).data);
    if (self->arguments->strategy.length == 0 && !backup_ask_to_replace(session, since, error))
        return false;
    session_end(session); /* on a server, nobody else may be connected */
    BackupRequest request = backup_request(context, &session->connection);
    bool done = backup_restore(context->arena, &request, &backup, RESTORE_OVER, error);
    backup_progress_end(context);
    if (done)
        say(context, "%sRestored%s into %.*s\n", out_style(context, STYLE_GOOD),
            out_style(context, STYLE_PLAIN), TEXT_ARG(session->connection.shown));
    return done;
}

static bool go(Recovering *self, Way way, Error *error)
{
    static bool (*const goes[WAY_COUNT])(Recovering *, Error *) = {
        [WAY_RETRY] = retry, [WAY_FINISH] = finish, [WAY_UNDO] = undo, [WAY_RESTORE] = restore};
    if (self->ways.why_not[way])
        return fail(error, ERROR_D1048, "'%s' does not lead out of this: %s", way_word(way),
                    self->ways.why_not[way]);
    bool done = goes[way](self, error);
    if (done && self->session.context->json)
        json_add_string(&self->session.context->writer, "done", way_word(way));
    return done;
}

/* Nothing is chosen when somebody is asked and says nothing. */
static bool choose(const Recovering *self, Way *way, Error *error)
{
    const Context *context = self->session.context;
    Text answer = self->arguments->strategy;
    *way = WAY_COUNT;
    if (self->arguments->dry_run || (answer.length == 0 && !context->can_prompt))
        return true;
    if (answer.length == 0 &&
        !ask_text(context, &answer, error, "Which way? (its name; nothing: leave it as it is)"))
        return false;
    *way = way_of(answer);
    return *way != WAY_COUNT || answer.length == 0 ||
           fail(error, ERROR_D1001, "there is no way '%.*s'", TEXT_ARG(answer));
}

static bool recover(Recovering *self, int *status, Error *error)
{
    Session *session = &self->session;
    Context *context = session->context;
    ApplyRequest request = session_request(session);
    Way way;
    bool acts =
        !self->arguments->dry_run && (self->arguments->strategy.length > 0 || context->can_prompt);
    if (!session_connect(session, acts ? OPEN_READ_WRITE : OPEN_READ_ONLY, 0, error) ||
        (acts && !apply_lock(context->arena, session->database, &request, error)) ||
        !history_read(context->arena, session->database, &self->history, error) ||
        !recover_find(context->arena, &session->folder, &self->history, &self->recovery, error))
        return false;
    if (!self->recovery.row) {
        say(context, "No migration has failed: there is nothing to recover from.\n");
        return true;
    }
    if (context->err_is_terminal)
        note(context, "Running %.*s on a shadow database, one by one …\n",
             TEXT_ARG(counted(context->arena, self->recovery.statements.count, "statement")));
    if (!look(self, error) || !find_ways(self, error))
        return false;
    recovery_tell(context, &self->recovery);
    ways_tell(context, &self->recovery, &self->ways);
    if (!choose(self, &way, error))
        return false;
    if (way != WAY_COUNT)
        return go(self, way, error);
    say(context, "\nNothing was changed. To go one of the ways:\n"
                 "  dunlin migrate recover --strategy WAY\n");
    *status = self->arguments->dry_run && self->arguments->strategy.length ? 0 : 1;
    return true;
}

static bool check_arguments(const RecoverArguments *arguments, Error *error)
{
    int64_t number;
    bool restores = text_is(arguments->strategy, "restore");
    if (arguments->strategy.length && way_of(arguments->strategy) == WAY_COUNT)
        return fail(error, ERROR_D1001,
                    "--strategy is 'retry', 'finish', 'undo' or 'restore', not '%.*s'",
                    TEXT_ARG(arguments->strategy));
    if (restores && arguments->backup.length == 0)
        return fail(error, ERROR_D1001, "--strategy restore needs --backup FILE");
    return arguments->from.length == 0 || (text_to_int64(arguments->from, &number) && number > 0) ||
           fail(error, ERROR_D1001, "--from takes the number of a statement, not '%.*s'",
                TEXT_ARG(arguments->from));
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    Schema schema;
    Recovering self = {.session = {.context = context}, .arguments = data};
    if (self.arguments->backup.length == 0)
        self.ways.why_not[WAY_RESTORE] = "give the file with --backup FILE";
    bool done = check_arguments(self.arguments, error) &&
                session_begin_migrations(&self.session, context, &self.arguments->base, error) &&
                session_read_schema(&self.session, &schema, &self.describe, status, error) &&
                recover(&self, status, error);
    session_end(&self.session);
    return done || *status == 1;
}

const Command command_migrate_recover = {
    .name = "migrate recover",
    .summary = "Explain a failed migration, and lead out of it",
    .description =
        "Tells what of a failed migration is in the database, statement by statement: its script\n"
        "is run on a shadow database step by step, and compared with what is there. Then it\n"
        "offers the ways out, the safest first, and goes the one that is chosen:\n"
        "\n"
        "  retry    nothing is in place: mark it as rolled back, and run it again\n"
        "  finish   run the rest of its statements, and mark it as applied\n"
        "  undo     take back what is in place, and mark it as rolled back\n"
        "  restore  put a backup back\n"
        "\n"
        "Without a terminal and without --strategy it only explains, and ends with 1.",
    .examples = "  dunlin migrate recover\n"
                "  dunlin migrate recover --strategy undo\n"
                "  dunlin migrate recover --strategy finish --from 3\n"
                "  dunlin migrate recover --dry-run --json\n",
    .options = options,
    .arguments_size = sizeof(RecoverArguments),
    .run = run,
};

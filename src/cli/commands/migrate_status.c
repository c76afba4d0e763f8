/* dunlin migrate status: compares the migrations folder with the database. */
#include "cli/session.h"

typedef struct StatusArguments {
    ProjectArguments base;
    bool strict;
    int64_t wait;
} StatusArguments;

static const Option options[] = {
    {"strict", 0, OPTION_FLAG, offsetof(StatusArguments, strict), NULL,
     "exit with 1 also for edited and missing migrations"},
    {"wait", 0, OPTION_DURATION, offsetof(StatusArguments, wait), "DURATION",
     "wait so long for a server that is still starting"},
    PROJECT_OPTIONS(StatusArguments),
    {0},
};

/* Something is left to be done. */
static bool is_behind(const Diagnosis *diagnosis)
{
    return diagnosis->pending.count || diagnosis->failed.count || diagnosis->interrupted.count;
}

static void list_names(const Context *context, const MigrationList *migrations)
{
    for (size_t i = 0; i < migrations->count; i++)
        say(context, "  %.*s\n", TEXT_ARG(migrations->items[i]->name));
}

static void tell_pending(const Context *context, const Diagnosis *diagnosis)
{
    size_t count = diagnosis->pending.count;
    say(context, "%s%.*s not yet applied:%s\n", out_style(context, STYLE_WARNING),
        TEXT_ARG(counted(context->arena, count, "migration")), out_style(context, STYLE_PLAIN));
    list_names(context, &diagnosis->pending);
    if (diagnosis->failed.count == 0)
        say(context, "\nApply %s with:\n  dunlin migrate deploy\n", count == 1 ? "it" : "them");
}

static void tell_interrupted(const Context *context, const Diagnosis *diagnosis)
{
    say(context, "%sInterrupted:%s the next deploy goes on with what is left of\n",
        out_style(context, STYLE_WARNING), out_style(context, STYLE_PLAIN));
    for (size_t i = 0; i < diagnosis->interrupted.count; i++)
        say(context, "  %.*s (%.*s)\n", TEXT_ARG(diagnosis->interrupted.items[i]->name),
            TEXT_ARG(diagnosis->interrupted.items[i]->logs));
    if (diagnosis->failed.count == 0 && diagnosis->pending.count == 0)
        say(context, "\nFinish it with:\n  dunlin migrate deploy\n");
}

static void tell_failed(const Context *context, const Diagnosis *diagnosis)
{
    for (size_t i = 0; i < diagnosis->failed.count; i++) {
        const HistoryRow *row = diagnosis->failed.items[i];
        note(context, "%sFailed:%s %.*s\n", err_style(context, STYLE_BAD),
             err_style(context, STYLE_PLAIN), TEXT_ARG(row->name));
        Text log = text_trim(row->logs);
        while (log.data && log.length) {
            Text line = text_cut(&log, '\n');
            note(context, "%s%.*s\n", line.length ? "  " : "", TEXT_ARG(line));
        }
    }
    Text name = text_shell_word(context->arena, diagnosis->failed.items[0]->name);
    note(context,
         "\nUntil this is settled, nothing can be deployed. To run it again after a correction:\n"
         "  dunlin migrate resolve --rolled-back %.*s\n"
         "or, when all of it is in place:\n"
         "  dunlin migrate resolve --applied %.*s\n",
         TEXT_ARG(name), TEXT_ARG(name));
}

static void tell_missing(const Context *context, const Diagnosis *diagnosis)
{
    note(context, "%sRecorded in the database, but not in the folder:%s\n",
         err_style(context, STYLE_WARNING), err_style(context, STYLE_PLAIN));
    for (list_each(Text, name, &diagnosis->missing))
        note(context, "  %.*s\n", TEXT_ARG(*name));
    if (diagnosis->pending.count)
        note(context, "The histories part after: %.*s\n",
             TEXT_ARG(diagnosis->last_common.length ? diagnosis->last_common
                                                    : TEXT("(the beginning)")));
}

static void tell_edited(const Context *context, const Diagnosis *diagnosis)
{
    note(context, "%sEdited since they were applied:%s\n", err_style(context, STYLE_WARNING),
         err_style(context, STYLE_PLAIN));
    for (size_t i = 0; i < diagnosis->edited.count; i++)
        note(context, "  %.*s\n", TEXT_ARG(diagnosis->edited.items[i]->name));
    note(context, "The database has what the files said before. A change belongs into a new "
                  "migration.\n");
}

static const char *word_for(const Diagnosis *diagnosis, const History *history, size_t migrations)
{
    if (diagnosis->failed.count)
        return "failed";
    if (diagnosis->interrupted.count && !diagnosis->pending.count)
        return "interrupted";
    if (diagnosis->pending.count)
        return diagnosis->missing.count ? "diverged" : "pending";
    if (!history->exists && migrations == 0)
        return "unmanaged";
    if (diagnosis->missing.count)
        return "missing";
    return diagnosis->edited.count ? "edited" : "upToDate";
}

static void write_document(Context *context, const Diagnosis *diagnosis, const char *word)
{
    JsonWriter *json = &context->writer;
    json_add_string(json, "status", word);
    write_names(json, "pending", &diagnosis->pending);
    json_begin_array(json, "failed");
    for (size_t i = 0; i < diagnosis->failed.count; i++) {
        json_begin_object(json, NULL);
        json_add_text(json, "name", diagnosis->failed.items[i]->name);
        json_add_text(json, "logs", diagnosis->failed.items[i]->logs);
        json_end_object(json);
    }
    json_end_array(json);
    write_row_names(json, "interrupted", &diagnosis->interrupted);
    write_names(json, "edited", &diagnosis->edited);
    write_texts(json, "missing", &diagnosis->missing);
    json_add_text_or_null(json, "lastCommon", diagnosis->last_common);
}

static void tell(Context *context, const Diagnosis *diagnosis, const char *word)
{
    if (context->json)
        write_document(context, diagnosis, word);
    if (diagnosis->interrupted.count)
        tell_interrupted(context, diagnosis);
    if (diagnosis->pending.count)
        tell_pending(context, diagnosis);
    if (diagnosis->missing.count)
        tell_missing(context, diagnosis);
    if (diagnosis->failed.count)
        tell_failed(context, diagnosis);
    if (diagnosis->edited.count)
        tell_edited(context, diagnosis);
    if (text_is(text_from(word), "unmanaged"))
        note(context, "The database has no migration history, and the project has no migrations.\n"
                      "To begin, see https://www.prisma.io/docs/orm/prisma-migrate\n");
    else if (!is_behind(diagnosis))
        say(context, "%sThe database is up to date%s%s\n", out_style(context, STYLE_GOOD),
            out_style(context, STYLE_PLAIN),
            diagnosis->edited.count || diagnosis->missing.count ? ", apart from that." : ".");
}

static bool status_of(Session *session, const StatusArguments *arguments, int *status, Error *error)
{
    Context *context = session->context;
    History history;
    Diagnosis diagnosis;
    if (!session_connect(session, OPEN_READ_ONLY, arguments->wait, error) ||
        !history_read(context->arena, session->database, &history, error))
        return false;
    diagnose(context->arena, &session->folder, &history, &diagnosis);
    apply_find_interrupted(context->arena, &session->folder, session->connection.dialect,
                           &diagnosis);
    if (!diagnose_edited(context->arena, &session->folder, &diagnosis, error))
        return false;
    size_t migrations = session->folder.migrations.count;
    tell(context, &diagnosis, word_for(&diagnosis, &history, migrations));
    bool behind = is_behind(&diagnosis) || (!history.exists && migrations == 0);
    bool odd = diagnosis.edited.count || diagnosis.missing.count;
    *status = behind || (odd && arguments->strict) ? 1 : 0;
    return true;
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    const StatusArguments *arguments = data;
    Session session;
    bool done = session_begin_migrations(&session, context, &arguments->base, error) &&
                status_of(&session, arguments, status, error);
    session_end(&session);
    return done;
}

const Command command_migrate_status = {
    .name = "migrate status",
    .summary = "Compare the migrations folder with the database",
    .description =
        "Tells which migrations are pending, failed, edited since they were applied, or applied\n"
        "without being in the folder. Changes nothing. Exits with 0 when the database is up to\n"
        "date, with 1 when something is pending or failed, or on an error.",
    .examples = "  dunlin migrate status\n"
                "  dunlin migrate status --json\n"
                "  dunlin migrate status --strict          # for CI: edited files fail, too\n",
    .options = options,
    .arguments_size = sizeof(StatusArguments),
    .run = run,
};

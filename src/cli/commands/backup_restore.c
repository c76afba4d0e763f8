/* dunlin backup restore: makes a database what a backup of it says. */
#include "base/clock.h"
#include "base/file.h"
#include "cli/agent.h"
#include "cli/backing_up.h"

typedef struct RestoreArguments {
    ProjectArguments base;
    Text into;
    bool force;
    bool no_owners;
    bool other_database;
} RestoreArguments;

static const Option options[] = {
    {"into", 0, OPTION_TEXT, offsetof(RestoreArguments, into), "URL",
     "restore into this new database, and leave the project's alone"},
    {"force", 'f', OPTION_FLAG, offsetof(RestoreArguments, force), NULL,
     "do not ask before the project's database is replaced"},
    {"other-database", 0, OPTION_FLAG, offsetof(RestoreArguments, other_database), NULL,
     "accept a backup of another database"},
    {"no-owners", 0, OPTION_FLAG, offsetof(RestoreArguments, no_owners), NULL,
     "PostgreSQL: without owners and privileges,\nwhose roles this server may lack"},
    PROJECT_OPTIONS(RestoreArguments),
    {0},
};

/* May the present data go? Whoever agrees types the name of the database. */
static bool check_consent(const Session *session, const RestoreArguments *arguments, Error *error)
{
    const Context *context = session->context;
    Text name = session->connection.database;
    if (!arguments->force && !context->can_prompt) {
        fail(error, ERROR_D1011,
             "a restore replaces all data of '%.*s', and nobody can be asked here", TEXT_ARG(name));
        return error_hint(error, "if that is wanted:\n  dunlin backup restore FILE --force\n"
                                 "to look at it first, restore it beside:\n"
                                 "  dunlin backup restore FILE --into URL");
    }
    return (arguments->force || backup_ask_to_replace(session, TEXT("the backup"), error)) &&
           agent_refuse(&context->environment, "a restore, which replaces all data,", error);
}

static void tell_backup(Context *context, const Backup *backup)
{
    const BackupContent *content = &backup->manifest.content;
    Text time = clock_format(context->arena, backup->manifest.started);
    say(context, "Backup: %.*s of %.16s UTC, ", TEXT_ARG(shown_path(context, backup->path)),
        time.data);
    if (content->head.length)
        say(context, "up to the migration %.*s, ", TEXT_ARG(content->head));
    say(context, "%.*s with %.*s\n",
        TEXT_ARG(counted(context->arena, content->tables.count, "table")),
        TEXT_ARG(counted(context->arena, (size_t)content->rows, "row")));
}

static bool restore(Session *session, const RestoreArguments *arguments, Text path, Error *error)
{
    Context *context = session->context;
    Backup backup;
    bool is_new = arguments->into.length > 0;
    if (!backup_open(context->arena, path, &backup, error))
        return false;
    tell_backup(context, &backup);
    BackupRequest request = backup_request(context, &session->connection);
    request.no_owners = arguments->no_owners;
    request.other_database = arguments->other_database;
    if (!is_new && (!backup_check_identity(context->arena, &request, &backup, error) ||
                    !check_consent(session, arguments, error)))
        return false;
    bool done = backup_restore(context->arena, &request, &backup,
                               is_new ? RESTORE_NEW : RESTORE_OVER, error);
    backup_progress_end(context);
    if (!done)
        return false;
    say(context, "%sRestored%s into %.*s\n", out_style(context, STYLE_GOOD),
        out_style(context, STYLE_PLAIN), TEXT_ARG(session->connection.shown));
    if (context->json) {
        json_begin_object(&context->writer, "backup");
        backup_write(&context->writer, &backup);
        json_end_object(&context->writer);
        json_add_text(&context->writer, "restoredInto", session->connection.shown);
    }
    return true;
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    const RestoreArguments *arguments = data;
    ProjectArguments target = arguments->base;
    Session session;
    (void)status;
    if (context->words.count != 1)
        return fail(error, ERROR_D1001, "give the file of the backup");
    Text path = path_resolve(context->arena, context->folder, context->words.items[0]);
    if (arguments->into.length) {
        if (target.project.url.length)
            return fail(error, ERROR_D1001, "give only one of --into and --url");
        target.project = (ProjectOptions){.url = arguments->into};
    }
    return session_begin_database(&session, context, &target, error) &&
           restore(&session, arguments, path, error);
}

const Command command_backup_restore = {
    .name = "backup restore",
    .summary = "Make the database what a backup says",
    .description =
        "Restores a backup in place of the project's database, or with --into as a new one. It is\n"
        "first checked as by `backup verify`, and takes its place only when it is whole: killed\n"
        "before that, the old database is untouched. All that was written since the backup is\n"
        "lost; hence the name of the database has to be typed, or --force to be given.",
    .examples = "  dunlin backup restore backups/shop-20261121-230700.dump\n"
                "  dunlin backup restore backups/shop-20261121-230700.dump --into "
                "postgresql://localhost/shop_copy\n",
    .options = options,
    .words = "FILE",
    .arguments_size = sizeof(RestoreArguments),
    .run = run,
};

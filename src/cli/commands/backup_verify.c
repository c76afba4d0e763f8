/* dunlin backup verify: would a backup come back as it was? */
#include "base/file.h"
#include "cli/backing_up.h"

typedef struct VerifyArguments {
    ProjectArguments base;
    bool no_owners;
    bool other_database;
} VerifyArguments;

static const Option options[] = {
    {"other-database", 0, OPTION_FLAG, offsetof(VerifyArguments, other_database), NULL,
     "accept a backup of another database"},
    {"no-owners", 0, OPTION_FLAG, offsetof(VerifyArguments, no_owners), NULL,
     "PostgreSQL: without owners and privileges,\nwhose roles this server may lack"},
    PROJECT_OPTIONS(VerifyArguments),
    {0},
};

static void tell(Context *context, const Backup *backup)
{
    const BackupContent *content = &backup->manifest.content;
    say(context, "%sWhole and sound:%s %.*s, %.*s, %.*s", out_style(context, STYLE_GOOD),
        out_style(context, STYLE_PLAIN), TEXT_ARG(shown_path(context, backup->path)),
        TEXT_ARG(counted(context->arena, content->tables.count, "table")),
        TEXT_ARG(counted(context->arena, (size_t)content->rows, "row")));
    if (content->head.length)
        say(context, ", up to the migration %.*s", TEXT_ARG(content->head));
    say(context, "\n");
    if (!context->json)
        return;
    json_begin_object(&context->writer, "backup");
    backup_write(&context->writer, backup);
    json_add_bool(&context->writer, "verified", true);
    json_end_object(&context->writer);
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    const VerifyArguments *arguments = data;
    Session session;
    Backup backup;
    (void)status;
    if (context->words.count != 1)
        return fail(error, ERROR_D1001, "give the file of the backup");
    Text path = path_resolve(context->arena, context->folder, context->words.items[0]);
    if (!session_begin_database(&session, context, &arguments->base, error) ||
        !backup_open(context->arena, path, &backup, error))
        return false;
    BackupRequest request = backup_request(context, &session.connection);
    request.no_owners = arguments->no_owners;
    request.other_database = arguments->other_database;
    bool done = backup_verify(context->arena, &request, &backup, error);
    backup_progress_end(context);
    if (done)
        tell(context, &backup);
    return done;
}

const Command command_backup_verify = {
    .name = "backup verify",
    .summary = "Restore a backup into a scratch database, and compare",
    .description =
        "Checks a backup: its manifest, size and checksum, whether it is of this database, and\n"
        "what comes of it. For that it is restored into a scratch database, which is dropped\n"
        "afterwards: beside the project's on PostgreSQL, a temporary file on SQLite. Schema,\n"
        "history and the rows of each table must be those that were saved.",
    .examples = "  dunlin backup verify backups/shop-20261121-230700.dump\n",
    .options = options,
    .words = "FILE",
    .arguments_size = sizeof(VerifyArguments),
    .run = run,
};

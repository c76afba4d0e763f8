/* dunlin backup create: saves the database into a file. */
#include "cli/backing_up.h"

typedef struct CreateArguments {
    ProjectArguments base;
    bool verify;
    Text keep_last;
} CreateArguments;

static const Option options[] = {
    {"verify", 0, OPTION_FLAG, offsetof(CreateArguments, verify), NULL,
     "restore it into a scratch database and compare"},
    {"keep-last", 0, OPTION_TEXT, offsetof(CreateArguments, keep_last), "N",
     "then remove all but the last N backups of this database"},
    PROJECT_OPTIONS(CreateArguments),
    {0},
};

static bool run(Context *context, const void *data, int *status, Error *error)
{
    const CreateArguments *arguments = data;
    Session session = {.context = context};
    Backup backup;
    (void)status;
    if (context->words.count != 1)
        return fail(error, ERROR_D1001, "give the folder that the backup belongs in");
    BackingUp asked = {.folder = context->words.items[0],
                       .verify = arguments->verify,
                       .keep_last = arguments->keep_last};
    return backing_up_check(&asked, error) &&
           session_begin_database(&session, context, &arguments->base, error) &&
           backing_up(&session, &asked, &backup, error);
}

const Command command_backup_create = {
    .name = "backup create",
    .summary = "Save the database into a file",
    .description =
        "Saves the whole database as it is at one moment, while others go on to use it: on\n"
        "PostgreSQL with pg_dump (which must be as new as the server, and is looked for along\n"
        "PATH and in the usual places), on SQLite with its online backup. Beside the file stands\n"
        "a manifest: what was saved, the last migration, the rows of each table, a checksum.\n"
        "Neither has its name before it is whole.",
    .examples = "  dunlin backup create backups\n"
                "  dunlin backup create backups --verify --keep-last 7\n",
    .options = options,
    .words = "DIR",
    .arguments_size = sizeof(CreateArguments),
    .run = run,
};

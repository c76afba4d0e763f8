/* dunlin db execute: runs a script, without any bookkeeping. */
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "cli/session.h"

typedef struct ExecuteArguments {
    ProjectArguments base;
    Text file;
    bool from_stdin;
} ExecuteArguments;

static const Option options[] = {
    {"file", 0, OPTION_PATH, offsetof(ExecuteArguments, file), "PATH", "run the script of a file"},
    {"stdin", 0, OPTION_FLAG, offsetof(ExecuteArguments, from_stdin), NULL,
     "run the script on standard input"},
    PROJECT_OPTIONS(ExecuteArguments),
    {0},
};

static bool read_script(Context *context, const ExecuteArguments *arguments, Text *script,
                        Error *error)
{
    bool done = arguments->from_stdin
                    ? file_read_descriptor(context->arena, STDIN_FILENO, TEXT("standard input"),
                                           script, error)
                    : file_read(context->arena,
                                path_resolve(context->arena, context->folder, arguments->file),
                                script, error);
    *script = done ? utf8_without_mark(*script) : *script;
    if (done && text_find_char(*script, '\0') >= 0)
        return fail(error, ERROR_D1009,
                    "the script holds a NUL byte, where a database would stop reading it");
    return done;
}

/* Where the database is: --url, or the project's. */
static bool find_database(Session *session, Context *context, const ExecuteArguments *arguments,
                          Error *error)
{
    const ProjectOptions *project = &arguments->base.project;
    if (project->url.length == 0)
        return session_begin(session, context, &arguments->base, error);
    *session = (Session){.context = context};
    session->project = (Project){.arena = context->arena, .folder = context->folder};
    return project_connection_of_url(&session->project, project->url, &session->connection, error);
}

static bool execute(Session *session, const ExecuteArguments *arguments, Text script, Error *error)
{
    Context *context = session->context;
    Text name = arguments->from_stdin ? TEXT("(standard input)") : arguments->file;
    if (!session_connect(session, OPEN_READ_WRITE, 0, error) ||
        !database_run_script(session->database, script, name, error))
        return false;
    say(context, "The script was executed.\n");
    return true;
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    const ExecuteArguments *arguments = data;
    const ProjectOptions *project = &arguments->base.project;
    Session session = {0};
    Text script;
    (void)status;
    if ((arguments->file.length > 0) == arguments->from_stdin)
        return fail(error, ERROR_D1001, "give either --file PATH or --stdin");
    if (project->url.length && project->schema.length)
        return fail(error, ERROR_D1001, "give either --url or --schema");
    bool done = find_database(&session, context, arguments, error) &&
                read_script(context, arguments, &script, error) &&
                execute(&session, arguments, script, error);
    session_end(&session);
    return done;
}

const Command command_db_execute = {
    .name = "db execute",
    .summary = "Run a script on the database",
    .description =
        "Sends a script to the database as it is: on PostgreSQL as one batch, which is one\n"
        "transaction unless the script has its own; on SQLite statement by statement. Results of\n"
        "queries are not shown, and the migration history is not touched.",
    .examples = "  dunlin db execute --file fix.sql\n"
                "  echo 'DELETE FROM \"Session\";' | dunlin db execute --stdin\n"
                "  dunlin db execute --file fix.sql --url \"$OTHER_DATABASE_URL\"\n",
    .options = options,
    .arguments_size = sizeof(ExecuteArguments),
    .run = run,
};

/* dunlin migrate resolve: says what is true of a migration. */
#include "cli/session.h"
#include "history/resolve.h"

typedef struct ResolveArguments {
    ProjectArguments base;
    Text applied;
    Text rolled_back;
} ResolveArguments;

static const Option options[] = {
    {"applied", 0, OPTION_TEXT, offsetof(ResolveArguments, applied), "NAME",
     "mark the migration as applied, without running it"},
    {"rolled-back", 0, OPTION_TEXT, offsetof(ResolveArguments, rolled_back), "NAME",
     "mark the failed migration as rolled back: the next\ndeploy runs it again"},
    PROJECT_OPTIONS(ResolveArguments),
    {0},
};

static bool resolve(Session *session, const ResolveArguments *arguments, Error *error)
{
    Context *context = session->context;
    bool applied = arguments->applied.length > 0;
    Text name = applied ? arguments->applied : arguments->rolled_back;
    ApplyRequest request = session_request(session);
    if (!session_connect(session, OPEN_READ_WRITE, 0, error) ||
        !(applied ? resolve_applied : resolve_rolled_back)(context->arena, session->database,
                                                           &request, name, error))
        return false;
    say(context, "Migration %.*s is marked as %s.\n", TEXT_ARG(name),
        applied ? "applied" : "rolled back");
    if (!applied)
        say(context, "\nRun it again with:\n  dunlin migrate deploy\n");
    if (context->json) {
        json_add_text(&context->writer, "migration", name);
        json_add_string(&context->writer, "markedAs", applied ? "applied" : "rolledBack");
    }
    return true;
}

static bool check_arguments(const ResolveArguments *arguments, Error *error)
{
    bool applied = arguments->applied.data != NULL;
    bool rolled_back = arguments->rolled_back.data != NULL;
    bool one = applied != rolled_back;
    bool named = arguments->applied.length + arguments->rolled_back.length > 0;
    if (one && named)
        return true;
    fail(error, ERROR_D1001,
         one ? "the name of the migration is missing"
             : "give either --applied NAME or --rolled-back NAME");
    return error_hint(error, "dunlin migrate resolve --rolled-back 20240131120000_init");
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    const ResolveArguments *arguments = data;
    Session session = {0};
    (void)status;
    if (!check_arguments(arguments, error) ||
        !session_begin(&session, context, &arguments->base, error))
        return false;
    bool done =
        folder_read(context->arena, session.project.migrations_path, &session.folder, error) &&
        resolve(&session, arguments, error);
    session_end(&session);
    return done;
}

const Command command_migrate_resolve = {
    .name = "migrate resolve",
    .summary = "Mark a migration as applied or rolled back",
    .description =
        "After a failed migration: --rolled-back says that nothing of it is left, so that the next\n"
        "deploy runs it again; --applied says that all of it is in place. --applied also makes an\n"
        "existing database known to Prisma (a baseline). No script is run.",
    .examples = "  dunlin migrate resolve --rolled-back 20240205093000_add_users\n"
                "  dunlin migrate resolve --applied 20240131120000_init\n",
    .options = options,
    .arguments_size = sizeof(ResolveArguments),
    .run = run,
};

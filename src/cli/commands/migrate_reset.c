/* dunlin migrate reset: empties the database and applies all migrations. */
#include "cli/agent.h"
#include "cli/applying.h"
#include "cli/generating.h"
#include "cli/seeding.h"
#include "history/reset.h"
#include "rollback/keep.h"

typedef struct ResetArguments {
    ProjectArguments base;
    bool force;
    bool skip_seed;
    bool skip_generate;
} ResetArguments;

static const Option options[] = {
    {"force", 'f', OPTION_FLAG, offsetof(ResetArguments, force), NULL, "do not ask"},
    {"skip-seed", 0, OPTION_FLAG, offsetof(ResetArguments, skip_seed), NULL,
     "do not run the seed command afterwards"},
    {"skip-generate", 0, OPTION_FLAG, offsetof(ResetArguments, skip_generate), NULL,
     "accepted for Prisma's sake: no generator is run"},
    PROJECT_OPTIONS(ResetArguments),
    {0},
};

/* May the data go? */
static bool check_consent(const Session *session, const ResetArguments *arguments, Error *error)
{
    const Context *context = session->context;
    if (!arguments->force && !context->can_prompt) {
        fail(error, ERROR_D1011, "a reset deletes all data, and nobody can be asked here");
        return error_hint(error, "if that is wanted:\n  dunlin migrate reset --force");
    }
    if (!arguments->force &&
        !confirm(context, error, "All data of \"%.*s\" will be lost. Reset it?",
                 TEXT_ARG(session->connection.database)))
        return false;
    return agent_refuse(&context->environment, "a reset, which deletes all data,", error);
}

/* What could stop the migrations afterwards is found out before anything is deleted. */
static bool read_scripts(Session *session, Error *error)
{
    for (list_each(Migration, migration, &session->folder.migrations))
        if (!migration_read_script(session->context->arena, &session->folder, migration, error))
            return false;
    return true;
}

static bool reset(Session *session, const ResetArguments *arguments, Error *error)
{
    Context *context = session->context;
    AppliedMigrations applied = {0};
    ApplyRequest request = session_request(session);
    TextList namespaces = project_reset_namespaces(&session->project, &session->connection);
    request.skip_emptiness_check = true;
    if (!session_script_mode(session, TEXT(""), &request.mode, error) ||
        !read_scripts(session, error) || !check_consent(session, arguments, error) ||
        !session_connect_or_create(session, 0, error) ||
        !apply_lock(context->arena, session->database, &request, error) ||
        !reset_database(context->arena, session->database, &namespaces, error) ||
        !keep_drop(context->arena, session->database, error) ||
        !apply_and_tell(session, &request, &applied, error))
        return false;
    say(context, "\n%sThe database was reset%s and %.*s applied.\n", out_style(context, STYLE_GOOD),
        out_style(context, STYLE_PLAIN),
        TEXT_ARG(counted(context->arena, applied.count, "migration")));
    return true;
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    const ResetArguments *arguments = data;
    Session session;
    bool done = session_begin_migrations(&session, context, &arguments->base, error) &&
                reset(&session, arguments, error);
    session_end(&session);
    if (!done)
        return false;
    if (session.project.prisma_major == 7)
        return true; /* version 7 runs neither */
    tell_no_generator(&session, arguments->skip_generate);
    if (arguments->skip_seed || environment_has(&context->environment, "PRISMA_MIGRATE_SKIP_SEED"))
        return true;
    return run_seed(context, &session.project, status, error);
}

const Command command_migrate_reset = {
    .name = "migrate reset",
    .summary = "Empty the database and apply all migrations",
    .description =
        "For development: deletes everything in the database (on PostgreSQL: in the schemas of the\n"
        "datasource), applies all migrations, and runs the seed command (in projects of Prisma 5\n"
        "and 6). Asks first; without a terminal it refuses unless --force is given.",
    .examples = "  dunlin migrate reset\n"
                "  dunlin migrate reset --force --skip-seed\n",
    .options = options,
    .arguments_size = sizeof(ResetArguments),
    .run = run,
};

/* dunlin db push: makes the database what the schema file says, without a migration. */
#include "base/clock.h"
#include "cli/agent.h"
#include "cli/findings_report.h"
#include "cli/generating.h"
#include "cli/production.h"
#include "cli/renaming.h"
#include "cli/replaying.h"
#include "history/data_loss.h"
#include "history/reset.h"
#include "history/run_steps.h"
#include "history/wanted.h"
#include "sql/summary.h"

typedef struct PushArguments {
    ProjectArguments base;
    bool accept_data_loss;
    bool force_reset;
    bool skip_generate;
    Text renames;
} PushArguments;

static const Option options[] = {
    {"accept-data-loss", 0, OPTION_FLAG, offsetof(PushArguments, accept_data_loss), NULL,
     "go on where data is lost, without asking"},
    {"force-reset", 0, OPTION_FLAG, offsetof(PushArguments, force_reset), NULL,
     "empty the database first: all data is lost"},
    {"renames", 0, OPTION_PATH, offsetof(PushArguments, renames), "MODE",
     "rename instead of dropping and adding: ask (the default on a terminal), guess, none,\n"
     "or a file that lists what was renamed"},
    {"skip-generate", 0, OPTION_FLAG, offsetof(PushArguments, skip_generate), NULL,
     "accepted for Prisma's sake: no generator is run"},
    PROJECT_OPTIONS(PushArguments),
    {0},
};

typedef struct Push {
    Context *context;
    const PushArguments *arguments;
    Session session;
    Schema schema;
    DescribeRequest describe;
    Steps steps;
    Findings findings;
    size_t done; /* steps that were carried out */
} Push;

/* --- consent --- */

static bool refuse_unexecutable(Error *error)
{
    fail(error, ERROR_D1026, "%s", error_code_meaning(ERROR_D1026));
    return error_hint(error, "change the rows or the schema; or, if all data may go:\n"
                             "  dunlin db push --force-reset");
}

/* May the data of the warnings go? */
static bool check_consent(const Push *push, Error *error)
{
    if (!push->arguments->accept_data_loss && !push->context->can_prompt) {
        fail(error, ERROR_D1011, "data may be lost, and nobody can be asked here");
        return error_hint(error, "if that is wanted:\n  dunlin db push --accept-data-loss");
    }
    if (!push->arguments->accept_data_loss &&
        !confirm(push->context, error, "Change the database all the same?"))
        return false;
    return push->session.project.prisma_major != 7 ||
           agent_refuse(&push->context->environment, "losing data", error);
}

static bool check_findings(Push *push, Error *error)
{
    if (!data_loss_find(push->context->arena, push->session.database, &push->steps, &push->findings,
                        error))
        return false;
    findings_report(push->context, &push->findings);
    if (data_loss_count(&push->findings, true))
        return refuse_unexecutable(error);
    return data_loss_count(&push->findings, false) == 0 || check_consent(push, error);
}

/* --- the way --- */

static bool empty_first(Push *push, Error *error)
{
    Session *session = &push->session;
    Arena *arena = push->context->arena;
    TextList namespaces = project_reset_namespaces(&session->project, &session->connection);
    if (!push->arguments->force_reset)
        return true;
    if (!session->created && !reset_database(arena, session->database, &namespaces, error))
        return false;
    say(push->context, "The database \"%.*s\" was emptied.\n",
        TEXT_ARG(session->connection.database));
    return true;
}

/* From what the database has to what the schema says. */
static bool find_steps(Push *push, Error *error)
{
    Context *context = push->context;
    const PushArguments *arguments = push->arguments;
    SqlSchema *live = NEW(context->arena, SqlSchema);
    Renames renames = {0};
    Text mode = renaming_mode(context, arguments->renames, !arguments->accept_data_loss);
    if (!describe_database(context->arena, push->session.database, &push->describe, live, error))
        return false;
    Comparison *comparison =
        wanted_compare(context->arena, live, &push->schema.datamodel, &push->describe,
                       push->session.connection.name_space, error);
    if (!comparison || !renaming_apply(context, mode, comparison, &renames, error))
        return false;
    steps_between(context->arena, comparison, push->describe.rules, STEPS_FORWARD, &push->steps);
    return true;
}

static void tell_steps(const Push *push)
{
    Buffer summary = BUFFER(push->context->arena);
    summary_write(&push->steps, &summary);
    if (push->steps.items.count)
        say(push->context, "%.*s", TEXT_ARG(buffer_text(&summary)));
}

static void write_result(Push *push)
{
    JsonWriter *json = &push->context->writer;
    if (!push->context->json)
        return;
    json_add_bool(json, "created", push->session.created);
    json_add_bool(json, "reset", push->arguments->force_reset);
    json_begin_array(json, "steps");
    for (list_each(const Step, step, &push->steps.items))
        json_add_string(json, NULL, step_name(step->kind));
    json_end_array(json);
    json_add_number(json, "executedSteps", (int64_t)push->done);
}

static void tell_result(const Push *push, int64_t begun)
{
    const Context *context = push->context;
    const char *good = out_style(context, STYLE_GOOD);
    const char *plain = out_style(context, STYLE_PLAIN);
    if (push->done == 0 && !push->arguments->force_reset)
        say(context, "%sAlready in sync%s: the database is what the schema says.\n", good, plain);
    else
        say(context, "\n%sThe database is in sync with the schema%s (%.*s in %.2f s).\n", good,
            plain, TEXT_ARG(counted(context->arena, push->done, "step")),
            (double)(clock_monotonic() - begun) / 1000);
}

static bool push_schema(Push *push, Error *error)
{
    Arena *arena = push->context->arena;
    Session *session = &push->session;
    if (!session_connect_or_create(session, 0, error) || !empty_first(push, error) ||
        !history_create_namespace(arena, session->database, error) || !find_steps(push, error))
        return false;
    tell_steps(push);
    if (!check_findings(push, error))
        return false;
    int64_t begun = clock_monotonic();
    if (!run_steps_on(arena, session->database, &push->steps, &push->done, error))
        return false;
    tell_result(push, begun);
    return true;
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    Push push = {.context = context, .arguments = data};
    Session *session = &push.session;
    if (!session_begin(session, context, &push.arguments->base, error))
        return false;
    if (!session_read_schema(session, &push.schema, &push.describe, status, error))
        return *status != 0;
    if (push.arguments->force_reset &&
        (!agent_refuse(&context->environment, "emptying a database", error) ||
         !production_refuse(session, "--force-reset", error)))
        return false;
    bool done = push_schema(&push, error);
    write_result(&push);
    session_end(session);
    if (done)
        tell_no_generator(session, push.arguments->skip_generate);
    return done;
}

const Command command_db_push = {
    .name = "db push",
    .summary = "Make the database what the schema says, without a migration",
    .description =
        "For trying things out: compares the database with the schema file and changes it, step by\n"
        "step. A database that is missing is created. No migration is written, and none is looked\n"
        "at; _prisma_migrations is left alone.\n"
        "\n"
        "Rows are counted first. Where data would be lost it asks, or without a terminal refuses\n"
        "unless --accept-data-loss is given. What the rows make impossible, such as a new required\n"
        "column without a default, is refused always. On a terminal it asks whether something that\n"
        "is gone was renamed. Exit status: 0; 130 when the answer is no; 1 after an error.",
    .examples = "  dunlin db push\n"
                "  dunlin db push --accept-data-loss --renames guess\n"
                "  dunlin db push --force-reset --url \"$TEST_DATABASE_URL\"\n",
    .options = options,
    .arguments_size = sizeof(PushArguments),
    .run = run,
};

/* dunlin migrate down: takes applied migrations back. */
#include "cli/going_back.h"

typedef struct DownArguments {
    ProjectArguments base;
    size_t steps;
    Text to;
    bool all;
    bool dry_run;
    bool accept_data_loss;
    int64_t wait;
} DownArguments;

static const Option options[] = {
    {"steps", 'n', OPTION_COUNT, offsetof(DownArguments, steps), "N",
     "take back the last N (default: 1)"},
    {"to", 0, OPTION_TEXT, offsetof(DownArguments, to), "NAME",
     "take back what was applied after this migration, which stays"},
    {"all", 0, OPTION_FLAG, offsetof(DownArguments, all), NULL, "take back all of them"},
    {"dry-run", 0, OPTION_FLAG, offsetof(DownArguments, dry_run), NULL,
     "tell what would be done and lost, print the scripts,\nand change nothing"},
    {"accept-data-loss", 0, OPTION_FLAG, offsetof(DownArguments, accept_data_loss), NULL,
     "go on where data is lost, without asking"},
    {"wait", 0, OPTION_DURATION, offsetof(DownArguments, wait), "DURATION",
     "wait so long for a server that is still starting,\nand for a deployment (30s, 2m)"},
    PROJECT_OPTIONS(DownArguments),
    {0},
};

static bool check_arguments(const DownArguments *arguments, Error *error)
{
    int given = (arguments->steps > 0) + (arguments->to.length > 0) + arguments->all;
    return given <= 1 || fail(error, ERROR_D1001, "give only one of --steps, --to and --all");
}

static void print_scripts(const Context *context, const DownPlan *plan)
{
    for (list_each(const DownItem, item, &plan->items))
        say(context, "\n-- %.*s\n%.*s", TEXT_ARG(item->migration->name),
            TEXT_ARG(item->script.text));
    say(context, "\n-- %.*s would be taken back; nothing was changed.\n",
        TEXT_ARG(counted(context->arena, plan->items.count, "migration")));
}

/* May what is there now go? */
static bool check_consent(const Context *context, const DownArguments *arguments, Error *error)
{
    if (arguments->accept_data_loss)
        return true;
    if (context->can_prompt)
        return confirm(context, error, "Go back all the same?");
    fail(error, ERROR_D1011, "going back may lose data, and nobody can be asked here");
    return error_hint(error, "if that is wanted:\n  dunlin migrate down --accept-data-loss\n"
                             "to save everything first:\n  dunlin backup create DIR");
}

static void tell_result(const Context *context, const DownPlan *plan)
{
    say(context, "\n%s%.*s taken back%s. To apply %s again:\n  dunlin migrate up --steps %zu\n",
        out_style(context, STYLE_GOOD),
        TEXT_ARG(counted(context->arena, plan->items.count, "migration")),
        out_style(context, STYLE_PLAIN), plan->items.count == 1 ? "it" : "them", plan->items.count);
}

static bool go_back(Session *session, const DownArguments *arguments, Error *error)
{
    Context *context = session->context;
    ApplyRequest locking = session_request(session);
    DownRequest request = {.folder = &session->folder, .to = arguments->to};
    DownPlan plan;
    bool loses;
    locking.lock_wait = arguments->wait;
    request.steps = arguments->all ? SIZE_MAX : arguments->steps ? arguments->steps : 1;
    if (!session_connect(session, arguments->dry_run ? OPEN_READ_ONLY : OPEN_READ_WRITE,
                         arguments->wait, error) ||
        (!arguments->dry_run && !apply_lock(context->arena, session->database, &locking, error)) ||
        !down_plan(context->arena, session->database, &request, &plan, error))
        return false;
    if (plan.items.count == 0) {
        say(context, "There is nothing to take back.\n");
        return true;
    }
    if (!going_back_tell(session, &plan, &loses, error))
        return false;
    if (arguments->dry_run) {
        print_scripts(context, &plan);
        return true;
    }
    if ((loses && !check_consent(context, arguments, error)) ||
        !going_back_run(session, &plan, error))
        return false;
    tell_result(context, &plan);
    return true;
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    const DownArguments *arguments = data;
    Session session = {0};
    (void)status;
    bool done = check_arguments(arguments, error) &&
                session_begin_migrations(&session, context, &arguments->base, error) &&
                go_back(&session, arguments, error);
    session_end(&session);
    return done;
}

const Command command_migrate_down = {
    .name = "migrate down",
    .summary = "Take applied migrations back, with their data",
    .description =
        "Runs the down scripts of the migrations that were applied last, each in one transaction\n"
        "in which it is marked as rolled back: it is pending again, to dunlin and to Prisma. Data\n"
        "that a deployment with --keep has kept is put back. Stops before it begins when a\n"
        "migration has no down script; asks when something that is there now would be lost, and\n"
        "refuses that where nobody can be asked, unless --accept-data-loss is given.",
    .examples = "  dunlin migrate down                     # the last one\n"
                "  dunlin migrate down --dry-run --steps 2\n"
                "  dunlin migrate down --to 20240205093000_add_users\n",
    .options = options,
    .arguments_size = sizeof(DownArguments),
    .run = run,
};

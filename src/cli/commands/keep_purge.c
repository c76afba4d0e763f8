/* dunlin keep purge: forgets what is kept. */
#include "base/clock.h"
#include "cli/agent.h"
#include "cli/backing_up.h"
#include "cli/keeping.h"

typedef struct PurgeArguments {
    ProjectArguments base;
    int64_t older_than;
    bool all;
    bool force;
} PurgeArguments;

static const Option options[] = {
    {"older-than", 0, OPTION_DURATION, offsetof(PurgeArguments, older_than), "DURATION",
     "what was kept longer ago (30d, 12h)"},
    {"all", 0, OPTION_FLAG, offsetof(PurgeArguments, all), NULL, "everything"},
    {"force", 'f', OPTION_FLAG, offsetof(PurgeArguments, force), NULL, "do not ask"},
    PROJECT_OPTIONS(PurgeArguments),
    {0},
};

/* Runs that failed have left nothing that anybody could want. */
static KeptEntries chosen(Arena *arena, const KeptEntries *entries, const PurgeArguments *arguments)
{
    KeptEntries some = {0};
    int64_t before = clock_now() - arguments->older_than;
    for (list_each(const KeptEntry, kept, entries))
        if (arguments->all || kept->is_orphan ||
            (arguments->older_than > 0 && kept->kept_at < before))
            list_add(arena, &some, *kept);
    return some;
}

/* May it go? */
static bool check_consent(const Context *context, const PurgeArguments *arguments,
                          const KeptEntries *entries, Error *error)
{
    int64_t bytes = 0;
    for (list_each(const KeptEntry, kept, entries))
        bytes += kept->bytes;
    if (!arguments->force && !context->can_prompt) {
        fail(error, ERROR_D1011, "kept data would be deleted, and nobody can be asked here");
        return error_hint(error, "if that is wanted, add --force");
    }
    if (!arguments->force &&
        !confirm(context, error, "Kept data of %.*s (%.*s) will be lost. Delete it?",
                 TEXT_ARG(counted(context->arena, entries->count, "change")),
                 TEXT_ARG(bytes_shown(context->arena, bytes))))
        return false;
    return agent_refuse(&context->environment, "a purge, which deletes kept data,", error);
}

static bool purge(Session *session, const PurgeArguments *arguments, Error *error)
{
    Context *context = session->context;
    KeptEntries all;
    ApplyRequest request = session_request(session);
    if (!session_connect(session, OPEN_READ_WRITE, 0, error) ||
        !apply_lock(context->arena, session->database, &request, error) ||
        !keep_list(context->arena, session->database, NULL, &all, error))
        return false;
    KeptEntries some = chosen(context->arena, &all, arguments);
    if (some.count > 0 && (!check_consent(context, arguments, &some, error) ||
                           !keep_purge(context->arena, session->database, &some, error)))
        return false;
    for (list_each(const KeptEntry, kept, &some))
        say(context, "Forgot %.*s  %.*s\n", TEXT_ARG(kept->migration),
            TEXT_ARG(keeping_shown(context->arena, &kept->entry)));
    if (some.count == 0)
        say(context, "Nothing is to be forgotten.\n");
    if (context->json) {
        json_add_number(&context->writer, "purged", (int64_t)some.count);
        json_add_number(&context->writer, "left", (int64_t)(all.count - some.count));
    }
    return true;
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    const PurgeArguments *arguments = data;
    Session session = {0};
    (void)status;
    if (arguments->all == (arguments->older_than > 0)) {
        fail(error, ERROR_D1001, "give either --older-than DURATION or --all");
        return error_hint(error, "dunlin keep purge --older-than 30d");
    }
    bool done = session_begin(&session, context, &arguments->base, error) &&
                purge(&session, arguments, error);
    session_end(&session);
    return done;
}

const Command command_keep_purge = {
    .name = "keep purge",
    .summary = "Forget what is kept of data that migrations lost",
    .description =
        "Deletes what deployments with --keep have copied: what is older, or everything. Migrations\n"
        "can still be taken back then, but without the data. Asks first; without a terminal it\n"
        "refuses unless --force is given.",
    .examples = "  dunlin keep purge --older-than 30d\n"
                "  dunlin keep purge --all --force\n",
    .options = options,
    .arguments_size = sizeof(PurgeArguments),
    .run = run,
};

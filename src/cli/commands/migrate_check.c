/* dunlin migrate check: is the database what its history makes? */
#include <stdio.h>

#include "cli/checking.h"
#include "cli/drift_report.h"
#include "dialect/object_rules.h"

#define PLACE(member) offsetof(CheckArguments, member)

static const Option options[] = {
    {"snapshot", 0, OPTION_PATH, PLACE(snapshot), "FILE",
     "compare with what --record has written, without a shadow database"},
    {"record", 0, OPTION_PATH, PLACE(record), "FILE",
     "write what the migrations make, and compare nothing"},
    {"ignore", 0, OPTION_TEXTS, PLACE(ignored), "PATTERN",
     "pass over what fits, such as 'audit.*' or 'grant:*'; may stand several times"},
    {"script", 0, OPTION_TEXT, PLACE(script), "WHICH",
     "print only the SQL that repairs the `database`, or the `history`"},
    {"wait", 0, OPTION_DURATION, PLACE(wait), "DURATION",
     "wait so long for a server that is still starting"},
    PROJECT_OPTIONS(CheckArguments),
    {0},
};

static bool check_arguments(const CheckArguments *arguments, Error *error)
{
    Text script = arguments->script;
    if (script.length && !text_is(script, "database") && !text_is(script, "history"))
        return fail(error, ERROR_D1001, "--script is 'database' or 'history', not '%.*s'",
                    TEXT_ARG(script));
    return !arguments->record.length || !arguments->snapshot.length ||
           fail(error, ERROR_D1001, "give only one of --record and --snapshot");
}

/* What makes the answer less sure than it looks. */
static void tell_reservations(const Checking *check)
{
    Context *context = check->context;
    const Diagnosis *diagnosis = &check->diagnosis;
    for (size_t i = 0; i < diagnosis->failed.count; i++)
        warn(context, "the migration '%.*s' has failed: what it has left counts as drift\n",
             TEXT_ARG(diagnosis->failed.items[i]->name));
    for (size_t i = 0; i < diagnosis->edited.count; i++)
        warn(context,
             "the migration '%.*s' was edited since it was applied: what the file makes now is "
             "compared\n",
             TEXT_ARG(diagnosis->edited.items[i]->name));
    if (diagnosis->pending.count)
        note(context, "Not yet applied, and no part of this: %.*s\n",
             TEXT_ARG(counted(context->arena, diagnosis->pending.count, "migration")));
}

static void tell_count(const Checking *check)
{
    const Context *context = check->context;
    Text migrations = counted(context->arena, check->applied, "migration");
    if (check->drift.count == 0)
        say(context, "%sNo drift:%s the database is what %.*s make%s.\n",
            out_style(context, STYLE_GOOD), out_style(context, STYLE_PLAIN), TEXT_ARG(migrations),
            check->applied == 1 ? "s" : "");
    else
        say(context, "\n%sDrift:%s %.*s from what %.*s make%s.\n", out_style(context, STYLE_BAD),
            out_style(context, STYLE_PLAIN),
            TEXT_ARG(counted(context->arena, check->drift.count, "difference")),
            TEXT_ARG(migrations), check->applied == 1 ? "s" : "");
    if (check->drift.ignored)
        say(context, "Passed over: %.*s\n",
            TEXT_ARG(counted(context->arena, check->drift.ignored, "difference")));
}

static void tell(const Checking *check)
{
    Context *context = check->context;
    const ObjectRules *rules = object_rules_of(check->describe.rules->provider);
    tell_reservations(check);
    if (context->json) {
        drift_write(context, &check->drift, rules);
    } else if (check->arguments->script.length) {
        bool forward = text_is(check->arguments->script, "database");
        Text script = drift_repair(context->arena, &check->drift, rules,
                                   forward ? REPAIR_DATABASE : REPAIR_HISTORY);
        fwrite(script.data, 1, script.length, stdout);
    } else {
        if (check->drift.count)
            drift_report(context, &check->drift, rules);
        tell_count(check);
    }
}

static bool record(Checking *check, Error *error)
{
    Context *context = check->context;
    if (!checking_record(check, error))
        return false;
    if (context->json)
        json_add_text(&context->writer, "recorded", check->arguments->record);
    say(context, "Recorded what %.*s make in %.*s\n",
        TEXT_ARG(counted(context->arena, check->applied, "migration")),
        TEXT_ARG(check->arguments->record));
    return true;
}

static bool compare(Checking *check, int *status, Error *error)
{
    if (!checking_compare(check, error))
        return false;
    tell(check);
    *status = check->drift.count ? 2 : 0;
    return true;
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    const CheckArguments *arguments = data;
    Checking check = {0};
    context->result_only = arguments->script.length > 0;
    bool done = check_arguments(arguments, error) &&
                checking_begin(&check, context, arguments, status, error) && *status == 0 &&
                (arguments->record.length ? record(&check, error) : compare(&check, status, error));
    checking_end(&check);
    return done || *status == 1;
}

const Command command_migrate_check = {
    .name = "migrate check",
    .summary = "Compare a database with what its history makes",
    .description =
        "Tells drift: in what the database differs from what the migrations make that were\n"
        "applied to it. Everything counts, also what the schema file cannot say: checks, triggers,\n"
        "functions, policies, views, privileges. Only reads the database.\n"
        "\n"
        "What the migrations make is found out by running them on a shadow database, and kept, so\n"
        "that the next check needs none. Where none may be created, --record writes it into a file\n"
        "elsewhere, and --snapshot compares with that. Exit status: 0 no drift, 2 drift, 1 it\n"
        "could not be told.",
    .examples =
        "  dunlin migrate check\n"
        "  dunlin migrate check --record prisma/snapshot.json    # where migrations are made\n"
        "  dunlin migrate check --snapshot prisma/snapshot.json  # in production\n"
        "  dunlin migrate check --ignore 'grant:*' --ignore 'audit.*' --json\n"
        "  dunlin migrate check --script database > repair.sql\n",
    .options = options,
    .arguments_size = sizeof(CheckArguments),
    .run = run,
};

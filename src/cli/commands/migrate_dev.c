/* dunlin migrate dev: brings the development database, the migrations and the schema together. */
#include "cli/developing.h"
#include "cli/generating.h"
#include "cli/seeding.h"

#define PLACE(member) offsetof(DevArguments, member)

static const Option options[] = {
    {"name", 'n', OPTION_TEXT, PLACE(name), "NAME", "what the new migration is called"},
    {"create-only", 0, OPTION_FLAG, PLACE(create_only), NULL,
     "write the migration and do not apply it"},
    {"yes", 'y', OPTION_FLAG, PLACE(yes), NULL, "accept the loss of data without being asked"},
    {"repair", 0, OPTION_FLAG, PLACE(repair), NULL,
     "where the database and the migrations have parted, bring them together again"},
    {"renames", 0, OPTION_PATH, PLACE(renames), "MODE",
     "write renames instead of drops and adds: ask (the default on a terminal), guess,\n"
     "none, or a file that lists them"},
    {"skip-generate", 0, OPTION_FLAG, PLACE(skip_generate), NULL,
     "accepted for Prisma's sake: no generator is run"},
    {"skip-seed", 0, OPTION_FLAG, PLACE(skip_seed), NULL,
     "do not run the seed command after the database was created"},
    PROJECT_OPTIONS(DevArguments),
    {0},
};

/* Version 6 seeds a database that this run has created. */
static bool seed(Developing *dev, int *status, Error *error)
{
    const Environment *environment = &dev->context->environment;
    if (!dev->session.created || dev->session.project.prisma_major == 7 ||
        dev->arguments->skip_seed || dev->arguments->create_only ||
        environment_has(environment, "PRISMA_MIGRATE_SKIP_SEED"))
        return true;
    return run_seed(dev->context, &dev->session.project, status, error);
}

static bool tell_result(const Developing *dev)
{
    const Context *context = dev->context;
    const char *good = out_style(context, STYLE_GOOD);
    const char *plain = out_style(context, STYLE_PLAIN);
    if (dev->arguments->create_only) {
        Text path = shown_path(context, dev->session.folder.path);
        say(context,
            "\n%sCreated%s the migration %.*s in %.*s; it is not applied yet.\n"
            "Edit it, then:\n  dunlin migrate dev\n",
            good, plain, TEXT_ARG(dev->written), TEXT_ARG(path));
    } else if (dev->applied.count) {
        say(context, "\n%sThe database is in sync with the schema%s (%.*s applied).\n", good, plain,
            TEXT_ARG(counted(context->arena, dev->applied.count, "migration")));
    } else {
        say(context, "%sAlready in sync%s: there is nothing to change and nothing pending.\n", good,
            plain);
    }
    return true;
}

static bool develop(Developing *dev, int *status, Error *error)
{
    bool goes_on = true;
    if (!developing_diagnose(dev, &goes_on, status, error))
        return false;
    if (!goes_on)
        return true;
    if (!developing_apply(dev, error) || !developing_create(dev, error) ||
        (!dev->arguments->create_only && !developing_apply(dev, error)) ||
        !developing_keep(dev, error))
        return false;
    developing_write_down(dev);
    return tell_result(dev);
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    Developing dev;
    bool done = developing_begin(&dev, context, data, status, error) &&
                (*status != 0 || develop(&dev, status, error));
    if (!developing_end(&dev, done, error))
        return false;
    if (*status != 0)
        return true;
    tell_no_generator(&dev.session, dev.arguments->skip_generate);
    return seed(&dev, status, error);
}

const Command command_migrate_dev = {
    .name = "migrate dev",
    .summary = "Write a migration for what has changed, and apply it",
    .description =
        "For development: applies what is pending in the migrations folder, compares what the\n"
        "migrations make with the schema file, writes the difference as a new migration, and\n"
        "applies it. The migrations are run on a shadow database first; what they make is kept,\n"
        "so nothing is run twice.\n"
        "\n"
        "Asks before a step that loses data, whether a field that has gone was renamed, and for\n"
        "the name. Without a terminal it refuses what it would have to ask (--yes accepts the\n"
        "loss of data) and never waits. Where the database and the migrations have parted, it\n"
        "tells what differs and what would bring them together again without a reset (--repair\n"
        "does it), and exits with 130; it never resets.",
    .examples = "  dunlin migrate dev --name add_user_email\n"
                "  dunlin migrate dev --create-only --name backfill_slugs\n"
                "  dunlin migrate dev --repair                   # after a switch of branches\n"
                "  dunlin migrate dev --yes --renames guess      # in a script\n",
    .options = options,
    .arguments_size = sizeof(DevArguments),
    .run = run,
};

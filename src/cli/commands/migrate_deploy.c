/* dunlin migrate deploy: applies the pending migrations. */
#include "cli/deploying.h"

static const Option options[] = {
    DEPLOY_OPTIONS(DeployArguments),
    PROJECT_OPTIONS(DeployArguments),
    {0},
};

static bool run(Context *context, const void *data, int *status, Error *error)
{
    (void)status;
    return deploying_run(context, data, error);
}

const Command command_migrate_deploy = {
    .name = "migrate deploy",
    .summary = "Apply pending migrations to the database",
    .description =
        "Applies the migrations that the database lacks, in order, each in one transaction where\n"
        "the database allows it. Creates the database when it is missing. Never asks, never\n"
        "resets; safe to be run by several instances at once: one applies, the others wait.",
    .examples = "  dunlin migrate deploy\n"
                "  dunlin migrate deploy --wait 60s        # a server that is still starting\n"
                "  dunlin migrate deploy --dry-run         # only look\n"
                "  dunlin migrate deploy --backup backups --verify-backup --keep-last 7\n"
                "  dunlin migrate deploy --keep            # dropped data can be put back\n",
    .options = options,
    .arguments_size = sizeof(DeployArguments),
    .run = run,
};

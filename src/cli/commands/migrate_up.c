/* dunlin migrate up: applies the next pending migrations. */
#include "cli/deploying.h"

static const Option options[] = {
    {"steps", 'n', OPTION_COUNT, offsetof(DeployArguments, steps), "N", "apply the next N"},
    {"to", 0, OPTION_TEXT, offsetof(DeployArguments, to), "NAME",
     "apply those up to this migration, and it, too"},
    DEPLOY_OPTIONS(DeployArguments),
    PROJECT_OPTIONS(DeployArguments),
    {0},
};

static bool run(Context *context, const void *data, int *status, Error *error)
{
    const DeployArguments *arguments = data;
    (void)status;
    if ((arguments->steps > 0) != (arguments->to.length > 0))
        return deploying_run(context, arguments, error);
    fail(error, ERROR_D1001, "give either --steps N or --to NAME");
    return error_hint(error, "to apply all that is pending:\n  dunlin migrate deploy");
}

const Command command_migrate_up = {
    .name = "migrate up",
    .summary = "Apply the next pending migrations, up to a point",
    .description =
        "As migrate deploy, but only so far: the next migrations of the folder by number, or those\n"
        "up to one of them. The way back is migrate down.",
    .examples = "  dunlin migrate up --steps 1\n"
                "  dunlin migrate up --to 20240205093000_add_users\n",
    .options = options,
    .arguments_size = sizeof(DeployArguments),
    .run = run,
};

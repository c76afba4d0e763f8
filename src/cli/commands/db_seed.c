/* dunlin db seed: runs the project's seed command. */
#include "cli/seeding.h"
#include "cli/session.h"

typedef struct SeedArguments {
    CommonArguments common;
    Text config;
} SeedArguments;

static const Option options[] = {
    {"config", 0, OPTION_PATH, offsetof(SeedArguments, config), "FILE",
     "the configuration file (default: prisma.config.ts …)"},
    COMMON_OPTIONS(SeedArguments),
    {0},
};

static bool run(Context *context, const void *data, int *status, Error *error)
{
    const SeedArguments *arguments = data;
    Project project;
    ProjectOptions wanted = {.config = arguments->config};
    return project_open(context->arena, context->folder, wanted, &context->environment, &project,
                        error) &&
           project_load_env_files(&project, error) && run_seed(context, &project, status, error);
}

const Command command_db_seed = {
    .name = "db seed",
    .summary = "Run the project's seed command",
    .description =
        "Runs migrations.seed of prisma.config.ts, or prisma.seed of package.json (Prisma 5 and 6).\n"
        "The command is run without a shell; words behind -- are added to it.",
    .examples = "  dunlin db seed\n"
                "  dunlin db seed -- --environment staging\n",
    .options = options,
    .arguments_size = sizeof(SeedArguments),
    .run = run,
};

#include "cli/seeding.h"

#include <stdio.h>

#include "data/seed.h"

bool run_seed(Context *context, Project *project, int *status, Error *error)
{
    Text command;
    Text origin;
    ProcessEnd end;
    (void)status;
    if (!project_seed(project, &command, &origin, error))
        return false;
    if (command.length == 0) {
        if (context->json)
            json_add_null(&context->writer, "seed");
        else if (project->prisma_major == 7 || project->config_path.length)
            note(context, "No seed command is configured (migrations.seed in prisma.config.ts).\n");
        return true;
    }
    TextList words = seed_words(context->arena, command, &context->rest);
    say(context, "Running the seed command: %.*s\n", TEXT_ARG(command));
    if (context->json)
        json_add_text(&context->writer, "seed", command);
    fflush(stdout);
    if (!seed_run(context->arena, &words, project->folder, &context->environment, context->json,
                  &end, error))
        return false;
    if (end.status != 0) {
        fail(error, ERROR_D1013, "the seed command ended with status %d", end.status);
        return error_hint(error,
                          "it is set in %.*s; it runs without a shell, so '&&', quotes and "
                          "variables do not work in it",
                          TEXT_ARG(shown_path(context, origin)));
    }
    say(context, "\nThe seed command was executed.\n");
    return true;
}

/* Running the project's seed command. */
#ifndef DUNLIN_CLI_SEEDING_H
#define DUNLIN_CLI_SEEDING_H

#include "cli/context.h"
#include "project/project.h"

/* Runs the seed command of a project, with the words behind "--" appended; none is no error. D1013
 * when it fails. */
bool run_seed(Context *context, Project *project, int *status, Error *error);

#endif

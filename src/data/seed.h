/* The seed command: a program that fills the database with data to begin with. */
#ifndef DUNLIN_DATA_SEED_H
#define DUNLIN_DATA_SEED_H

#include "base/process.h"

/* The words of a seed command: parted at blanks (a backslash before one keeps it), without a shell,
 * with `more` words at the end. */
TextList seed_words(Arena *arena, Text command, const TextList *more);

/* Runs it, with the node_modules/.bin of `folder` and of those above it first on the PATH. With
 * `quiet_output` its standard output goes to standard error. D1013 when it cannot be started. */
bool seed_run(Arena *arena, const TextList *words, Text folder, const Environment *environment,
              bool quiet_output, ProcessEnd *end, Error *error);

#endif

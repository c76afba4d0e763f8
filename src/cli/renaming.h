/* `--renames`: which things of a comparison are said, guessed or confirmed to have been renamed. */
#ifndef DUNLIN_CLI_RENAMING_H
#define DUNLIN_CLI_RENAMING_H

#include "cli/context.h"
#include "sql/rename.h"

/* Finds renames as `mode` says, makes them counterparts, and tells each:
 *
 *   guess    those that are likely
 *   ask      those that somebody on the terminal confirms
 *   FILE     those that the file lists
 *
 * `none` and an empty mode find none. The accepted ones are added to `renames`. D1007, D1011,
 * D1017, D1023.
 */
bool renaming_apply(Context *context, Text mode, Comparison *comparison, Renames *renames,
                    Error *error);

/* The mode that was given; else questions are asked where they may be, and somebody can answer. */
Text renaming_mode(const Context *context, Text given, bool may_ask);

#endif

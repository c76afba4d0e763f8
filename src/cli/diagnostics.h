/* What is wrong with a schema, for people and as JSON. */
#ifndef DUNLIN_CLI_DIAGNOSTICS_H
#define DUNLIN_CLI_DIAGNOSTICS_H

#include "cli/context.h"
#include "psl/schema.h"

/* Prints every diagnostic with its place and its line to standard error, or adds them to the JSON
 * document as `diagnostics`. */
void diagnostics_report(Context *context, const Schema *schema);

/* The same for a schema that is not valid, and a line that sums it up. `path` is the schema as it
 * is shown. */
void diagnostics_report_invalid(Context *context, const Schema *schema, Text path);

/* "2 errors and 1 warning". */
Text diagnostics_counted(Arena *arena, const Diagnostics *diagnostics);

#endif

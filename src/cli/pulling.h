/* Handing out what db pull made: as files, as text, as a document. */
#ifndef DUNLIN_CLI_PULLING_H
#define DUNLIN_CLI_PULLING_H

#include "cli/context.h"
#include "introspect/introspect.h"
#include "project/project.h"

/* Adds files, counts and warnings to the JSON document. */
void pulled_write_document(Context *context, const Introspection *result);

/* Prints the schema to standard output, several files each behind a comment with its path, and the
 * warnings as comments to standard error. Nothing with --json. */
void pulled_print(Context *context, const Introspection *result);

/* Writes the files that differ, each as a whole or not at all, and takes away those that are not
 * part of the schema any more; tells what was written, and the warnings. D1021. */
bool pulled_write(Context *context, const Project *project, const Introspection *result,
                  Error *error);

#endif

/* Telling what steps do to the rows that are there. */
#ifndef DUNLIN_CLI_FINDINGS_REPORT_H
#define DUNLIN_CLI_FINDINGS_REPORT_H

#include "cli/context.h"
#include "sql/findings.h"

/* A line for each: those that make a step impossible, or the others. */
void findings_tell(Context *context, const Findings *findings, bool unexecutable);

/* Adds them to the JSON document. */
void findings_write(Context *context, const char *name, const Findings *findings,
                    bool unexecutable);

#endif

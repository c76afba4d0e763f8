/* Telling what steps do to the rows that are there. */
#ifndef DUNLIN_CLI_FINDINGS_REPORT_H
#define DUNLIN_CLI_FINDINGS_REPORT_H

#include "cli/context.h"
#include "sql/findings.h"

/* Tells those that make a step impossible, and the others; or adds them to the JSON document, as
 * `unexecutable` and `warnings`. */
void findings_report(Context *context, const Findings *findings);

#endif

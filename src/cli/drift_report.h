/* Drift, as it is told. */
#ifndef DUNLIN_CLI_DRIFT_REPORT_H
#define DUNLIN_CLI_DRIFT_REPORT_H

#include "cli/context.h"
#include "drift/repair.h"

/* Each difference, and the SQL for either way. */
void drift_report(Context *context, const Drift *drift, const ObjectRules *rules);

/* The same in the JSON document. */
void drift_write(Context *context, const Drift *drift, const ObjectRules *rules);

#endif

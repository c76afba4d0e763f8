/* The work of running one migration: what its parts share. */
#ifndef DUNLIN_HISTORY_RUNNING_H
#define DUNLIN_HISTORY_RUNNING_H

#include "history/run.h"

/* The state of running one script. */
typedef struct Runner {
    Arena *arena;
    Database *database;
    const Dialect *dialect;
    const History *history; /* NULL: no row is kept */
    MigrationRun *run;
    HistoryRow row;
    ScriptPlan plan;
    ScriptLessons lessons;
    size_t done;      /* statements that are committed */
    bool row_is_kept; /* the row is committed */
    bool is_down;     /* the script takes back what the row stands for */
    Failure failure;  /* what the latest failure was about */
} Runner;

/* Are the steps of our making, and not the script run as it is or as Prisma would? */
static inline bool runner_is_planned(const ScriptPlan *plan)
{
    return plan->mode == SCRIPT_ATOMIC && !plan->has_own_transactions;
}

/* Sends statements of our own. */
bool runner_send(const Runner *runner, Buffer *sql, Error *error);

/* Carries out the plan, step by step; what a failure was about is in `failure`. What was open then
 * still is. */
bool runner_run_plan(Runner *runner, Error *error);

#endif

/* What is said of a migration that could not be applied. */
#ifndef DUNLIN_HISTORY_FAILURE_H
#define DUNLIN_HISTORY_FAILURE_H

#include "history/folder.h"
#include "history/script_plan.h"

typedef struct Failure {
    const Migration *migration;
    Text path; /* of its script */
    const ScriptPlan *plan;
    size_t done;      /* statements that are applied for good */
    bool atomic;      /* nothing of the script can have stayed */
    bool in_script;   /* a statement failed: `statement` and `offset` are known */
    size_t statement; /* its index */
    size_t offset;    /* byte of the script */
    bool connection_lost;
    bool in_hook;  /* no statement of the script failed, but what is done beside it */
    bool recorded; /* the row says that the migration failed */
} Failure;

/* Is the script to blame? Not where the connection broke, the disk was full, the file was locked or
 * read-only, or the user interrupted: such a deployment is simply run again. */
bool failure_is_of_script(const Failure *failure, const Error *error);

/* The text for the column `logs`, from the database's error. */
Text failure_logs(Arena *arena, const Failure *failure, const Error *error);

/* How many statements are applied for good, as such a text says it; -1 when it does not. */
ptrdiff_t failure_logs_done(Text logs);

/* Makes the database's error into the one that the user sees; returns false. */
bool failure_report(const Failure *failure, Error *error);

/* The same for a migration that failed on a database without a history: P3006 where the script is
 * to blame. */
bool failure_report_replay(const Failure *failure, Error *error);

/* The same for a script that takes a migration back: D1033 where the script is to blame. */
bool failure_report_down(const Failure *failure, Error *error);

#endif

/* Running the script of one migration, and keeping its row of the history true meanwhile. */
#ifndef DUNLIN_HISTORY_RUN_H
#define DUNLIN_HISTORY_RUN_H

#include "history/failure.h"
#include "history/folder.h"
#include "history/script_plan.h"
#include "history/table.h"

/* Something that is done inside a transaction of a run; `id` is that of the row. When it fails, all
 * that is not committed is undone, and the error is its own: the migration is not marked as failed.
 * A script may be run again after something was learned from the database, and its hooks, too: what
 * they have done by SQL is undone by then. */
typedef bool RunHook(void *context, Text id, Error *error);

typedef struct RunHooks {
    void *context;
    RunHook *begin;   /* before the first statement, once; or NULL */
    RunHook *between; /* before statement `pause`, or behind the last one; or NULL */
    size_t pause;     /* the index of a statement in a step of one transaction, or beyond them */
    RunHook *end;     /* behind the last statement, before the row is written; or NULL */
    RunHook *undone;  /* behind a failure of the script that has left nothing of it; or NULL */
} RunHooks;

typedef struct MigrationRun {
    const Migration *migration; /* its script was read */
    Text path;                  /* of the script, for messages */
    ScriptMode mode;
    const HistoryRow *resumed; /* the row of a killed run, or NULL */
    size_t from;               /* the statement from which that run is to be finished */
    bool uncertain;            /* that statement was begun, and may have taken effect */
    Text checksum;             /* the row's, once the migration is applied; empty: as it is */
    const RunHooks *hooks;     /* or NULL */

    /* Results. */
    size_t statements;
    bool atomic;
    bool found_applied; /* another program had applied it meanwhile: nothing was done */
} MigrationRun;

/* Runs the script. In one transaction with its row where that can be; otherwise the row is written
 * first and tells how far the script came, so that a killed run can be gone on with.
 *
 * P3018 when the script failed: its row then says so, and the error tells where, why, what was
 * applied and what to do. P1008, P1017, D1017, D1018 and D1019 when the database could not go on:
 * then the migration is not marked as failed, since the script is not to blame. */
bool migration_run(Arena *arena, const History *history, MigrationRun *run, Error *error);

/* Runs `run->migration` as a script that takes back what `row`, which is applied, stands for:
 * always in one transaction, in which the row is marked as rolled back. D1034 where that cannot be,
 * D1033 when the script failed, D1032 when the row is not applied any more; else as
 * migration_run(). Nothing has happened then. */
bool migration_run_down(Arena *arena, const History *history, const HistoryRow *row,
                        MigrationRun *run, Error *error);

/* Runs the script of `run->migration` on a database that keeps no history, such as a shadow
 * database. P3006 when the script failed; else as migration_run(). */
bool migration_replay(Arena *arena, Database *database, MigrationRun *run, Error *error);

/* Runs any script on a database: planned as a migration's, and keeping nothing of it. On failure
 * the error is the database's own, and `failure` tells what it was about; its plan lives in the
 * arena.
 */
bool run_script_on(Arena *arena, Database *database, Text script, Failure *failure, Error *error);

#endif

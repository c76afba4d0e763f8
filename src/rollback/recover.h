/* Recovering from a failed migration: what of it is in the database, statement by statement.
 *
 * The statements are run one after the other on a shadow database, on top of what the migrations
 * before make, and each time the things that they touch are compared with the live database. A
 * script ends where it fails, so what is there is what a beginning of it makes. Changes of rows
 * leave no trace in a catalog: of those it is known as far as what stands behind them is there, or
 * as far as the log tells. */
#ifndef DUNLIN_ROLLBACK_RECOVER_H
#define DUNLIN_ROLLBACK_RECOVER_H

#include "drift/drift.h"
#include "history/apply.h"
#include "history/replay.h"
#include "rollback/keep.h"

typedef enum StatementFate {
    FATE_DONE,
    FATE_NOT_DONE,
    FATE_UNKNOWN,
} StatementFate;

typedef struct RecoverStatement {
    Text sql;
    size_t line; /* of the script, from 1 */
    StatementFate fate;
    bool is_of_rows; /* it may change rows */
    bool is_seen;    /* it changes what is described */
} RecoverStatement;

typedef struct Recovery {
    const HistoryRow *row;      /* the first that has failed */
    const Migration *migration; /* of the folder */
    size_t others;              /* more rows that have failed */
    TextList rows;              /* the ids of its rows that may have kept something */
    bool is_edited;             /* the file is not what was run */
    bool is_interrupted;        /* a deployment goes on with it by itself */
    ptrdiff_t said; /* so many statements are in place, as the log has it; -1: it does not say */
    LIST_OF(RecoverStatement) statements;

    /* Migrations for a replay: those that are applied, and one a statement behind them. */
    MigrationsFolder probe;
    size_t applied;

    size_t least;     /* at least so many statements are in place … */
    size_t most;      /* … and at most so many */
    bool is_compared; /* with what a shadow database shows */
    bool fits;        /* what is there is what a beginning of the script makes */
    size_t tried;     /* statements that ran on the shadow database */
    SqlSchema before; /* what the migrations before make */
    SqlSchema live;
    Drift left;  /* in what the database differs from that by this migration */
    Map touched; /* the keys of all that a statement makes, changes or takes away */
} Recovery;

/* Finds the failed migration and reads what is needed of the folder. `recovery->row` is NULL when
 * none has failed. P3017 when the folder does not have it, P3015 when scripts are missing. */
bool recover_find(Arena *arena, MigrationsFolder *folder, History *history, Recovery *recovery,
                  Error *error);

/* Looks at the database; `replay` is of `recovery->probe` and described as `describe`. The errors
 * are those of replay.h. */
bool recover_look(Arena *arena, Database *database, const DescribeRequest *describe, Replay *replay,
                  Recovery *recovery, Error *error);

/* The same without a shadow database: only tables and columns are looked for, and what becomes of
 * them is told from the text of the statements. There is no undo then. */
bool recover_look_without_shadow(Arena *arena, Database *database, const DescribeRequest *describe,
                                 Recovery *recovery, Error *error);

/* Describes the database again, and finds anew what is left. */
bool recover_look_again(Arena *arena, Database *database, const DescribeRequest *describe,
                        Recovery *recovery, Error *error);

/* Does the statement set something for its session only? */
bool recover_is_of_session(const Dialect *dialect, Text statement);

/* When `least` and `most` are found: what the log says, and what may as well be run again. */
void recover_narrow(Recovery *recovery);

/* Is it known how many statements are in place? */
static inline bool recover_is_known(const Recovery *recovery)
{
    return recovery->fits && recovery->least == recovery->most;
}

#endif

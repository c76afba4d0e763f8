/* The ways out of a failed migration. The lock of migrations is the caller's. */
#ifndef DUNLIN_ROLLBACK_RECOVER_WAYS_H
#define DUNLIN_ROLLBACK_RECOVER_WAYS_H

#include "rollback/recover.h"

/* Nothing of it is in the database: it may be marked as rolled back, and run again. */
bool recover_can_retry(const Recovery *recovery);

/* Why the statements from `from` on cannot simply be run, as the end of a sentence; NULL: they can.
 */
const char *recover_cannot_finish(Arena *arena, const Dialect *dialect, const Recovery *recovery,
                                  size_t from);

/* Runs the statements from `from` on, and marks the migration as applied, as a killed deployment is
 * gone on with. When one of them fails, the row says so again: P3018. */
bool recover_finish(Arena *arena, const History *history, const Recovery *recovery, size_t from,
                    Text path, Error *error);

typedef struct UndoPlan {
    Text script;   /* makes what was touched what it was; empty: there is nothing to do */
    TextList lost; /* what it cannot bring back, or takes away with rows in it */
} UndoPlan;

/* Finds out what an undo would be; counts rows. What was kept is not lost. */
bool recover_undo_plan(Arena *arena, Database *database, const Recovery *recovery, UndoPlan *plan,
                       Error *error);

/* Carries it out, puts back behind it what was kept, and marks the migration as rolled back, in one
 * transaction, in which is looked whether all is as it was: D1048 when it is not, and nothing was
 * changed. `report` tells what became of kept data. */
bool recover_undo(Arena *arena, const History *history, const DescribeRequest *describe,
                  Recovery *recovery, const UndoPlan *plan, KeepReport *report, Error *error);

#endif

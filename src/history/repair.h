/* The smallest way from a development database that has parted from its migrations back to them,
 * without a reset. */
#ifndef DUNLIN_HISTORY_REPAIR_H
#define DUNLIN_HISTORY_REPAIR_H

#include "history/data_loss.h"
#include "history/dev.h"

typedef struct Repair {
    MigrationList accepted; /* edited: their rows get the checksums of the files */
    TextList forgotten;     /* not in the folder: their rows go */
    RowList retried;        /* failed: marked as rolled back, so that they run again */
    Steps steps;            /* from what is there to what the migrations make; may be none */
    Text script;            /* the same as SQL, or empty */
    Findings findings;      /* what it does to the rows that are there */
} Repair;

/* What has to be done to the table and to the database, so that nothing stands in the way of
 * `migrate dev` any more. `found` must outlive it. */
bool repair_plan(Arena *arena, const DevRequest *request, const DevDiagnosis *found, Repair *repair,
                 Error *error);

/* Carries it out, in one transaction. */
bool repair_run(Arena *arena, const DevDiagnosis *found, const Repair *repair, Error *error);

#endif

/* The smallest way from a development database that has parted from its migrations back to them,
 * without a reset. */
#ifndef DUNLIN_DRIFT_DEV_REPAIR_H
#define DUNLIN_DRIFT_DEV_REPAIR_H

#include "history/data_loss.h"
#include "history/dev.h"

typedef struct DevRepair {
    MigrationList accepted; /* edited: their rows get the checksums of the files */
    TextList forgotten;     /* not in the folder: their rows go */
    RowList retried;        /* failed: marked as rolled back, so that they run again */
    Steps steps;            /* from what is there to what the migrations make; may be none */
    Text script;            /* SQL that does the same, or empty */
    Findings findings;      /* what it does to the rows that are there */
} DevRepair;

/* What has to be done to the table and to the database, so that nothing stands in the way of
 * `migrate dev` any more. `found` must outlive it. */
bool dev_repair_plan(Arena *arena, const DevRequest *request, const DevDiagnosis *found,
                     DevRepair *repair, Error *error);

/* Carries it out, in one transaction. D1026 when rows would refer to others that are not there. */
bool dev_repair_run(Arena *arena, const DevDiagnosis *found, const DevRepair *repair, Error *error);

#endif

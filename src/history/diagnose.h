/* Comparing the migrations folder with the table. */
#ifndef DUNLIN_HISTORY_DIAGNOSE_H
#define DUNLIN_HISTORY_DIAGNOSE_H

#include "history/folder.h"
#include "history/table.h"

typedef LIST_OF(const HistoryRow *) RowList;

typedef struct Diagnosis {
    MigrationList pending; /* in the folder without a row that is not rolled back */
    MigrationList edited;  /* applied with another checksum than the file has now */
    RowList failed;        /* rows without an end */
    RowList interrupted;   /* of these, the ones that can be gone on with: see apply.h */
    TextList missing;      /* applied migrations that the folder lacks */
    Text last_common;      /* the folder's migration before the first pending one, or empty */
} Diagnosis;

/* Which migrations are pending and which rows have failed; reads no script. */
void diagnose(Arena *arena, MigrationsFolder *folder, History *history, Diagnosis *diagnosis);

/* Adds which scripts were edited since they were applied: reads every applied script. P3015 when
 * one is missing. */
bool diagnose_edited(Arena *arena, MigrationsFolder *folder, Diagnosis *diagnosis, Error *error);

#endif

/* What is found before `migrate dev` does anything: the history in the table, that in the folder,
 * what the migrations should have made, and what is there. */
#ifndef DUNLIN_HISTORY_DEV_H
#define DUNLIN_HISTORY_DEV_H

#include "history/replay.h"
#include "sql/steps.h"

typedef struct DevRequest {
    Database *database;
    MigrationsFolder *folder;
    Replay *replay;
    const DescribeRequest *describe;
} DevRequest;

typedef struct DevDiagnosis {
    History history;
    Diagnosis diagnosis;
    MigrationList applied; /* of the folder, with a row that says so */
    MigrationList all;     /* of the folder */

    SqlSchema live;            /* what is there */
    const SqlSchema *expected; /* what the applied migrations make; NULL: one of them failed */
    const SqlSchema *wanted;   /* what all migrations make; NULL: one of them failed */
    Error applied_error;       /* P3006 and the like, when `expected` is NULL */
    Error pending_error;       /* the same, when `wanted` is NULL although `expected` is not */
    Comparison comparison;     /* from what is expected to what is there */
    Steps drift;               /* the same as steps: none, no drift */
} DevDiagnosis;

/* Reads the table, the folder and the database, and runs on the shadow database what was not kept.
 * A migration that fails there is a finding, not an error. Errors are those of the connections, and
 * P3014, D1005 and D1024. */
bool dev_diagnose(Arena *arena, const DevRequest *request, DevDiagnosis *found, Error *error);

/* True when only a reset (or a repair) helps: failed and edited migrations, drift, a history that
 * is not the folder's. */
bool dev_needs_reset(const DevDiagnosis *found);

/* What the applied migrations make and what is there, once more, with all objects. */
bool dev_describe_in_full(Arena *arena, const DevRequest *request, const DevDiagnosis *found,
                          const SqlSchema **expected, SqlSchema *live, Error *error);

/* Whether the database is all that the applied migrations make, and nothing more, down to triggers
 * and privileges; of rows nothing is known. Asks the database once more. */
bool dev_is_exact(Arena *arena, const DevRequest *request, const DevDiagnosis *found, bool *exact,
                  Error *error);

/* Keeps what is in the database now as what all migrations of the folder make: it was exact, and
 * what was pending then, and perhaps a migration of steps, have been applied to it. So the shadow
 * database has nothing to do next time. */
bool dev_keep(Arena *arena, const DevRequest *request, const DevDiagnosis *found, Error *error);

#endif

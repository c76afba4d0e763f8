/* What a database is, down to each row: so that it can be told whether it is the same again. */
#ifndef DUNLIN_ROLLBACK_DATABASE_STATE_H
#define DUNLIN_ROLLBACK_DATABASE_STATE_H

#include "describe/describe.h"
#include "rollback/row_sums.h"

typedef struct DatabaseState {
    SqlSchema schema; /* its objects */
    RowSums rows;
} DatabaseState;

/* Reads both; as describe_objects() and row_sums_read(). */
bool database_state_read(Arena *arena, Database *database, const DescribeRequest *describe,
                         DatabaseState *state, Error *error);

typedef struct StateDifference {
    TextList objects; /* a line each: "missing index User_email_key" */
    RowDifferences rows;
} StateDifference;

/* In what one state is not the other. The order of columns and rows does not count. What it tells
 * lives in the arena. */
void database_state_compare(Arena *arena, const DatabaseState *before, const DatabaseState *after,
                            StateDifference *difference);

/* The same of the objects alone. */
void database_objects_compare(Arena *arena, const SqlSchema *before, const SqlSchema *after,
                              TextList *lines);

#endif

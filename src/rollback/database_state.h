/* What a database is, down to each row: so that it can be told whether it is the same again. */
#ifndef DUNLIN_ROLLBACK_DATABASE_STATE_H
#define DUNLIN_ROLLBACK_DATABASE_STATE_H

#include "describe/describe.h"
#include "rollback/row_sums.h"

/* A sequence, or a table's own. */
typedef struct Counter {
    Text namespace;
    Text name;
    int64_t latest; /* that it gave */
} Counter;

typedef LIST_OF(Counter) Counters;

typedef struct DatabaseState {
    SqlSchema schema; /* its objects */
    RowSums rows;
    Counters counters;
} DatabaseState;

/* Reads both; as describe_objects() and row_sums_read(). */
bool database_state_read(Arena *arena, Database *database, const DescribeRequest *describe,
                         DatabaseState *state, Error *error);

typedef struct StateDifference {
    TextList objects; /* a line each: "missing index User_email_key", "reset counter User" */
    RowDifferences rows;
} StateDifference;

/* In what one state is not the other. The order of columns and rows does not count, nor that a
 * counter has gone on. What it tells lives in the arena. */
void database_state_compare(Arena *arena, const DatabaseState *before, const DatabaseState *after,
                            StateDifference *difference);

/* The same of the objects alone. */
void database_objects_compare(Arena *arena, const SqlSchema *before, const SqlSchema *after,
                              TextList *lines);

#endif

/* Comparing a database with what its history makes: `migrate check`. */
#ifndef DUNLIN_CLI_CHECKING_H
#define DUNLIN_CLI_CHECKING_H

#include "cli/replaying.h"
#include "drift/drift.h"

typedef struct CheckArguments {
    ProjectArguments base;
    Text snapshot;
    Text record;
    Text script;
    TextList ignored;
    int64_t wait;
} CheckArguments;

typedef struct Checking {
    Context *context;
    const CheckArguments *arguments;
    Session session;
    DescribeRequest describe;
    History history;
    Diagnosis diagnosis;
    size_t applied; /* how many migrations the history has */
    SqlSchema expected;
    SqlSchema actual;
    Drift drift;
} Checking;

/* Finds the project. False with an error, or with `status` 1 when the schema is not valid. */
bool checking_begin(Checking *check, Context *context, const CheckArguments *arguments, int *status,
                    Error *error);

/* Writes what all migrations of the folder make into the file of --record. */
bool checking_record(Checking *check, Error *error);

/* Compares the database, which is only read, with what its history makes: that of --snapshot, or
 * what is known of earlier runs, or of the shadow database. D1010 when there is no history, D1031
 * when it cannot be told what it makes. */
bool checking_compare(Checking *check, Error *error);

void checking_end(Checking *check);

#endif

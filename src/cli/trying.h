/* Trying out whether migrations can be taken back: `migrate test`. */
#ifndef DUNLIN_CLI_TRYING_H
#define DUNLIN_CLI_TRYING_H

#include "cli/replaying.h"
#include "rollback/test_migrations.h"

typedef struct TestArguments {
    ProjectArguments base;
    Text rows;
    Text seed;
    Text only;
    Text last;
    Text backup;
    bool strict;
    int64_t wait;
} TestArguments;

/* Runs the tests on a scratch database and tells what came of each; `results` lives in the
 * context's arena. False with an error, or with `status` 1 when the schema is not valid. */
bool try_migrations(Context *context, const TestArguments *arguments, MigrationTestList *results,
                    int *status, Error *error);

/* One line a migration, and what is behind it. */
void trial_tell(void *data, const MigrationTest *test);

/* The same in the JSON document. */
void trials_write(Context *context, const MigrationTestList *results);

#endif

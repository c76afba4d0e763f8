/* What `migrate dev` does, step by step. */
#ifndef DUNLIN_CLI_DEVELOPING_H
#define DUNLIN_CLI_DEVELOPING_H

#include "cli/replaying.h"
#include "history/dev.h"
#include "psl/schema.h"

typedef struct DevArguments {
    ProjectArguments base;
    Text name;
    Text renames;
    bool create_only;
    bool yes;
    bool repair;
    bool skip_generate;
    bool skip_seed;
} DevArguments;

typedef struct Developing {
    Context *context;
    const DevArguments *arguments;
    Session session;
    Schema schema;
    DescribeRequest describe;
    Replay *replay;
    DevDiagnosis found;
    AppliedMigrations applied; /* in this run */
    Text written;              /* the name of the new migration, or empty */
    bool was_exact;            /* before anything was applied: see dev_is_exact() */
} Developing;

/* Finds the project, reads its schema, and connects; creates the database when it is missing. With
 * `status` 1 the schema is not valid, which has been reported. D1025 for a database in
 * production. */
bool developing_begin(Developing *dev, Context *context, const DevArguments *arguments, int *status,
                      Error *error);

/* Compares migrations, history and database. P3006 and the like when a migration does not run.
 * Where they have parted it tells what differs, and `goes_on` is false. */
bool developing_diagnose(Developing *dev, bool *goes_on, int *status, Error *error);

/* Applies what is pending. */
bool developing_apply(Developing *dev, Error *error);

/* Writes a migration for what the schema has and the migrations do not make; none when there is no
 * difference, unless --create-only wants one. D1026 when it cannot be carried out with the rows
 * that are there, D1011 when something has to be confirmed and nobody can answer, D1022 when the
 * answer is no. */
bool developing_create(Developing *dev, Error *error);

/* Keeps what was made, where it is known that the migrations make nothing else. */
bool developing_keep(Developing *dev, Error *error);

/* Writes the down script of the new migration, and anew those of migrations that were edited after
 * dunlin had made theirs. That one cannot be made is a warning. */
void developing_write_down(Developing *dev);

/* Closes everything; with `done` false the error is already filled. */
bool developing_end(Developing *dev, bool done, Error *error);

#endif

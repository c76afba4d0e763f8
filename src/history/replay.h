/* What migrations make of an empty database, as a SQL schema. They are run on the shadow database;
 * what they made is kept in files, so that nothing is run twice. */
#ifndef DUNLIN_HISTORY_REPLAY_H
#define DUNLIN_HISTORY_REPLAY_H

#include "describe/describe.h"
#include "history/diagnose.h"
#include "history/shadow.h"

typedef struct ReplayRequest {
    ShadowRequest shadow;
    DescribeRequest describe;
    MigrationsFolder *folder;
    Text init_script; /* run first, or empty */
    Text cache;       /* the folder of what was kept, or empty: nothing is kept */
    /* Told before the first migration of a replay is run, with how many there are; may be NULL. */
    void (*started)(void *context, size_t migrations);
    void *context;
} ReplayRequest;

typedef struct Replay Replay;

/* Begins; nothing is opened until it is needed. The request must outlive the replay. */
Replay *replay_begin(Arena *arena, const ReplayRequest *request);

/* The schema that these migrations of the folder make, one after the other. P3006 when one of them
 * fails, P3015 when one has no script; those of shadow_open() and describe_database(). */
bool replay_schema(Replay *replay, const MigrationList *migrations, const SqlSchema **schema,
                   Error *error);

/* The same with all objects, whatever the request describes. */
bool replay_in_full(Replay *replay, const MigrationList *migrations, const SqlSchema **schema,
                    Error *error);

/* Keeps a schema, described with all objects, as that which the migrations make: for a database on
 * which they were run and that had nothing else in it but rows. `before` is a beginning of the
 * migrations; those behind it make no rows of their own. A failure to write is no error: the
 * migrations are then run again. */
void replay_keep(Replay *replay, const MigrationList *migrations, const MigrationList *before,
                 const SqlSchema *schema);

/* What became of a script on the shadow database. */
typedef struct TriedScript {
    bool done;
    Error failure;  /* the database's, when it is not done */
    SqlSchema made; /* with all objects, when it is */
} TriedScript;

/* Runs a script on what the migrations make, without its rows. That the script fails is a finding,
 * not an error; those are of replay_in_full(). */
bool replay_try(Replay *replay, const MigrationList *migrations, Text script, TriedScript *tried,
                Error *error);

/* Says that the shadow database, behind a script that was tried, is what these migrations make: it
 * need not be made again for the next script. */
void replay_stands(Replay *replay, const MigrationList *migrations);

/* How many migrations were run: none of a beginning that was kept. */
size_t replay_runs(const Replay *replay);

/* Closes the shadow database. False when a created one could not be dropped. */
bool replay_end(Replay *replay, Error *error);

#endif

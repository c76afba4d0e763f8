/* What a project's schema and its shadow database are. */
#ifndef DUNLIN_CLI_REPLAYING_H
#define DUNLIN_CLI_REPLAYING_H

#include "cli/session.h"
#include "history/replay.h"
#include "project/describing.h"
#include "psl/schema.h"

/* Reads the project's schema, and how its database is described. False with an error, or with
 * `status` 1 when the schema is not valid and that has been reported. */
bool session_read_schema(Session *session, Schema *schema, DescribeRequest *describe, int *status,
                         Error *error);

/* A replay of the session's migrations, by its database or the project's shadow database.
 * `describe` must outlive it. The caller ends it. */
bool session_replay(Session *session, const DescribeRequest *describe, Replay **replay,
                    Error *error);

/* The same of another folder, which must outlive it, too. */
bool session_replay_of(Session *session, MigrationsFolder *folder, const DescribeRequest *describe,
                       Replay **replay, Error *error);

#endif

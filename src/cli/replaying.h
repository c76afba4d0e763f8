/* What a project says of describing databases and of the shadow database. */
#ifndef DUNLIN_CLI_REPLAYING_H
#define DUNLIN_CLI_REPLAYING_H

#include "cli/session.h"
#include "history/replay.h"
#include "psl/schema.h"

/* How the project's databases are described: by the datamodel's product, version and preview
 * features, the datasource's namespaces, and what the configuration calls external. D1006 when no
 * SQL is made for the product, D1004 and the like when the configuration cannot be read. */
bool project_describe_request(Project *project, const Datamodel *datamodel,
                              DescribeRequest *request, Error *error);

/* Reads the project's schema, and how its database is described. False with an error, or with
 * `status` 1 when the schema is not valid and that has been reported. */
bool session_read_schema(Session *session, Schema *schema, DescribeRequest *describe, int *status,
                         Error *error);

/* A replay of the session's migrations, by its database or the project's shadow database.
 * `describe` must outlive it. The caller ends it. */
bool session_replay(Session *session, const DescribeRequest *describe, Replay **replay,
                    Error *error);

#endif

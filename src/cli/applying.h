/* Applying migrations as a command does it: progress while it runs, and the list at the end. */
#ifndef DUNLIN_CLI_APPLYING_H
#define DUNLIN_CLI_APPLYING_H

#include "cli/session.h"

/* Applies what is pending and tells about each migration. `applied` (also in the JSON document)
 * holds those that were applied, also when a later one failed. */
bool apply_and_tell(Session *session, const ApplyRequest *request, AppliedMigrations *applied,
                    Error *error);

/* The same, without a word in the JSON document: for a command that applies more than once, and
 * that calls write_applied() at its end. */
bool apply_telling(Session *session, const ApplyRequest *request, AppliedMigrations *applied,
                   Error *error);
void write_applied(Context *context, const AppliedMigrations *applied);

#endif

/* Kept data, as commands show it. */
#ifndef DUNLIN_CLI_KEEPING_H
#define DUNLIN_CLI_KEEPING_H

#include "cli/session.h"
#include "rollback/keep.h"

/* Makes the request keep what its migrations lose. The database is connected; the keeper is to be
 * closed behind the request. */
bool keeping_add(Session *session, ApplyRequest *request, Keeper **keeper, Error *error);

/* Tells what would be kept of the database, as it is, for a script; adds it to the JSON object
 * that is open. */
bool keeping_tell_plan(Session *session, Text script, Error *error);

/* "User: all rows", "User: deleted rows", "User.email, User.name". */
Text keeping_shown(Arena *arena, const KeepEntry *entry);

/* Adds kind, table and columns to the JSON object that is open. */
void keeping_write(JsonWriter *json, const KeepEntry *entry);

#endif

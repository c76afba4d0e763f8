/* Taking migrations back, as commands do it: what is told and asked before and while. */
#ifndef DUNLIN_CLI_GOING_BACK_H
#define DUNLIN_CLI_GOING_BACK_H

#include "cli/session.h"
#include "rollback/down.h"

/* Tells which migrations would be taken back, what that would lose of the rows that are there, and
 * what would be put back; adds all of it to the JSON object that is open. `loses` becomes true when
 * something that is there would be lost, or when that cannot be told. */
bool going_back_tell(Session *session, const DownPlan *plan, bool *loses, Error *error);

/* Takes them back, one after the other, and tells about each, also in the JSON document. */
bool going_back_run(Session *session, const DownPlan *plan, Error *error);

/* Tells what became of kept data, also in the JSON object that is open. */
void going_back_tell_restored(Context *context, const KeepReport *report);

#endif

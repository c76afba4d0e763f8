/* Rows that refer to a row that is not there. What is done without enforcing foreign keys must not
 * make any, and does not mind those that were there before. */
#ifndef DUNLIN_HISTORY_ORPHANS_H
#define DUNLIN_HISTORY_ORPHANS_H

#include "database/database.h"

/* How many there are. 0 where enforcement cannot be switched off; SIZE_MAX where the database
 * cannot tell. */
size_t orphans_count(Arena *arena, Database *database);

/* False, with an error of that code, when there are more than before. */
bool orphans_check(Arena *arena, Database *database, size_t before, ErrorCode code, Error *error);

#endif

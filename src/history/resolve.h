/* Saying what is true of a migration: applied by other means, or rolled back after a failure. */
#ifndef DUNLIN_HISTORY_RESOLVE_H
#define DUNLIN_HISTORY_RESOLVE_H

#include "history/apply.h"

/* Marks a migration of the folder as applied, without running it; makes the table where it is
 * missing, whatever else is in the database (a baseline). P3008, P3017, P3019, P1002. */
bool resolve_applied(Arena *arena, Database *database, const ApplyRequest *request, Text name,
                     Error *error);

/* Marks the failed rows of a migration as rolled back. P3011, P3012, P1002, D1010. */
bool resolve_rolled_back(Arena *arena, Database *database, const ApplyRequest *request, Text name,
                         Error *error);

#endif

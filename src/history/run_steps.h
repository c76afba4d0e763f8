/* Carrying out steps on a live database. */
#ifndef DUNLIN_HISTORY_RUN_STEPS_H
#define DUNLIN_HISTORY_RUN_STEPS_H

#include "database/database.h"
#include "sql/steps.h"

/* Runs the statements that a script would have, step by step. Each step takes effect as a whole or
 * not at all, unless the database refuses to run it in a transaction; but there is no transaction
 * around all of them. The first failure ends it: the steps before it stay. `done` is how many were
 * carried out. The code is the database's: P2002 and the like, D1014 where it has none of its own,
 * P1008, P1017, D1017 and the like when it could not go on. */
bool run_steps_on(Arena *arena, Database *database, const Steps *steps, size_t *done, Error *error);

#endif

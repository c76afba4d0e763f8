/* The ways out that `migrate dev` offers instead of a reset. */
#ifndef DUNLIN_CLI_REPAIRING_H
#define DUNLIN_CLI_REPAIRING_H

#include "cli/session.h"
#include "drift/dev_repair.h"

/* Tells what leads the database and the table back to the migrations, and does it when `wanted`, or
 * when somebody on the terminal says so. `done` tells whether it was done. What loses data is
 * confirmed, unless `yes`: D1011 and D1022. */
bool repairing_offer(Session *session, const DevRequest *request, const DevDiagnosis *found,
                     bool wanted, bool yes, bool *done, Error *error);

#endif

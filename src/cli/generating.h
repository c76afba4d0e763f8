/* What is said where Prisma would run generators. */
#ifndef DUNLIN_CLI_GENERATING_H
#define DUNLIN_CLI_GENERATING_H

#include "cli/session.h"

/* A line that none was run, in projects of Prisma 5 and 6, whose commands run them; unless
 * --skip-generate is given (`skipped`) or PRISMA_MIGRATE_SKIP_GENERATE is set. */
void tell_no_generator(const Session *session, bool skipped);

#endif

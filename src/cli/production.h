/* Keeping commands for development away from databases in production. */
#ifndef DUNLIN_CLI_PRODUCTION_H
#define DUNLIN_CLI_PRODUCTION_H

#include "cli/session.h"

/* D1025 when DUNLIN_ENV is "production", or the host of the session's connection fits one of the
 * patterns of `production_hosts`, unless DUNLIN_ENV is "development". `command` is what is
 * refused. */
bool production_refuse(const Session *session, const char *command, Error *error);

#endif

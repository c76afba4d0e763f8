/* Automatic agents, such as coding assistants: what destroys data is refused to them. */
#ifndef DUNLIN_CLI_AGENT_H
#define DUNLIN_CLI_AGENT_H

#include "base/environment.h"
#include "base/error.h"

/* D1012 when a variable shows that an agent is at work, and none that a person has agreed. `what`
 * is what is refused. */
bool agent_refuse(const Environment *environment, const char *what, Error *error);

#endif

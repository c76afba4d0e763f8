/* Child processes. */
#ifndef DUNLIN_BASE_PROCESS_H
#define DUNLIN_BASE_PROCESS_H

#include "base/environment.h"
#include "base/error.h"

/* How a child ended: by exit() with a status, or by a signal (status is then 128 + signal). */
typedef struct ProcessEnd {
    int status;
    int signal; /* 0 when it exited */
} ProcessEnd;

/* Runs a program found along PATH of `environment`, with this process's input and output, and
 * waits for its end. With `quiet_output` its standard output goes to standard error. `words` is the
 * program's name and its arguments. D1013 when it cannot be started at all. */
bool process_run(Arena *arena, const TextList *words, const Environment *environment,
                 bool quiet_output, ProcessEnd *end, Error *error);

#endif

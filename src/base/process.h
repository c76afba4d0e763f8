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

/* A program whose words are taken: nothing of it reaches the terminal. */
typedef struct ProcessTask {
    const TextList *words; /* its name, found as above, and its arguments */
    const Environment *environment;
    void (*tick)(void *context); /* told again and again while it runs; or NULL */
    void *context;

    /* Results: the last 64 KiB of standard output and of standard error. */
    Text output;
    Text errors;
    ProcessEnd end;
} ProcessTask;

/* Runs it with nothing on its standard input, and waits for its end. D1013 when it cannot be
 * started, D1017 when the user interrupts: then it is asked to end, too. */
bool process_listen(Arena *arena, ProcessTask *task, Error *error);

#endif

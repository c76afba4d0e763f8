/* PostgreSQL's own programs, which must be as new as the server that they talk to. */
#ifndef DUNLIN_ROLLBACK_BACKUP_CLIENT_PROGRAMS_H
#define DUNLIN_ROLLBACK_BACKUP_CLIENT_PROGRAMS_H

#include "base/buffer.h"
#include "base/environment.h"
#include "base/error.h"

typedef struct ClientProgram {
    Text path;
    Text version; /* "15.18" */
    int major;
} ClientProgram;

/* The oldest program of that name ("pg_dump") which is not older than `major`: along PATH, and
 * where systems keep those of several versions. `because` ends the sentence that says why it must
 * be that new. D1041 tells which ones there are, and what to install. */
bool client_program_find(Arena *arena, const char *name, int major, const char *because,
                         const Environment *environment, ClientProgram *program, Error *error);

/* The major version in a text such as "15.18", "pg_dump 15.18" or "17beta1"; 0: there is none. */
int version_major(Text version);

#endif

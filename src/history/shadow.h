/* The shadow database: an empty one on which migrations are run to see what they make. */
#ifndef DUNLIN_HISTORY_SHADOW_H
#define DUNLIN_HISTORY_SHADOW_H

#include "database/database.h"

typedef struct ShadowRequest {
    const Dialect *dialect;
    Database *main;          /* where a shadow database can be created, or NULL */
    const Connection *given; /* the user's own shadow database, or NULL */
} ShadowRequest;

typedef struct Shadow {
    const ShadowRequest *request;
    Connection connection;
    Database *database; /* NULL until it is opened */
    Database *maker;    /* what creates and drops it where the main one may only read, or NULL */
    Text created;       /* its name when it has to be dropped, or empty */
    bool empty_at_end;  /* a given one that could not be marked */
} Shadow;

/* Opens an empty shadow database: in memory where the dialect has no SQL for it; else the user's,
 * emptied; else a new one beside the main one. Both the arena and the request must outlive the
 * shadow. A user's database is emptied only when it is marked as a shadow, and marked only when
 * nothing is in it: D1024. P3014 when none may be created, D1005 when there is no place for one. */
bool shadow_open(Arena *arena, const ShadowRequest *request, Shadow *shadow, Error *error);

/* Disconnects, and drops a database that was created. Does nothing when it is closed already. False
 * when something of it stays behind; the error then tells what. */
bool shadow_close(Arena *arena, Shadow *shadow, Error *error);

#endif

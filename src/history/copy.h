/* Making a database again as another one was: its objects as they were described, and its rows. */
#ifndef DUNLIN_HISTORY_COPY_H
#define DUNLIN_HISTORY_COPY_H

#include "database/database.h"
#include "sql/schema.h"

/* The statements that make the rows of the database anew: empty when there are none; data is NULL
 * when something in it would be lost, or when it is too much to be kept. */
Text copy_rows(Arena *arena, Database *database);

typedef struct CopyRequest {
    const char *provider;  /* its canonical name in a schema */
    const SqlSchema *from; /* what the database has already */
    const SqlSchema *to;   /* what it shall have; both with all objects */
    Text rows;             /* of copy_rows() */
} CopyRequest;

/* Makes it, in one transaction. False when that is not possible; nothing of it is there then. That
 * the result is what it shall be is for the caller to see. */
bool copy_make(Arena *arena, Database *database, const CopyRequest *request);

#endif

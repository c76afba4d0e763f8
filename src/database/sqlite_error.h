/* What SQLite reports, as errors of ours. */
#ifndef DUNLIN_DATABASE_SQLITE_ERROR_H
#define DUNLIN_DATABASE_SQLITE_ERROR_H

#include "database/connection.h"

typedef struct SqliteFailure {
    int result;   /* what a function of the library has returned */
    int extended; /* the handle's extended code */
    Text message;
} SqliteFailure;

/* Fills the error, with Prisma's code and payload where it has one for the case; returns false. */
bool sqlite_failed(const Connection *connection, const SqliteFailure *failure, Error *error);

#endif

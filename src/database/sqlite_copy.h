/* Copying an SQLite database while others use it: SQLite's online backup. */
#ifndef DUNLIN_DATABASE_SQLITE_COPY_H
#define DUNLIN_DATABASE_SQLITE_COPY_H

#include "database/database.h"

/* Told while it goes on; `tick` may be NULL. */
typedef struct CopyObserver {
    void *context;
    void (*tick)(void *context, int64_t done, int64_t total); /* pages */
} CopyObserver;

/* Makes `into` what `from` is at one moment. Whatever was in `into` is replaced in one transaction:
 * killed before its end, it is what it was. Others may go on to read and to write `from`; where
 * they write again and again, in a database without a write-ahead log, they wait for the end.
 * D1017 when the user interrupts, D1019, P1008 when `into` stays locked. */
bool sqlite_copy(Database *from, Database *into, CopyObserver observer, Error *error);

#endif

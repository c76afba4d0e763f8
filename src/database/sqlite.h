/* What the parts of the SQLite client share; for database/sqlite*.c only. */
#ifndef DUNLIN_DATABASE_SQLITE_H
#define DUNLIN_DATABASE_SQLITE_H

#include "database/database.h"
#include "database/libsqlite.h"

typedef struct SqliteDatabase {
    Database base;
    sqlite3 *handle;
    int lock; /* descriptor of the folder that is locked, or -1 */
} SqliteDatabase;

static inline SqliteDatabase *sqlite_of(Database *database)
{
    return (SqliteDatabase *)database;
}

/* Fills the error from the handle's last one; returns false. */
bool sqlite_step_failed(const SqliteDatabase *database, int result, Error *error);

#endif

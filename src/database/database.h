/* A connection to a database. It knows nothing of schemas or histories: it runs text. */
#ifndef DUNLIN_DATABASE_DATABASE_H
#define DUNLIN_DATABASE_DATABASE_H

#include "database/connection.h"

typedef struct Database Database;

/* How far a batch of statements came. */
typedef struct RunReport {
    size_t done;      /* statements that succeeded */
    ptrdiff_t offset; /* the byte of the batch that the failure is about, or -1 */
    bool connection_lost;
    bool interrupted;
} RunReport;

typedef struct Row {
    Text *values; /* one a column; data is NULL for SQL's NULL */
} Row;

typedef struct Rows {
    size_t columns;
    LIST_OF(Row) rows;
} Rows;

/* Told of each row of a query; the values live only during the call. */
typedef struct RowSink {
    void *context;
    void (*take)(void *context, const Text *values, size_t columns);
} RowSink;

typedef enum OpenMode {
    OPEN_READ_WRITE,
    OPEN_READ_ONLY, /* nothing may be changed, not even a file be created */
} OpenMode;

/* What a client library can do; one table each. */
typedef struct DatabaseClient {
    bool (*open)(Arena *arena, const Connection *connection, OpenMode mode, Database **database,
                 Error *error);
    void (*close)(Database *database);
    bool (*run)(Database *database, Text sql, RunReport *report, Error *error);
    bool (*query)(Database *database, Text sql, RowSink sink, Error *error);
    bool (*create)(Arena *arena, const Connection *connection, Error *error);
    bool (*clear)(Database *database, Error *error);
    void (*clean_session)(Database *database, Buffer *out);
    bool (*in_transaction)(Database *database);
    bool (*enforce_foreign_keys)(Database *database, bool on);
    bool (*lock)(Database *database, int64_t number, int64_t wait, Error *error);
    Text (*version)(Database *database);
} DatabaseClient;

struct Database {
    const DatabaseClient *client;
    const Connection *connection;
    OpenMode mode;
    Arena *arena;
};

/* The file of a connection to a database that is in memory, and gone when it is closed. */
#define SQLITE_IN_MEMORY ":memory:"

/* Connects. The arena must outlive the database, which the caller closes. P1000, P1001, P1002,
 * P1003, P1010, P1011, P1017, D1015 and others on failure. */
bool database_open(Arena *arena, const Connection *connection, OpenMode mode, Database **database,
                   Error *error);

/* NULL is allowed. A transaction that is open is rolled back. */
void database_close(Database *database);

/* Makes the database of the connection: on a server by way of another database of the server, as a
 * file with the folders above it. P1009 when it exists, P3000 when no way in was found. */
bool database_create(Arena *arena, const Connection *connection, Error *error);

/* Runs a batch of statements and throws their results away. The first failure ends it; `report`
 * (which may be NULL) then tells where. Without an open transaction, PostgreSQL runs the batch as
 * one implicit transaction and SQLite each statement for itself. */
bool database_run(Database *database, Text sql, RunReport *report, Error *error);

/* The same for a script of somebody's: a failure says where in it, by its `name`, and what of it
 * stays. */
bool database_run_script(Database *database, Text script, Text name, Error *error);

/* Runs statements of which one gives rows, and hands these on one by one: for many rows. */
bool database_each(Database *database, Text sql, RowSink sink, Error *error);

/* The same, and collects the rows. */
bool database_query(Database *database, Arena *arena, Text sql, Rows *rows, Error *error);

/* Empties a database that is a file; only where the dialect has no ResetSql. */
bool database_clear(Database *database, Error *error);

/* Appends the statements that undo what a script may have set in the session (role, search path,
 * settings, enforcement of foreign keys). */
void database_clean_session(Database *database, Buffer *out);

bool database_in_transaction(Database *database);

/* Switches the enforcement of foreign keys, also inside a transaction, and returns how it was.
 * Only where the dialect has HAS_FOREIGN_KEY_SWITCH; elsewhere true and no change. */
bool database_enforce_foreign_keys(Database *database, bool on);

/* Takes the lock that keeps two deployments apart; it is held until the database is closed. Waits
 * at most `wait` milliseconds: P1002. */
bool database_lock(Database *database, int64_t number, int64_t wait, Error *error);

/* The server's or library's version, such as "15.18". */
Text database_version(Database *database);

extern const DatabaseClient database_client_postgres;
extern const DatabaseClient database_client_sqlite;

#endif

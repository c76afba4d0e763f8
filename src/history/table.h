/* The table _prisma_migrations: its rows, and the statements that change them. */
#ifndef DUNLIN_HISTORY_TABLE_H
#define DUNLIN_HISTORY_TABLE_H

#include "database/database.h"

enum { NO_TIME = -1 };

typedef struct HistoryRow HistoryRow;
struct HistoryRow {
    Text id; /* only of rows that are not finished: the others never change */
    Text checksum;
    Text name;          /* of the migration */
    Text logs;          /* only of rows that are not finished */
    int64_t started_at; /* milliseconds since 1970, or NO_TIME */
    int64_t finished_at;
    int64_t rolled_back_at;
    bool in_folder; /* set by diagnose(): the migrations folder has this migration */
};

typedef struct History {
    Database *database;
    Text table; /* qualified and quoted */
    bool exists;
    LIST_OF(HistoryRow *) rows; /* by started_at */
} History;

static inline bool row_is_rolled_back(const HistoryRow *row)
{
    return row->rolled_back_at != NO_TIME;
}

static inline bool row_is_applied(const HistoryRow *row)
{
    return row->finished_at != NO_TIME && !row_is_rolled_back(row);
}

static inline bool row_is_failed(const HistoryRow *row)
{
    return row->finished_at == NO_TIME && !row_is_rolled_back(row);
}

/* The qualified and quoted name of the table in a connection's database. */
Text history_table_name(Arena *arena, const Connection *connection);

/* Reads the whole table. A table that is missing is no error: `exists` tells. */
bool history_read(Arena *arena, Database *database, History *history, Error *error);

/* Asks for the id of a row, which history_read() leaves out of those that are finished. D1032 when
 * it is not applied any more. */
bool history_read_id(Arena *arena, const History *history, const HistoryRow *row, Text *id,
                     Error *error);

/* The ids of all rows of a migration since it was last taken back, oldest first: runs that failed
 * half-way, and were resolved, may have left something behind. */
bool history_read_ids(Arena *arena, const History *history, Text name, TextList *ids, Error *error);

/* Makes the namespace that the connection is in, where it is missing, as Prisma does whenever it
 * connects to change something. */
bool history_create_namespace(Arena *arena, Database *database, Error *error);

/* Makes the table, and the namespace that it belongs in where that is missing. */
bool history_create(Arena *arena, History *history, Error *error);

/* The names of tables other than the history in the given namespaces, as "namespace.name" where
 * there are namespaces. */
bool history_other_tables(Arena *arena, const History *history, const TextList *namespaces,
                          TextList *names, Error *error);

/* Each appends one statement, with its semicolon, that changes the table. Times are the clock's. */
void history_insert_started(const History *history, Buffer *out, const HistoryRow *row);
void history_insert_applied(const History *history, Buffer *out, const HistoryRow *row);
void history_update_finished(const History *history, Buffer *out, Text id);
void history_update_logs(const History *history, Buffer *out, Text id, Text logs);
void history_update_rolled_back(const History *history, Buffer *out, Text id);

/* The same for all rows of a migration. The first marks those as rolled back that are not. */
void history_update_taken_back(const History *history, Buffer *out, Text name);
void history_update_checksum(const History *history, Buffer *out, Text name, Text checksum);
void history_delete(const History *history, Buffer *out, Text name);

/* A row about to be written: new id, the time of the clock. */
HistoryRow history_new_row(Arena *arena, Text name, Text script);

#endif

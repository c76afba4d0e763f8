/* A database client that knows no SQL but transactions: it keeps what was committed, answers
 * queries with what it was told, and fails where it was told. For the dialect of PostgreSQL. */
#ifndef DUNLIN_TESTS_UNIT_SCRIPTED_H
#define DUNLIN_TESTS_UNIT_SCRIPTED_H

#include "database/database.h"

/* A statement that begins with `start` fails. */
typedef struct ScriptedFailure {
    const char *start;
    ErrorCode code;
    const char *database_code; /* SQLSTATE, or NULL */
    size_t times;              /* how often; it succeeds afterwards */
    bool only_in_transaction;
    bool lose_connection;
    bool after; /* the statement takes effect first */
} ScriptedFailure;

/* A query that holds `part` gives one row of these values; NULL: no row. */
typedef struct ScriptedAnswer {
    const char *part;
    const char *values[8];
} ScriptedAnswer;

typedef struct ScriptedDatabase {
    Database base;
    Connection connection;
    ScriptedFailure failures[4];
    ScriptedAnswer answers[4];
    TextList committed; /* statements, in the order in which they took effect */
    TextList pending;   /* of the transaction that is open */
    bool in_transaction;
    bool lost;
} ScriptedDatabase;

ScriptedDatabase *scripted_new(Arena *arena);

/* How many committed statements begin so, and how many hold these words. */
size_t scripted_committed(const ScriptedDatabase *database, const char *start);
size_t scripted_written(const ScriptedDatabase *database, const char *words);

#endif

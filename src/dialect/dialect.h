/* A dialect is what dunlin knows of a database product: pure data and small functions from values
 * to text. It does no input or output; clients are in database/. */
#ifndef DUNLIN_DIALECT_DIALECT_H
#define DUNLIN_DIALECT_DIALECT_H

#include "base/buffer.h"
#include "base/error.h"
#include "dialect/keep_sql.h"
#include "dialect/rows_sql.h"
#include "sql/script.h"

typedef enum DialectAbility {
    CAN_NAMESPACES = 1 << 0,    /* schemas inside a database; a default one in the URL */
    CAN_ADVISORY_LOCK = 1 << 1, /* a lock by number, see lock_number */
    CAN_BATCH = 1 << 2,         /* many statements in one message are one implicit transaction */
    HAS_FILE = 1 << 3,          /* the database is a file */
    HAS_FOREIGN_KEY_SWITCH = 1 << 4, /* enforcement can be switched off (SQLite's pragma) */
} DialectAbility;

/* How a time is kept in _prisma_migrations. */
typedef enum TimeForm {
    TIME_WITH_ZONE,       /* a literal "2026-11-21 01:38:30.072+00" */
    TIME_AS_MILLISECONDS, /* an integer */
} TimeForm;

/* The texts that concern the table _prisma_migrations. {} stands for the qualified table. */
typedef struct HistorySql {
    const char *create; /* the statement that Prisma writes */
    /* The rows by started_at: id, checksum, migration_name, logs of those that are not finished,
     * started_at, finished_at, rolled_back_at; the times in milliseconds or as they are stored. */
    const char *select;
    /* Appends a query for the names of the tables, other than the history and what extensions
     * bring, in the given namespaces. */
    void (*other_tables)(Buffer *out, const TextList *namespaces);
    TimeForm times;
} HistorySql;

/* How a database is emptied by SQL; all NULL where the client does it. */
typedef struct ResetSql {
    /* Appends the statements that empty the namespaces at once. */
    void (*namespaces)(Buffer *out, const TextList *namespaces);
    /* Appends a query for statements, one a row, that drop what is inside the namespaces, for those
     * who may not drop the namespaces themselves. */
    void (*objects)(Buffer *out, const TextList *namespaces);
} ResetSql;

/* Shadow databases on a server; all NULL where they are in memory. */
typedef struct ShadowSql {
    const char *create;    /* {} stands for the name */
    const char *drop;      /* whoever is still connected */
    const char *drop_idle; /* when nobody is; and for servers that do not know the other form */
    /* Queries that take and give up a lock with a number, which holds for the session. */
    const char *lock;
    const char *unlock;
    /* A query that has a row when somebody on the server holds the lock: the upper and the lower 32
     * bits of its number. */
    const char *is_locked;
    const char *left; /* a query for databases whose names begin so, and that nobody is in */
    /* What a script can find besides the server itself: a query for one text. */
    const char *surroundings;
    const char *contents;   /* a query for the name of anything that is inside, but for the mark */
    const char *namespaces; /* a query for the names of all namespaces, but for the mark's */
    const char *is_marked;  /* a query that has a row when the mark is there */
    const char *mark;       /* says for ever that the database is a shadow */
} ShadowSql;

/* What it takes, besides the objects, to make a database again from its description. */
typedef struct CopySql {
    const char *begin; /* opens the transaction in which it is made, its things in any order */
    /* A query that has a row when there is something in the database that a description lacks. */
    const char *beyond;
    /* A query for queries, each of which gives the statements that make the rows of a table anew,
     * or the state of a sequence; none for those that are as new ones are. */
    const char *rows;
    /* A query for statements, each of which takes all rows out of some tables. */
    const char *no_rows;
} CopySql;

typedef struct Dialect {
    const char *name;             /* as in migration_lock.toml */
    const char *product;          /* as people call it */
    const char *const *providers; /* as in a schema file; NULL-terminated */
    const char *const *schemes;   /* that a connection URL may begin with, without ":" */
    unsigned abilities;           /* DialectAbility */
    SqlSyntax syntax;
    int64_t lock_number; /* of the advisory lock that Prisma takes, too */

    /* Statements that the server refuses inside a transaction (script.h has the patterns). */
    const char *const *outside_transaction;
    /* Appends a query that tells whether a statement, of which it is not known whether it ran, took
     * effect. It gives one value: 'done', 'not done', or a statement that clears away what a broken
     * run has left, after which the statement is run again. False when there is no such query. */
    bool (*effect)(Buffer *query, Text statement);
    /* Result codes by which the server says so of a statement that the list above lacks. */
    const char *const *outside_transaction_codes;
    /* Statements that must be committed before a later one of the script may use what they made,
     * and the result code by which the server says that it was not so. */
    const char *const *commit_before_use;
    const char *commit_before_use_code;

    const char *begin; /* opens the transaction of one migration */
    /* Marks the statements during which foreign keys must not be enforced, or NULL. `marks` has one
     * item a statement. */
    void (*unguarded)(Arena *arena, Text script, const ScriptStatements *statements, bool *marks);
    ResetSql reset;
    ShadowSql shadow;
    const CopySql *copy;
    const RowsSql *rows;
    const KeepSql *keep;
    HistorySql history;
} Dialect;

static inline bool can(const Dialect *dialect, DialectAbility ability)
{
    return (dialect->abilities & (unsigned)ability) != 0;
}

extern const CopySql copy_postgres;
extern const CopySql copy_sqlite;

extern const Dialect dialect_postgres;
extern const Dialect dialect_sqlite;

/* The dialect of a provider of a schema file, or NULL. P-codes are the caller's. */
const Dialect *dialect_of_provider(Text provider);

/* The dialect whose connection URLs begin like this one, or NULL. */
const Dialect *dialect_of_url(Text url);

/* The canonical name that migration_lock.toml has for a provider of a schema file, also for those
 * that have no dialect yet; NULL for a word that is no provider. */
const char *provider_canonical(Text name);

#endif

/* What it takes to keep rows that a migration is about to lose, and to put them back. */
#ifndef DUNLIN_DIALECT_KEEP_SQL_H
#define DUNLIN_DIALECT_KEEP_SQL_H

#include <stdbool.h>

/* The namespace, or the name that a file beside the database is attached by. */
#define KEEP_SPACE "_dunlin_keep"

/* "{}" stands for a value, "{type}" for its type. Everything is qualified, because a script may
 * have changed where names lead to. */
typedef struct KeepSql {
    /* A query for statements that bring the settings back that `exact` changes, and statements by
     * which equal values have equal texts, wherever they are read; or NULL. */
    const char *settings;
    const char *exact;
    /* A query for a statement that, behind `exact`, lets names lead where they lead before it, but
     * the database's own first; or NULL. */
    const char *names;
    /* A query for the columns of all tables of users, but for the history: namespace, table,
     * column, type, "namespace.name" of the type, and as '1' or '0': the type is somebody's, the
     * column must have a value, is computed, takes a value only when one insists, counts by itself,
     * the table is a partition, has triggers. In the order of namespace, table and place. */
    const char *columns;
    /* A query for the keys that tell rows apart: namespace, table, key, column. Primary ones come
     * first. */
    const char *keys;
    /* A query for foreign keys: key, namespace, table, column, the same three of what they refer
     * to, and what happens with deletion and with change: c, s or a. */
    const char *references;
    /* A query, with {} for a list of names, for those of functions that may change something; NULL:
     * there are none. */
    const char *functions;
    /* A query for the rows changed in this transaction: namespace, table, updated, deleted; NULL
     * where the database does not count them. */
    const char *changes;
    /* A statement that keeps others from writing to tables, {} for their list, until the end of the
     * transaction; NULL where whoever writes is alone. */
    const char *lock;
    /* Has a row when there are counters; NULL: always. */
    const char *has_counters;
    const char *counters;    /* a query for column and value; {} twice: namespace, table */
    const char *set_counter; /* {} four times: namespace, table, column, value */

    const char *text;          /* the exact text of a value, never NULL for what is no NULL */
    const char *size;          /* bytes that a value takes */
    const char *copied;        /* a value, as it is kept */
    const char *copied_own;    /* the same where its type may be dropped */
    const char *restored_own;  /* and back */
    const char *differs;       /* an operator that tells NULLs apart, too */
    const char *insert_always; /* for INSERT into what insists on counting; or empty */
    const char *index;         /* of a kept table: a statement, {} for its name, table, columns */
    /* A setting: references are looked at behind the transaction's last statement. NULL where one
     * statement can insert into several tables instead, and they are looked at behind it. */
    const char *defer_references;

    const char *make; /* statements that make the place, where it is missing */
    const char
        *found;       /* a query with a row when it is there: 1, in the form that `make` gives it */
    const char *drop; /* of everything kept; NULL: the file is removed */
    /* A query for tables with rows that refer to nothing, and what they refer to; only where
     * foreign keys can be switched off. */
    const char *dangling;
    bool drops_delete; /* to drop a table deletes its rows, with what follows from that */
} KeepSql;

extern const KeepSql keep_postgres;
extern const KeepSql keep_sqlite;

#endif

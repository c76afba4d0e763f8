/* What it takes to read the rows of a database exactly, and to make some, whatever its tables. */
#ifndef DUNLIN_DIALECT_ROWS_SQL_H
#define DUNLIN_DIALECT_ROWS_SQL_H

enum { ROW_EDGES_MOST = 10 };

/* Values of the columns of one kind, as SQL. In each, "{n}" stands for a number, "{type}" for the
 * column's type, and "{1}" and "{2}" for the arguments that stand behind the type. */
typedef struct RowSample {
    const char *kind;  /* as RowsSql.columns has it; with "()" behind it: where it has arguments */
    const char *value; /* another one for another number, as long as there are any */
    const char *edges[ROW_EDGES_MOST]; /* that are easily lost on the way; ends with NULL */
} RowSample;

typedef struct RowsSql {
    /* Opens a transaction that only reads, and in which equal values are equal texts. */
    const char *begin;
    /* A query for the columns of all tables of users, but for the history: namespace (or NULL),
     * table, column, type, kind, and as '1' or '0' whether it is an array, must have a value, is
     * computed by the database, counts by itself, has a default, has to be unique, perhaps with
     * others. A table without columns has one row, with NULL for the column. Ordered by namespace,
     * table and column, by bytes. */
    const char *columns;
    /* A query for the columns of all foreign keys: key, namespace, table, column, and those that it
     * refers to. Keys of most columns come first. */
    const char *foreign_keys;
    /* A query for the query, if any, for what counts: namespace (or NULL), name, and the latest
     * number that it gave. */
    const char *counters;
    /* SQL for the number that stands for a list of values ({}) in all rows, whatever their order;
     * NULL where that is computed here, of the texts. */
    const char *sum;
    const char *text;         /* SQL for the exact text of a value ({}), where `sum` is NULL */
    const char *array;        /* SQL for an array of values ({}), or NULL where there are none */
    const RowSample *samples; /* ends with an item without a kind */
} RowsSql;

extern const RowsSql rows_postgres;
extern const RowsSql rows_sqlite;

#endif

/* Checksums of the rows of a database, table by table and column by column, whatever the order of
 * rows and of columns: equal sums are equal rows. Values are told apart exactly: NULL from an empty
 * text, 1.0 from 1.00, and equal texts of different types. They are comparable on one server and
 * one release of it. */
#ifndef DUNLIN_ROLLBACK_ROW_SUMS_H
#define DUNLIN_ROLLBACK_ROW_SUMS_H

#include "rollback/row_tables.h"

typedef struct ColumnSum {
    Text name;
    Text type; /* as SQL */
    Text sum;  /* of its values, in whatever rows they are */
} ColumnSum;

typedef struct TableSum {
    Text namespace; /* empty where there are none */
    Text name;
    int64_t rows;
    Text sum;                   /* of the rows: which values stand together */
    LIST_OF(ColumnSum) columns; /* by name */
} TableSum;

typedef LIST_OF(TableSum) RowSums; /* by namespace and name */

/* Reads all rows, as they are at one moment; for a database that is in no transaction. Those of
 * _prisma_migrations do not count. D1060 when a policy hides rows from the user. */
bool row_sums_read(Arena *arena, Database *database, RowSums *sums, Error *error);

/* In what the rows of a table are others than before. */
typedef struct RowDifference {
    Text namespace;
    Text table;
    bool is_missing; /* the table is not there any more */
    bool is_new;     /* it was not there before */
    int64_t rows_before;
    int64_t rows_after;
    TextList columns; /* that are gone, or whose values or type are others, or that are new */
} RowDifference;

typedef LIST_OF(RowDifference) RowDifferences;

/* What differs, table by table. A table that is the same but for the order is not listed; without
 * `columns`, and with as many rows, the same values stand in other rows than before. */
void row_sums_compare(Arena *arena, const RowSums *before, const RowSums *after,
                      RowDifferences *differences);

/* "orders: 3 of 10 rows", "orders.price, orders.note": what a person is told. */
Text row_difference_shown(Arena *arena, const RowDifference *difference);

#endif

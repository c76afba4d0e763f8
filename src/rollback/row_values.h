/* Values for the columns of generated rows, as SQL. */
#ifndef DUNLIN_ROLLBACK_ROW_VALUES_H
#define DUNLIN_ROLLBACK_ROW_VALUES_H

#include "rollback/row_tables.h"

typedef struct RowDraw {
    const RowsSql *sql;
    uint64_t number; /* of the row */
    uint64_t *state; /* of the random numbers, which follow from the seed */
    bool is_tame;    /* the plainest row that can be: for tables that are particular */
} RowDraw;

/* A random number below `limit`. */
uint64_t row_draw(const RowDraw *draw, uint64_t limit);

/* Appends a value for the column: the one of the row's number where it has to be unique, else
 * perhaps a strange one, or NULL. */
void row_value_add(Buffer *out, const RowDraw *draw, const RowColumn *column);

#endif

/* Rows that nobody wrote, for a database that is to be tried out: foreign keys lead to rows that
 * are there, what has to be unique is, and among the values are those that get lost most easily. */
#ifndef DUNLIN_ROLLBACK_GENERATE_ROWS_H
#define DUNLIN_ROLLBACK_GENERATE_ROWS_H

#include "base/map.h"
#include "rollback/row_tables.h"

/* A table that got less rows than wanted: something refused them, a check, a trigger or a foreign
 * key to a table without rows. */
typedef struct RowRefusal {
    Text namespace;
    Text table;
    size_t made;
    Text reason; /* the database's words */
} RowRefusal;

typedef struct RowGenerator {
    Arena *arena;
    uint64_t seed;                /* the same rows for the same seed and the same tables */
    size_t rows;                  /* wanted for each table */
    uint64_t next;                /* number of the next row, of whatever table */
    Map known;                    /* tables, as they were when they got their rows */
    LIST_OF(RowRefusal) refusals; /* of the latest run */
    size_t made;                  /* rows in the latest run */
} RowGenerator;

/* A generator whose memory is in the arena. */
RowGenerator row_generator(Arena *arena, uint64_t seed, size_t rows);

/* Adds rows to each table that has none of this generator's, or whose columns are others than when
 * it got them. Rows that the database refuses are left out, and told in `refusals`. False only when
 * the connection broke or the user interrupted. */
bool generate_rows(RowGenerator *generator, Database *database, Error *error);

#endif

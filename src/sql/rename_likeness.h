/* How likely it is that two things of different names are the same, of a hundred: by their types,
 * attributes, places and names. 0: they cannot be. */
#ifndef DUNLIN_SQL_RENAME_LIKENESS_H
#define DUNLIN_SQL_RENAME_LIKENESS_H

#include "sql/rename.h"

/* Values can be moved only between columns of the same type. */
int column_likeness(const Comparison *in, Arena *scratch, uint32_t before, uint32_t after);

/* By the columns that both have, what refers to them, and their names. */
int table_likeness(const Comparison *in, Rename *rename);

/* By what they join; says whether their sides are swapped, too. */
int join_table_likeness(const Comparison *in, Rename *rename);

/* By the values that both have, and their names. */
int enum_likeness(const Comparison *in, uint32_t before, uint32_t after);

/* Values of the same place in enums of the same size, or of like names. `item` is their enum in the
 * first schema. */
int value_likeness(const Comparison *in, uint32_t item, uint32_t before, uint32_t after);

#endif

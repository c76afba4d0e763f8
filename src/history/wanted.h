/* What leads from a SQL schema that is there to the one that a datamodel wants. */
#ifndef DUNLIN_HISTORY_WANTED_H
#define DUNLIN_HISTORY_WANTED_H

#include "describe/describe.h"
#include "psl/datamodel.h"

/* Compares the two; what others look after is marked in what is wanted, too. `name_space` is the
 * one that the connection is in. The schema that is there must live as long as the comparison.
 * NULL with P3023 or P3024 when the names of what is external are not as the product has them. */
Comparison *wanted_compare(Arena *arena, const SqlSchema *present, const Datamodel *datamodel,
                           const DescribeRequest *describe, Text name_space, Error *error);

/* The steps of that comparison, without any renames. */
bool wanted_steps(Arena *arena, const SqlSchema *present, const Datamodel *datamodel,
                  const DescribeRequest *describe, Text name_space, Steps *steps, Error *error);

#endif

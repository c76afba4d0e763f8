/* Predicates of partial indexes. */
#ifndef DUNLIN_SQL_PREDICATE_H
#define DUNLIN_SQL_PREDICATE_H

#include "psl/datamodel.h"

/* The SQL of an index's `where`; conditions of an object are joined by AND. In parentheses when
 * asked for, unless SQL of the user's begins and ends with some. */
Text predicate_of_index(Arena *arena, const Datamodel *datamodel, const Index *index,
                        bool in_parentheses);

/* True when the two say the same, as far as that can be told (see expression.h). Texts without data
 * are no predicate. */
bool predicates_match(Arena *scratch, Text a, Text b);

#endif

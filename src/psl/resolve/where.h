/* The predicate of a partial index, of version 7. */
#ifndef DUNLIN_PSL_RESOLVE_WHERE_H
#define DUNLIN_PSL_RESOLVE_WHERE_H

#include "psl/resolve/attribute.h"

/* `where:` of an index or unique of the model, or NULL when it is not there or wrong. Version 6
 * does not take the argument. */
const IndexWhere *argument_take_where(Arguments *arguments, uint32_t model);

#endif

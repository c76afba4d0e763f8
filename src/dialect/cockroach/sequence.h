/* `@default(sequence(...))`. */
#ifndef DUNLIN_DIALECT_COCKROACH_SEQUENCE_H
#define DUNLIN_DIALECT_COCKROACH_SEQUENCE_H

#include "psl/datamodel.h"

/* Provider.check_default_function: knows sequence() and checks its arguments. */
bool cockroach_check_default_function(const Datamodel *datamodel, const Field *field,
                                      Diagnostics *diagnostics);

#endif

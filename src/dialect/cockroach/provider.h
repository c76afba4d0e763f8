/* What the schema language may say for CockroachDB. */
#ifndef DUNLIN_DIALECT_COCKROACH_PROVIDER_H
#define DUNLIN_DIALECT_COCKROACH_PROVIDER_H

#include "psl/datamodel.h"

extern const Provider provider_cockroach;

/* Ends with a NULL name. */
extern const NativeType cockroach_native_types[];

#endif

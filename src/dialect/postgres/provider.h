/* What the schema language may say for PostgreSQL. */
#ifndef DUNLIN_DIALECT_POSTGRES_PROVIDER_H
#define DUNLIN_DIALECT_POSTGRES_PROVIDER_H

#include "psl/datamodel.h"

extern const Provider provider_postgres;

/* Both end with a NULL name. */
extern const NativeType postgres_native_types[];
extern const OperatorClass postgres_operator_classes[];

/* Checks what the model's indexes ask of PostgreSQL's access methods. */
void postgres_check_indexes(const Datamodel *datamodel, const Model *model,
                            Diagnostics *diagnostics);

#endif

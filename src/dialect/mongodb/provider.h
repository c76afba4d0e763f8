/* What the schema language may say for MongoDB. */
#ifndef DUNLIN_DIALECT_MONGODB_PROVIDER_H
#define DUNLIN_DIALECT_MONGODB_PROVIDER_H

#include "psl/datamodel.h"

extern const Provider provider_mongodb;

/* Ends with a NULL name. */
extern const NativeType mongodb_native_types[];

/* Provider.check_model and Provider.check_relation_field. */
void mongodb_check_model(const Datamodel *datamodel, const Model *model, Diagnostics *diagnostics);
void mongodb_check_relation_field(const Datamodel *datamodel, const Field *field,
                                  Diagnostics *diagnostics);

#endif

/* The document that generators receive. */
#ifndef DUNLIN_PSL_DMMF_H
#define DUNLIN_PSL_DMMF_H

#include "base/json.h"
#include "psl/schema.h"

/* Adds the member "datamodel" to the object that is open. The schema must be valid. */
void dmmf_write(JsonWriter *json, const Datamodel *datamodel);

#endif

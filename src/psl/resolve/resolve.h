/* From the syntax tree to the datamodel: what every name refers to, and what every attribute says.
 */
#ifndef DUNLIN_PSL_RESOLVE_RESOLVE_H
#define DUNLIN_PSL_RESOLVE_RESOLVE_H

#include "psl/schema.h"

/* Fills models, enums, types, fields, indexes and relations of the datamodel, whose `source`,
 * `ast`, `version` and `provider` are set. What it cannot resolve is reported and left out. */
void datamodel_resolve(Arena *arena, Datamodel *datamodel, const SchemaOptions *options,
                       Diagnostics *diagnostics);

#endif

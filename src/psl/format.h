/* Prisma's formatting. */
#ifndef DUNLIN_PSL_FORMAT_H
#define DUNLIN_PSL_FORMAT_H

#include "psl/schema.h"

/* Formats every file of a schema, and adds the fields and attributes that half-written relations
 * lack; `*completed` tells whether there were any. `formatted` has the same paths in the same
 * order. The schema must have been read with its layout. Lines that could not be
 * read stay as they are. Nothing is
 * added to a schema with unresolved names or wrong attributes. P1012 when the result would be far
 * larger than the schema. */
bool schema_format(Arena *arena, const Schema *schema, SchemaFiles *formatted, bool *completed,
                   Error *error);

#endif

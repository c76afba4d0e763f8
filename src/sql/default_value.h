/* Defaults of columns: what a field's @default() means, and when two are the same. */
#ifndef DUNLIN_SQL_DEFAULT_VALUE_H
#define DUNLIN_SQL_DEFAULT_VALUE_H

#include "sql/projection.h"

/* The default that the field's @default() puts into the database, in the projection's arena; NULL
 * when it puts none there. A sequence() becomes DEFAULT_SEQUENCE without its sequence. */
const ColumnDefault *default_of_field(const Projection *in, const Field *field);

/* True when Prisma's client makes the value: uuid() and the like. */
bool default_is_made_by_client(const Field *field);

/* True when nothing has to be done to make `before` (of a column, or NULL) into `after`. */
bool defaults_match(Arena *scratch, SchemaColumn before, SchemaColumn after);

#endif

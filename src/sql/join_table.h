/* The tables of implicit many-to-many relations. */
#ifndef DUNLIN_SQL_JOIN_TABLE_H
#define DUNLIN_SQL_JOIN_TABLE_H

#include "sql/projection.h"

/* "_name" of the relation, or "_AToB" of its models; cut to what an identifier may have. The text
 * is in the arena. */
Text join_table_name(Arena *arena, const Datamodel *datamodel, const Relation *relation);

/* Adds the table of the relation, with its key, its index and its foreign keys. */
void join_table_add(Projection *in, const Relation *relation);

#endif

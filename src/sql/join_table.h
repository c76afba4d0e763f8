/* The tables of implicit many-to-many relations. */
#ifndef DUNLIN_SQL_JOIN_TABLE_H
#define DUNLIN_SQL_JOIN_TABLE_H

#include "sql/projection.h"

/* Adds the table of the relation, with its key, its index and its foreign keys. */
void join_table_add(Projection *in, const Relation *relation);

#endif

/* The SQL schema that a datamodel means. */
#ifndef DUNLIN_SQL_FROM_DATAMODEL_H
#define DUNLIN_SQL_FROM_DATAMODEL_H

#include "sql/rules.h"

/* Fills `schema`; it points into the datamodel, which must be valid and of the product that the
 * rules are for. */
void sql_schema_from_datamodel(Arena *arena, const Datamodel *datamodel, const SqlRules *rules,
                               SqlSchema *schema);

#endif

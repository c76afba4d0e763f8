/* The SQL schema that a datamodel means. */
#ifndef DUNLIN_SQL_FROM_DATAMODEL_H
#define DUNLIN_SQL_FROM_DATAMODEL_H

#include "sql/rules.h"

/* Fills `schema`. `usual_namespace` is the one that the connection is in; an empty text stands for
 * "public". The datamodel is valid and of the product that the rules are for. It may go
 * afterwards, and only the text of its source has to stay. */
void sql_schema_from_datamodel(Arena *arena, const Datamodel *datamodel, const SqlRules *rules,
                               Text usual_namespace, SqlSchema *schema);

#endif

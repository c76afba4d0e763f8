/* The work of turning a datamodel into a SQL schema. */
#ifndef DUNLIN_SQL_PROJECTION_H
#define DUNLIN_SQL_PROJECTION_H

#include "sql/rules.h"

typedef struct Projection {
    Arena *arena;
    const Datamodel *datamodel;
    const SqlRules *rules;
    SqlSchema *schema;
    uint32_t *table_of;                   /* by model; undefined for views */
    uint32_t *column_of;                  /* by field; undefined for relations */
    ColumnType usual_types[SCALAR_COUNT]; /* of scalars without a native type */
} Projection;

/* A text that outlives the datamodel: a view of the schema's text, or else a copy. */
Text projection_keep(const Projection *in, Text text);

#endif

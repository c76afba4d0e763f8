/* A live database as a Prisma schema: what `db pull` writes. */
#ifndef DUNLIN_INTROSPECT_INTROSPECT_H
#define DUNLIN_INTROSPECT_INTROSPECT_H

#include "describe/describe.h"
#include "introspect/warning.h"
#include "psl/schema.h"
#include "sql/rules.h"

/* The objects that introspection has to know of. */
#define INTROSPECTED_OBJECTS \
    (OBJECT_BIT(OBJECT_CHECK) | OBJECT_BIT(OBJECT_EXCLUSION) | OBJECT_BIT(OBJECT_PRIMARY_KEY) | \
     OBJECT_BIT(OBJECT_UNIQUE) | OBJECT_BIT(OBJECT_INDEX) | OBJECT_BIT(OBJECT_FOREIGN_KEY) | \
     OBJECT_BIT(OBJECT_INHERITANCE) | OBJECT_BIT(OBJECT_PARTITION) | \
     OBJECT_BIT(OBJECT_ROW_SECURITY) | OBJECT_BIT(OBJECT_COMMENT))

typedef struct IntrospectRequest {
    const SqlRules *rules;        /* of the product */
    const SqlSchema *live;        /* the database, with the objects above */
    const Schema *present;        /* the schema that there is; its datasource is valid */
    const SchemaOptions *options; /* as `present` was read with */
    const TextList *namespaces;   /* that take the place of the datasource's, or NULL */
    bool force;                   /* keep its datasource and its generators only */
    Text new_file;                /* where new blocks go when there are several files */
} IntrospectRequest;

/* The query of a view, laid out. */
typedef struct ViewQuery {
    Text namespace; /* of the database */
    Text name;      /* of the view in the schema */
    Text query;
} ViewQuery;

typedef LIST_OF(ViewQuery) ViewQueries;

typedef struct Introspection {
    SchemaFiles files; /* formatted, the present ones first; a file may be empty now */
    Warnings warnings;
    size_t models;
    size_t enums;
    bool has_views; /* the preview feature is on */
    ViewQueries views;
} Introspection;

/* Can a present schema be kept? Not when it has errors; with `force`, which keeps its datasource
 * and its generators only, those in models do not matter, as long as every line can be read. */
bool introspect_can_use(const Schema *present, bool force);

/* Adds to how a database is described what introspection wants to know besides. */
void introspect_describe_more(DescribeRequest *request, const Datamodel *present);

/* Makes the schema. Blocks and fields that the present schema has keep their names, their comments
 * and their files. P4001 when the database has no tables, P1012 when the schema would be too large.
 * The result lives in the arena; texts of the request's schemas have to stay. */
bool introspect(Arena *arena, const IntrospectRequest *request, Introspection *result,
                Error *error);

#endif

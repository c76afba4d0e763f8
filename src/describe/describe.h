/* Describing a live database: its catalog, as a SQL schema. One round trip a kind of thing,
 * whatever the number of tables; nothing is written. */
#ifndef DUNLIN_DESCRIBE_DESCRIBE_H
#define DUNLIN_DESCRIBE_DESCRIBE_H

#include "database/database.h"
#include "sql/rules.h"

typedef struct DescribeRequest {
    const SqlRules *rules; /* of the product, as the schema or the lock file has it */
    PrismaVersion version; /* whose reading of databases counts */
    const TextList
        *namespaces;         /* that the datasource lists; empty or NULL: the connection's only */
    bool extensions;         /* the preview feature postgresqlExtensions is on */
    bool partial_indexes;    /* so with partialIndexes */
    bool views;              /* describe the columns and queries of views */
    SqlObjectKinds objects;  /* describe the objects of these kinds, too */
    bool objects_everywhere; /* those of all namespaces, not only of those that are described */
    /* What others look after, as the configuration's tables.external and enums.external have it, or
     * NULL: it is described as external, without its objects. */
    const TextList *external;
    const TextList *external_enums;
} DescribeRequest;

/* The same request, with all objects of all namespaces. */
static inline DescribeRequest describe_in_full(const DescribeRequest *request)
{
    DescribeRequest full = *request;
    full.objects = OBJECTS_ALL;
    full.objects_everywhere = true;
    return full;
}

/* Fills `schema`, in the arena. Left out are the history, and the tables of PostGIS. P1000 to P1017
 * when the connection broke; P4002 when a foreign key leads to a namespace that is not listed. */
bool describe_database(Arena *arena, Database *database, const DescribeRequest *request,
                       SqlSchema *schema, Error *error);

/* Adds only the objects that the request asks for. */
bool describe_objects(Arena *arena, Database *database, const DescribeRequest *request,
                      SqlSchema *schema, Error *error);

#endif

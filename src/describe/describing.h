/* The work of describing a database. */
#ifndef DUNLIN_DESCRIBE_DESCRIBING_H
#define DUNLIN_DESCRIBE_DESCRIBING_H

#include "describe/describe.h"

typedef struct Describing {
    Arena *arena;   /* of the schema */
    Arena *scratch; /* what is needed while it is made */
    Database *database;
    const DescribeRequest *request;
    SqlSchema *schema;
} Describing;

bool describe_postgres(Describing *in, Error *error);
bool describe_postgres_objects(Describing *in, Error *error);
bool describe_sqlite(Describing *in, Error *error);
bool describe_sqlite_objects(Describing *in, Error *error);

#endif

/* Drift: in what a database differs from what its history makes. Things are compared by name, and
 * strictly: whatever the server says of them has to be the same. */
#ifndef DUNLIN_DRIFT_DRIFT_H
#define DUNLIN_DRIFT_DRIFT_H

#include "sql/schema.h"

typedef struct Difference {
    const SqlObject *expected; /* as the history makes it; NULL: it does not */
    const SqlObject *actual;   /* as it is in the database; NULL: it is not there */
    bool is_part;              /* of a thing that is missing or too much itself */
} Difference;

typedef struct DriftRequest {
    const SqlSchema *expected;
    const SqlSchema *actual;
    const TextList *namespaces; /* of the datasource; or NULL */
    const TextList *ignored;    /* patterns, see ignore.h; or NULL */
} DriftRequest;

typedef struct Drift {
    SqlObjectList expected; /* what was compared */
    SqlObjectList actual;
    LIST_OF(Difference) differences;
    size_t count;   /* of those that are no parts */
    size_t ignored; /* how many a pattern fits */
} Drift;

/* Compares. Namespaces that neither the history nor the datasource know are other people's: what is
 * in them is not looked at. The schemas must outlive the drift. */
void drift_find(Arena *arena, const DriftRequest *request, Drift *drift);

/* What the object belongs to, as long as it is in the list, or NULL. */
const SqlObject *drift_parent(Arena *arena, const SqlObjectList *list, const SqlObject *object);

#endif

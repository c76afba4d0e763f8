/* What package.json says of Prisma. */
#ifndef DUNLIN_PROJECT_PACKAGE_JSON_H
#define DUNLIN_PROJECT_PACKAGE_JSON_H

#include "base/error.h"

typedef struct PackageJson {
    Text folder;      /* of the nearest one at or above the working folder; empty: there is none */
    Text schema;      /* prisma.schema as written, or empty */
    Text seed;        /* prisma.seed, or empty */
    int prisma_major; /* of the dependency "prisma" or "@prisma/client"; 0: not told */
} PackageJson;

/* Reads the nearest package.json at or above `folder`. None is no error. D1003 when it is no JSON,
 * or when a key of its "prisma" object is of the wrong type. */
bool package_json_read(Arena *arena, Text folder, PackageJson *package, Error *error);

#endif

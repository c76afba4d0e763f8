/* Finding prisma.config.*. */
#ifndef DUNLIN_PROJECT_CONFIG_FILE_H
#define DUNLIN_PROJECT_CONFIG_FILE_H

#include "base/error.h"

/* The path of the configuration file of a folder, or an empty text: the first of the places that
 * Prisma 7 looks into, which include those of Prisma 6. D1003 when only a JSON file is there, which
 * Prisma refuses, too. */
bool config_file_find(Arena *arena, Text folder, Text *path, Error *error);

#endif

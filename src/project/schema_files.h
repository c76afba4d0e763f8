/* Finding and reading the files of a schema. */
#ifndef DUNLIN_PROJECT_SCHEMA_FILES_H
#define DUNLIN_PROJECT_SCHEMA_FILES_H

#include "psl/config_blocks.h"

/* Reads a schema: a file, or every *.prisma file below a folder, sorted by path. D1002 when there
 * is nothing at `path`, D1007 when something cannot be read. */
bool schema_files_read(Arena *arena, Text path, SchemaFiles *files, Error *error);

#endif

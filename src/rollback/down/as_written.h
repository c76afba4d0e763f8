/* SQLite's catalog tells less of a table than its CREATE TABLE statement says, and Prisma looks at
 * the catalog alone. The objects of a description have the statements: what they say is put back
 * into the schema here, so that scripts that make a table again make it as it was. */
#ifndef DUNLIN_ROLLBACK_DOWN_AS_WRITTEN_H
#define DUNLIN_ROLLBACK_DOWN_AS_WRITTEN_H

#include "sql/schema.h"

/* A copy of a schema that was described with all objects, with the names of its foreign keys, the
 * columns that really count, and no sort orders that go without saying. */
SqlSchema *schema_as_written(Arena *arena, const SqlSchema *schema);

#endif

/* Defaults of columns, as PostgreSQL's catalog shows them. */
#ifndef DUNLIN_DESCRIBE_POSTGRES_DEFAULT_H
#define DUNLIN_DESCRIBE_POSTGRES_DEFAULT_H

#include "sql/schema.h"

/* Reads what pg_get_expr() shows of the default of a column of that type, as Prisma does: a value
 * where it is one, else an expression. NULL when it says nothing (NULL). With DEFAULT_SEQUENCE,
 * `sequence` becomes the name of the sequence as the expression has it. The texts are in the arena.
 */
ColumnDefault *catalog_default(Arena *arena, Text sql, const ColumnType *type, Text *sequence);

/* Reads the items of an array's text, '{a,"b c"}', as values of the family. False when one of them
 * is none. */
bool catalog_array_values(Arena *arena, Text text, unsigned family, Value *list);

/* Reads what stands in quotes ('1.5'::numeric) as a value of the family. False when it is none. */
bool catalog_value(Arena *arena, Text text, unsigned family, Value *value);

#endif

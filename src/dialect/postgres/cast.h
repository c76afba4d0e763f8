/* What PostgreSQL can make of a column's values when its type changes. */
#ifndef DUNLIN_DIALECT_POSTGRES_CAST_H
#define DUNLIN_DIALECT_POSTGRES_CAST_H

#include "sql/steps.h"

/* SqlRules.cast: as Prisma has it, which is sometimes stricter than the server. */
Cast postgres_cast(SchemaColumn before, SchemaColumn after);

#endif

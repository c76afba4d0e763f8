/* Writing a new migration into the migrations folder. */
#ifndef DUNLIN_HISTORY_NEW_MIGRATION_H
#define DUNLIN_HISTORY_NEW_MIGRATION_H

#include "base/error.h"

/* Writes NAME/migration.sql below the migrations folder `path`, which is made when it is missing,
 * and then migration_lock.toml with the canonical name of the provider. D1021 when there is such a
 * folder already, or when it cannot be written. */
bool migration_create(Arena *arena, Text path, const char *provider, Text name, Text script,
                      Error *error);

/* The script of a migration that does nothing yet, as Prisma writes it. */
#define EMPTY_MIGRATION "-- This is an empty migration."

#endif

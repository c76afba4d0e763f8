/* A new migration: its name, its script, and writing it into the migrations folder. */
#ifndef DUNLIN_HISTORY_NEW_MIGRATION_H
#define DUNLIN_HISTORY_NEW_MIGRATION_H

#include "history/folder.h"
#include "sql/steps.h"

/* The script of a migration that does nothing yet, as Prisma writes it. */
#define EMPTY_MIGRATION "-- This is an empty migration."

/* The name of the folder of a migration that is made now: the time and the slug. Migrations of one
 * second would be applied in the order of their slugs, so where the folder has one of this second,
 * a later one is taken. */
Text migration_new_name(Arena *arena, const MigrationsFolder *folder, Text slug);

/* The script that carries out the steps, headed by what they may do to data; EMPTY_MIGRATION where
 * there are none. */
Text migration_script(Arena *arena, const Steps *steps);

/* Writes NAME/migration.sql below the migrations folder `path`, which is made when it is missing,
 * and then migration_lock.toml with the canonical name of the provider. D1021 when there is such a
 * folder already, or when it cannot be written. */
bool migration_create(Arena *arena, Text path, const char *provider, Text name, Text script,
                      Error *error);

#endif

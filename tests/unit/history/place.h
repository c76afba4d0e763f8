/* A migrations folder and an SQLite database in the folder of a test's scene. */
#ifndef DUNLIN_TESTS_UNIT_PLACE_H
#define DUNLIN_TESTS_UNIT_PLACE_H

#include "history/apply.h"
#include "support.h"

/* Writes migrations/NAME/migration.sql. */
void place_write(const Scene *scene, const char *name, const char *script);

/* Removes it. */
void place_remove(const Scene *scene, const char *name);

/* Reads the folder migrations/. */
MigrationsFolder *place_folder(Scene *scene);

/* Opens the database NAME.db, which is made first where it is missing. */
Database *place_open(Scene *scene, const char *name);

/* A database in memory, as the SQL makes it. */
Database *place_in_memory(Scene *scene, const char *sql);

/* The first value of a query's only row; empty for NULL. */
Text place_value(Scene *scene, Database *database, const char *sql);

/* Runs SQL that must succeed. */
void place_run(Scene *scene, Database *database, const char *sql);

/* Applies the folder to the database, without a lock. */
bool place_apply(Scene *scene, Database *database, AppliedMigrations *applied);

#endif

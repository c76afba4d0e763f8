/* The migrations folder as a side of `migrate diff`. */
#ifndef DUNLIN_CLI_DIFF_MIGRATIONS_H
#define DUNLIN_CLI_DIFF_MIGRATIONS_H

#include "cli/diff_side.h"

/* Reads the folder; its product is the one of its lock file. D1001 where there is none, D1006 where
 * no SQL is made for it. */
bool diff_migrations_read(Context *context, const DiffScope *scope, Text path, DiffSide *side,
                          Error *error);

/* What the migrations make of a shadow database: in memory, or the one of --shadow-database-url, or
 * the project's. D1005 without one; else as replay_schema(). */
bool diff_migrations_replay(Context *context, const DiffScope *scope,
                            const DescribeRequest *describe, DiffSide *side, Error *error);

#endif

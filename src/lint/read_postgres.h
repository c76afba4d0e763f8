/* Scripts of PostgreSQL, read with the server's own grammar (libpg_query). */
#ifndef DUNLIN_LINT_READ_POSTGRES_H
#define DUNLIN_LINT_READ_POSTGRES_H

#include "lint/statement.h"

/* The statements of a script, in order, one for each that script_split() finds. What the grammar
 * refuses is LINT_UNREAD, and so is what holds a NUL byte or nests too deep to be parsed safely;
 * the statements around it are read all the same. Everything is
 * copied into the arena. */
LintStatements lint_read_postgres(Arena *arena, Text script);

#endif

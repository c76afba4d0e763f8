/* Tables that a script rebuilds: a new one is made, the rows are copied, the old one is dropped,
 * and the name goes from one to the other. Dropping a table deletes its rows first, and with
 * foreign keys enforced that cascades to the tables that refer to it: rows that nobody meant to
 * delete (prisma/orm#24540). */
#ifndef DUNLIN_DIALECT_SQLITE_REBUILD_H
#define DUNLIN_DIALECT_SQLITE_REBUILD_H

#include "sql/script.h"

/* Marks each DROP TABLE that belongs to a rebuild: its name is given to another table further down,
 * or it was moved aside by renaming and its old name was given to another table. */
void sqlite_rebuild_drops(Arena *arena, Text script, const ScriptStatements *statements,
                          bool *marks);

#endif

/* The statements that SQLite keeps of what it has made, taken apart. */
#ifndef DUNLIN_DESCRIBE_SQLITE_CREATE_TABLE_H
#define DUNLIN_DESCRIBE_SQLITE_CREATE_TABLE_H

#include "sql/object.h"

/* A column or a constraint of a table. */
typedef struct TablePart {
    SqlObjectKind kind; /* OBJECT_COLUMN, OBJECT_CHECK, OBJECT_PRIMARY_KEY … */
    Text name;          /* of a constraint without one, empty */
    Text definition;    /* what follows the name, in the form of sqlite_plain_sql() */
} TablePart;

typedef struct CreateTable {
    LIST_OF(TablePart) parts;
    Text options; /* behind the parts: "STRICT, WITHOUT ROWID" */
} CreateTable;

/* Takes a CREATE TABLE statement apart, as sqlite_master has it: without schema, IF NOT EXISTS and
 * a query. False when it is none. */
bool sqlite_take_table_apart(Arena *arena, Text sql, CreateTable *table);

/* What follows the name of the thing that a CREATE statement of sqlite_master makes, in the form of
 * sqlite_plain_sql(). */
Text sqlite_definition(Arena *arena, Text sql);

/* The same of an index, from its columns on; "UNIQUE" stands before them. */
Text sqlite_index_definition(Arena *arena, Text sql);

/* SQL without comments, and with blanks only where they are usual, so that what was only laid out
 * otherwise is the same text. */
Text sqlite_plain_sql(Arena *arena, Text sql);

#endif

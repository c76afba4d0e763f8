/* Describing an SQLite database: what its parts share. */
#ifndef DUNLIN_DESCRIBE_SQLITE_SQLITE_H
#define DUNLIN_DESCRIBE_SQLITE_SQLITE_H

#include "base/map.h"
#include "describe/describing.h"

/* A column of a primary key. */
typedef struct KeyColumn {
    uint32_t column;
    uint32_t position; /* in the key, from 1 */
    bool is_integer;   /* it is declared as INTEGER */
} KeyColumn;

typedef struct SqliteDescribing {
    Describing *base;
    Map tables;                   /* their places, by name */
    LIST_OF(KeyColumn) key_parts; /* table by table */
} SqliteDescribing;

/* Each reads one kind of thing into the schema, in this order. */
bool sqlite_describe_tables(SqliteDescribing *in, Error *error); /* with their columns */
bool sqlite_describe_indexes(SqliteDescribing *in, Error *error);
bool sqlite_describe_foreign_keys(SqliteDescribing *in, Error *error);
bool sqlite_describe_views(SqliteDescribing *in, Error *error);

/* The text, in the memory of the schema. */
Text sqlite_keep(const SqliteDescribing *in, Text text);

/* A column's type. SQLite takes any words for one, and Prisma knows some. */
ColumnType sqlite_column_type(Arena *arena, Text declared, bool is_required);

/* What the catalog shows of the default of a column of that family, read as Prisma does. NULL when
 * it says nothing (NULL). The texts are in the arena. */
const ColumnDefault *sqlite_default(Arena *arena, Text sql, unsigned family);

/* The predicate of a CREATE INDEX statement; data is NULL when there is none. */
Text sqlite_predicate(Text create_index);

#endif

/* The tables of a database that hold rows of users, as the database itself tells them: whatever
 * the schema file says of them. */
#ifndef DUNLIN_ROLLBACK_ROW_TABLES_H
#define DUNLIN_ROLLBACK_ROW_TABLES_H

#include "database/database.h"
#include "dialect/rows_sql.h"

typedef struct RowColumn {
    Text name;
    Text type; /* as SQL */
    Text kind; /* as in RowSample */
    bool is_array;
    bool is_required;
    bool is_computed; /* nobody may give it a value */
    bool is_counted;  /* it counts by itself */
    bool has_default;
    bool is_unique; /* alone or with others */
} RowColumn;

typedef struct RowKeyColumn {
    uint32_t column;
    Text referenced;
} RowKeyColumn;

/* A foreign key. */
typedef struct RowKey {
    Text target;            /* the table as SQL */
    uint32_t target_number; /* its place in the tables, or ROW_TABLE_NONE */
    LIST_OF(RowKeyColumn) columns;
} RowKey;

#define ROW_TABLE_NONE UINT32_MAX

typedef struct RowTable {
    Text namespace; /* empty where there are none */
    Text name;
    Text sql;                   /* both, quoted */
    LIST_OF(RowColumn) columns; /* by name, by bytes */
    LIST_OF(RowKey) keys;       /* those of most columns first */
} RowTable;

typedef LIST_OF(RowTable) RowTables;

/* Reads them, ordered by namespace and name, by bytes; the history is none of them. */
bool row_tables_read(Arena *arena, Database *database, RowTables *tables, Error *error);

/* The table of those names, or ROW_TABLE_NONE. */
uint32_t row_table_find(const RowTables *tables, Text namespace, Text name);

/* "shop.orders", or "orders" where there are no namespaces. */
Text row_table_shown(Arena *arena, Text namespace, Text name);

#endif

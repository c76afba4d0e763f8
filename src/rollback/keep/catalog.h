/* The tables of a database as far as keeping rows needs to know them: whatever a schema file says,
 * and in all namespaces. */
#ifndef DUNLIN_ROLLBACK_KEEP_CATALOG_H
#define DUNLIN_ROLLBACK_KEEP_CATALOG_H

#include "base/map.h"
#include "database/database.h"

typedef struct CatalogColumn {
    Text name;
    Text type;        /* as SQL, with its namespace */
    Text type_name;   /* "namespace.name" of it, of its items where it is an array */
    bool is_own_type; /* it is somebody's: the copy must not depend on it */
    bool is_required;
    bool is_computed;
    bool is_always;  /* GENERATED ALWAYS AS IDENTITY */
    bool is_counted; /* it counts by itself */
} CatalogColumn;

/* A primary key, or a unique one without NULLs. */
typedef struct CatalogKey {
    TextList columns;
} CatalogKey;

typedef enum CatalogAction {
    CATALOG_NOTHING = 'a', /* or RESTRICT */
    CATALOG_CASCADE = 'c',
    CATALOG_SET = 's', /* NULL or the default */
} CatalogAction;

typedef struct CatalogReference {
    TextList columns;
    uint32_t table; /* referred to: place in the tables */
    TextList referenced;
    CatalogAction on_delete;
    CatalogAction on_update;
} CatalogReference;

typedef struct CatalogTable {
    Text namespace_name; /* empty where there are none */
    Text name;
    bool is_partition;              /* its rows are another table's, too */
    bool has_triggers;              /* of users, or rules */
    LIST_OF(CatalogColumn) columns; /* in the table's order */
    LIST_OF(CatalogKey) keys;       /* the primary key first */
    LIST_OF(CatalogReference) references;
} CatalogTable;

typedef struct KeepCatalog {
    LIST_OF(CatalogTable) tables;
    Text usual_namespace; /* of names without one */
    Map harmful;          /* functions that were asked about, and may change something */
} KeepCatalog;

#define NO_CATALOG_TABLE UINT32_MAX

/* Reads it. The history, and what is kept, are not in it. */
bool keep_catalog_read(Arena *arena, Database *database, KeepCatalog *catalog, Error *error);

/* Asks which of the functions may change something, by name. */
bool keep_catalog_ask_functions(Arena *arena, Database *database, const TextList *names,
                                KeepCatalog *catalog, Error *error);

/* The table of that name, with an empty namespace for the usual one, or NO_CATALOG_TABLE. */
uint32_t keep_catalog_find(const KeepCatalog *catalog, const SqlSyntax *syntax, Text namespace_name,
                           Text name);

/* The column's place in the table, or NO_CATALOG_TABLE. */
uint32_t keep_catalog_column(const CatalogTable *table, const SqlSyntax *syntax, Text name);

#endif

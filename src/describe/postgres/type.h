/* Types of PostgreSQL's catalog, as types of columns. */
#ifndef DUNLIN_DESCRIBE_POSTGRES_TYPE_H
#define DUNLIN_DESCRIBE_POSTGRES_TYPE_H

#include "sql/schema.h"

struct CatalogTypeName;

/* A type as columns use it. A domain stands for the type that it is made of. */
typedef struct CatalogType {
    Text name; /* int4; of an array _int4 */
    bool is_list;
    bool is_required; /* a domain that is NOT NULL */
    bool is_domain;
    int64_t domain_modifier; /* of the type that the domain is made of */
    uint32_t enumeration;    /* that it, or an element of it, is; or NONE */
    const NativeType *native;
    const struct CatalogTypeName *known; /* what is known of `native`, or NULL */
} CatalogType;

/* Finds the native type that the name stands for; `type` has everything else. */
void catalog_type_resolve(const Provider *provider, CatalogType *type);

/* The type of a column; `modifier` is its atttypmod. */
ColumnType catalog_column_type(const CatalogType *type, int64_t modifier, bool is_required);

#endif

/* Describing a PostgreSQL database: what its parts share. Things of the catalog are known by their
 * numbers there (OIDs, kept as texts), which become places in the schema. */
#ifndef DUNLIN_DESCRIBE_POSTGRES_POSTGRES_H
#define DUNLIN_DESCRIBE_POSTGRES_POSTGRES_H

#include "base/map.h"
#include "describe/describing.h"

typedef struct PostgresDescribing {
    Describing *base;
    const Provider *provider;
    Text namespace_list; /* "2200, 16400": the OIDs of the namespaces that are described */
    Map namespaces;      /* places of namespaces, by OID */
    Map tables;          /* so, of tables */
    Map enums;           /* so, of enums */
    Map sequences;       /* so, of sequences, by name as expressions have it */
    int *attributes;     /* of all columns: their numbers in their tables, which have gaps */
} PostgresDescribing;

/* Each reads one kind of thing into the schema, in this order. */
bool postgres_describe_namespaces(PostgresDescribing *in, Error *error);
bool postgres_describe_enums(PostgresDescribing *in, Error *error);
bool postgres_describe_sequences(PostgresDescribing *in, Error *error);
bool postgres_describe_tables(PostgresDescribing *in, Error *error);
bool postgres_describe_columns(PostgresDescribing *in, Error *error);
bool postgres_describe_indexes(PostgresDescribing *in, Error *error);
bool postgres_describe_foreign_keys(PostgresDescribing *in, Error *error);
bool postgres_describe_extensions(PostgresDescribing *in, Error *error);
bool postgres_describe_views(PostgresDescribing *in, Error *error);

/* Reads the columns of views, whose places by OID are given. */
bool postgres_describe_view_columns(PostgresDescribing *in, const Map *views, Error *error);

/* The place of a sequence that is called so in an expression, such as "My Schema".my_seq; NONE when
 * it is in a namespace that is not described. */
uint32_t postgres_find_sequence(const PostgresDescribing *in, Text sql);

/* The text, in the memory of the schema. */
Text postgres_keep(const PostgresDescribing *in, Text text);

/* The column of that number in its table, or NONE. */
uint32_t postgres_column(const PostgresDescribing *in, uint32_t table, int attribute);

/* A number of the catalog; 0 for what is none. */
int postgres_number(Text text);

/* The next of numbers with blanks between them, as in the catalog's vectors. */
int postgres_next_number(Text *rest);

#endif

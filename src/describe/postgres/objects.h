/* The objects of a PostgreSQL database: queries to the catalog, a round trip each, whose rows are
 * objects. */
#ifndef DUNLIN_DESCRIBE_POSTGRES_OBJECTS_H
#define DUNLIN_DESCRIBE_POSTGRES_OBJECTS_H

#include "describe/describe.h"

/* A query gives rows of: namespace, what the owner is, the owner's name, the name, the traits (or
 * NULL), and then a definition for each of the kinds (or NULL: there is none of that kind). What
 * the owner is, is a letter: 'r' a table and so on, see object_letters.
 *
 * Before each stand two tables of its own: `s`, the namespaces with oid, nspname and space (the
 * name, or empty for the usual one), and `r`, what pg_class has of these namespaces, with space,
 * but for the history and for what extensions bring. */
typedef struct ObjectQuery {
    int least_version; /* of the server: 130000 */
    int most_version;  /* 0: there is no end */
    SqlObjectKind kinds[12];
    const char *sql;
} ObjectQuery;

/* Each ends with a query without SQL. */
extern const ObjectQuery postgres_type_queries[];
extern const ObjectQuery postgres_table_queries[];
extern const ObjectQuery postgres_column_queries[];
extern const ObjectQuery postgres_constraint_queries[];
extern const ObjectQuery postgres_program_queries[];
extern const ObjectQuery postgres_comment_queries[];
extern const ObjectQuery postgres_grant_queries[];

/* False for what came with an extension, or with another thing: the functions of a range type. */
#define NOT_BROUGHT(catalog, alias) \
    " NOT EXISTS (SELECT FROM pg_catalog.pg_depend x WHERE x.classid = 'pg_catalog." catalog \
    "'::pg_catalog.regclass AND x.objid = " alias ".oid AND x.deptype IN ('e', 'i'))"

#define QUOTED(name) "pg_catalog.quote_ident(" name "::text)"

/* SQL that names a collation, as the type regcollation does, which version 12 has not. */
#define COLLATION_NAME(oid) \
    "(SELECT CASE WHEN pg_catalog.pg_collation_is_visible(l.oid) THEN ''" \
    " ELSE l.collnamespace::pg_catalog.regnamespace || '.' END" \
    " || " QUOTED("l.collname") " FROM pg_catalog.pg_collation l WHERE l.oid = " oid ")"

/* SQL that names a function, without its namespace: overloaded ones have the same name. */
#define ROUTINE_NAME \
    QUOTED("p.proname") " || '(' || pg_catalog.oidvectortypes(p.proargtypes) || ')'"
#define ROUTINE_LETTER "CASE p.prokind WHEN 'p' THEN 'P' WHEN 'a' THEN 'A' ELSE 'F' END"
#define TYPE_LETTER "CASE t.typtype WHEN 'r' THEN 'R' ELSE t.typtype::text END"

#endif

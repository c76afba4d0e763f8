/* Questions to PostgreSQL's catalog, and what follows from the answers, as SQL text. */
#ifndef DUNLIN_DIALECT_POSTGRES_CATALOG_H
#define DUNLIN_DIALECT_POSTGRES_CATALOG_H

#include "base/buffer.h"
#include "dialect/keep_sql.h"

/* A shadow database is marked by a namespace: it outlives the emptying of the others, whoever may
 * empty them may make it, and Prisma does not look at it. */
#define SHADOW_MARK "_dunlin_shadow"

/* Of a namespace n: it is the user's, no mark of ours, and no place of kept data. */
#define USERS_NAMESPACE \
    "n.nspname NOT IN ('" SHADOW_MARK "', '" KEEP_SPACE \
    "') AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'"

/* Of x, a row of any catalog with its tableoid: no extension has brought it. pg_depend is indexed
 * by both. */
#define NOT_OF_AN_EXTENSION \
    "NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = x.tableoid" \
    " AND d.objid = x.oid AND d.deptype = 'e')"

/* The columns of foreign keys: a key k of table x in namespace n, its column a; and what they refer
 * to, b of table t in m. u.place counts the columns of a key. */
#define FROM_FOREIGN_KEYS \
    " FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class x ON x.oid = k.conrelid" \
    " JOIN pg_catalog.pg_namespace n ON n.oid = x.relnamespace" \
    " JOIN pg_catalog.pg_class t ON t.oid = k.confrelid" \
    " JOIN pg_catalog.pg_namespace m ON m.oid = t.relnamespace," \
    " unnest(k.conkey, k.confkey) WITH ORDINALITY u (own, other, place)" \
    " JOIN pg_catalog.pg_attribute a ON true JOIN pg_catalog.pg_attribute b ON true" \
    " WHERE k.contype = 'f' AND a.attrelid = x.oid AND a.attnum = u.own AND b.attrelid = t.oid" \
    " AND b.attnum = u.other"

/* See HistorySql and ResetSql in dialect.h. */
void postgres_other_tables(Buffer *out, const TextList *namespaces);
void postgres_reset_namespaces(Buffer *out, const TextList *namespaces);
void postgres_reset_objects(Buffer *out, const TextList *namespaces);

#endif

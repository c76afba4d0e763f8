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

/* See HistorySql and ResetSql in dialect.h. */
void postgres_other_tables(Buffer *out, const TextList *namespaces);
void postgres_reset_namespaces(Buffer *out, const TextList *namespaces);
void postgres_reset_objects(Buffer *out, const TextList *namespaces);

#endif

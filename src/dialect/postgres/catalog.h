/* Questions to PostgreSQL's catalog, and what follows from the answers, as SQL text. */
#ifndef DUNLIN_DIALECT_POSTGRES_CATALOG_H
#define DUNLIN_DIALECT_POSTGRES_CATALOG_H

#include "base/buffer.h"

/* See HistorySql and ResetSql in dialect.h. */
void postgres_other_tables(Buffer *out, const TextList *namespaces);
void postgres_reset_namespaces(Buffer *out, const TextList *namespaces);
void postgres_reset_objects(Buffer *out, const TextList *namespaces);

#endif

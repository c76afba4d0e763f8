/* Tables and enums that others look after, as the configuration calls them: they are in the schema
 * and in the database, and no migration touches them. */
#ifndef DUNLIN_SQL_EXTERNAL_H
#define DUNLIN_SQL_EXTERNAL_H

#include "sql/schema.h"

/* True when a list, which may be NULL, has the thing: as "namespace.name", or its name alone. */
bool is_external(const TextList *list, Text namespace, Text name);

/* Marks the tables and enums that are on the lists. Both schemas of a comparison have to be marked.
 */
void sql_mark_external(SqlSchema *schema, const TextList *tables, const TextList *enums);

#endif

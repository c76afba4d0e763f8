/* Tables and enums that others look after, as the configuration calls them: they are in the schema
 * and in the database, and no migration touches them. */
#ifndef DUNLIN_SQL_EXTERNAL_H
#define DUNLIN_SQL_EXTERNAL_H

#include "sql/rules.h"

/* True when a list, which may be NULL, has the thing: as "namespace.name"; by its name alone where
 * the namespace is empty. */
bool is_external(const TextList *list, Text namespace, Text name);

/* Marks the tables and enums that are on the lists. Both schemas of a comparison have to be marked.
 */
void sql_mark_external(SqlSchema *schema, const SqlRules *rules, const TextList *tables,
                       const TextList *enums);

/* Are the names of both lists, which may be NULL, as the product has them? P3023 for a name without
 * its namespace, P3024 for one with a namespace where there are none. */
bool external_check(const SqlRules *rules, const TextList *tables, const TextList *enums,
                    Error *error);

#endif

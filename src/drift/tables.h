/* Repairing tables alone. */
#ifndef DUNLIN_DRIFT_TABLES_H
#define DUNLIN_DRIFT_TABLES_H

#include "drift/repair.h"

/* The script that makes the tables of a database, with their indexes, what they are expected to be.
 * Both schemas have all objects. What else is in the database stays, such as triggers, also those
 * of a table that is made anew. For products without namespaces. */
Text drift_repair_tables(Arena *arena, const SqlSchema *expected, const SqlSchema *actual,
                         const ObjectRules *rules);

#endif

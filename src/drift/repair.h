/* The SQL that takes drift away, either way: a proposal, for people to read before it is run. */
#ifndef DUNLIN_DRIFT_REPAIR_H
#define DUNLIN_DRIFT_REPAIR_H

#include "drift/drift.h"
#include "sql/object_rules.h"

typedef enum RepairDirection {
    REPAIR_DATABASE, /* the database becomes what the history makes */
    REPAIR_HISTORY,  /* a migration: the history makes what the database is */
} RepairDirection;

/* The statements, a line for the end of each. What cannot be done without the loss of a table is a
 * comment. */
Text drift_repair(Arena *arena, const Drift *drift, const ObjectRules *rules,
                  RepairDirection direction);

#endif

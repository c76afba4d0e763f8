/* The making of a plan: what its parts share. */
#ifndef DUNLIN_ROLLBACK_KEEP_PLANNING_H
#define DUNLIN_ROLLBACK_KEEP_PLANNING_H

#include "rollback/keep/plan.h"

typedef struct KeepPlanner {
    Arena *arena;
    const SqlSyntax *syntax;
    const KeepSql *sql;
    const KeepCatalog *catalog;
    TableDraft *tables; /* one a table of the catalog */
    KeepPlan *plan;
} KeepPlanner;

/* Adds a line to what cannot be put back, or be told; once. */
void keep_planner_add_flaw(KeepPlanner *planner, Text line);

/* The table's name, for a line. */
Text keep_planner_shown(const KeepPlanner *planner, const CatalogTable *table);

/* Makes the drafts: what the effects do to each table, and what follows from that by foreign keys.
 */
void keep_planner_draft(KeepPlanner *planner, const Effects *effects);

#endif

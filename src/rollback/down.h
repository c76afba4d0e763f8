/* Going back: applied migrations are taken back by their down scripts, the latest first. */
#ifndef DUNLIN_ROLLBACK_DOWN_H
#define DUNLIN_ROLLBACK_DOWN_H

#include "rollback/down/script.h"
#include "rollback/keep.h"

typedef struct DownItem {
    const Migration *migration; /* of the folder; its script was read */
    const HistoryRow *row;      /* its latest row that is applied; with its id */
    TextList rows;              /* the ids of its rows that may have kept something */
    DownScript script;
} DownItem;

typedef struct DownPlan {
    History history;
    LIST_OF(DownItem) items; /* in the order in which they are taken back */
} DownPlan;

typedef struct DownRequest {
    MigrationsFolder *folder;
    size_t steps; /* how many; SIZE_MAX: all */
    Text to;      /* instead: the migration that is to be the latest one then; or empty */
} DownRequest;

/* What is to be taken back. Everything that could stop it halfway is found now: P3009 when a
 * migration has failed, D1035 when one has no down script, D1036 when one was made for another
 * migration.sql than the one that was applied, P3017 when `to` is not applied, P3015, D1007, D1008,
 * D1009. Nothing is changed. The lock of migrations is the caller's. */
bool down_plan(Arena *arena, Database *database, const DownRequest *request, DownPlan *plan,
               Error *error);

/* Takes one migration back, in one transaction, and puts back what was kept for it where its script
 * says so: those of the items before it were taken back. `report` tells what became of kept data.
 * The errors are those of migration_run_down() and keep_restore(). */
bool down_run(Arena *arena, const DownPlan *plan, const DownItem *item, KeepReport *report,
              Error *error);

/* All scripts of the plan as one: what they lose together is what the whole way back loses. */
Text down_scripts(Arena *arena, const DownPlan *plan);

#endif

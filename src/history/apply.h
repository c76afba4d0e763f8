/* Applying pending migrations: what deploy, reset and (later) dev do. */
#ifndef DUNLIN_HISTORY_APPLY_H
#define DUNLIN_HISTORY_APPLY_H

#include "history/diagnose.h"
#include "history/run.h"
#include "history/script_plan.h"

/* One migration that was applied. */
typedef struct AppliedMigration {
    Text name;
    size_t statements;
    int64_t milliseconds;
    bool atomic;  /* all of it in one transaction */
    bool resumed; /* an interrupted run was finished */
} AppliedMigration;

/* Told while the work goes on; may be zero. */
typedef struct ApplyObserver {
    void *context;
    void (*started)(void *context, Text name, size_t number, size_t total);
    void (*finished)(void *context, const AppliedMigration *migration, size_t number, size_t total);
    void (*waiting)(void *context);
} ApplyObserver;

typedef struct ApplyRequest {
    MigrationsFolder *folder;
    Text provider;              /* the schema's, for P3019 */
    const TextList *namespaces; /* of the datasource, for the check of emptiness */
    const TextList *external;   /* tables that do not count there; NULL: none */
    ScriptMode mode;
    int64_t lock_wait; /* milliseconds without progress of others; 0: as Prisma, ten seconds */
    bool no_lock;      /* PRISMA_SCHEMA_DISABLE_ADVISORY_LOCK */
    bool skip_emptiness_check; /* after a reset */
    size_t most;               /* apply only so many of the pending ones; 0: all */
    Text until;                /* apply only those up to this one; empty: all */
    /* Called under the lock, when all was looked at and before the first of so many migrations is
     * run; not when there is none. When it fails, nothing is done. May be NULL. */
    bool (*before)(void *context, size_t migrations, Error *error);
    void *before_context;
    /* Gives the hooks for the run of a migration. May be NULL. */
    const RunHooks *(*hooks)(void *context, const Migration *migration);
    void *hooks_context;
    ApplyObserver observer;
} ApplyRequest;

typedef LIST_OF(AppliedMigration) AppliedMigrations;

/* Applies what is pending, in order. The first failure ends it; `applied` then holds what came
 * before. P1002, P3005, P3009, P3015, P3018, P3019, D1008, D1009, D1017 and those of the client. */
bool apply_migrations(Arena *arena, Database *database, const ApplyRequest *request,
                      AppliedMigrations *applied, Error *error);

/* Takes the lock of migrations, unless the request says no. Waits as long as another deployment
 * makes progress; P1002 after `lock_wait` without any. The observer is told once when it has to
 * wait. */
bool apply_lock(Arena *arena, Database *database, const ApplyRequest *request, Error *error);

/* Is the lock switched off by PRISMA_SCHEMA_DISABLE_ADVISORY_LOCK? */
bool apply_lock_is_off(const Environment *environment);

/* P3005 when the database has tables, others than external ones, although it has no history. */
bool apply_check_empty(Arena *arena, const History *history, const ApplyRequest *request,
                       Error *error);

/* Moves those of the failed rows to `interrupted` that a killed run of dunlin left in a state from
 * which the next deployment goes on. */
void apply_find_interrupted(Arena *arena, MigrationsFolder *folder, const Dialect *dialect,
                            Diagnosis *diagnosis);

/* Leaves of the pending migrations only those that are to be applied. P3017 when the folder does
 * not have the last of them. */
bool apply_limit(const ApplyRequest *request, Diagnosis *diagnosis, Error *error);

/* P3009 when rows of the history have failed. */
bool apply_check_failed(Arena *arena, const Diagnosis *diagnosis, Error *error);

#endif

/* Kept data: what a migration is about to lose is copied before its first statement, and put back
 * when the migration is taken back. docs/keep.md has the rules.
 *
 * Entries belong to the row of a migration in _prisma_migrations. They live in the namespace
 * _dunlin_keep of the database; where there are no namespaces in a file beside it, which is
 * attached under that name. */
#ifndef DUNLIN_ROLLBACK_KEEP_H
#define DUNLIN_ROLLBACK_KEEP_H

#include "history/run.h"
#include "rollback/keep/plan.h"

/* ---- keeping ---- */

/* Told what cannot be put back, or was changed and not kept: a line each, before the script runs
 * where it can be known then. */
typedef void KeepTell(void *context, Text migration, Text line);

typedef struct Keeper Keeper;

/* For a connection on which migrations will be run. The arena must outlive the keeper. D1050 where
 * nothing can be kept (a database in memory). */
bool keeper_open(Arena *arena, Database *database, KeepTell *tell, void *context, Keeper **keeper,
                 Error *error);

/* The hooks for the run of one migration, whose script was read: they copy what it will lose, and
 * see behind its last statement that nothing was lost that was not copied (D1051: then nothing is
 * committed). */
const RunHooks *keeper_hooks(Keeper *keeper, const Migration *migration);

/* Behind the last run. NULL is allowed. */
void keeper_close(Keeper *keeper);

/* ---- what is kept ---- */

/* What an entry of a plan would take: rows, and bytes of their values. All of it is read. */
bool keep_measure(Arena *arena, Database *database, const KeepEntry *entry, int64_t *rows,
                  int64_t *bytes, Error *error);

/* How much of an entry is there. */
typedef struct KeptEntry {
    int64_t number;
    Text row; /* id in _prisma_migrations */
    Text migration;
    Text name; /* of the table that holds it, in _dunlin_keep */
    KeepEntry entry;
    int64_t rows;
    int64_t bytes;
    int64_t kept_at;  /* milliseconds since 1970 */
    bool is_settled;  /* what the migration made of the values is known */
    bool is_leftover; /* it was put back, but for this */
    bool is_orphan;   /* no migration that is applied, or can be, has the row */
    /* Of the rows that were asked for, a later one has kept the same anew: it was still there. */
    bool is_superseded;
} KeptEntry;

typedef LIST_OF(KeptEntry) KeptEntries;

/* All entries of the connection's history, oldest first; of some rows only, those of one migration,
 * where `rows` is not NULL. There may be none, also because nothing was ever kept. */
bool keep_list(Arena *arena, Database *database, const TextList *rows, KeptEntries *entries,
               Error *error);

/* Forgets entries. The lock of migrations is the caller's. */
bool keep_purge(Arena *arena, Database *database, const KeptEntries *entries, Error *error);

/* Forgets everything, with the place itself where nothing of another history is in it. */
bool keep_drop(Arena *arena, Database *database, Error *error);

/* ---- putting back ---- */

/* What became of one entry. */
typedef struct RestoredEntry {
    const KeptEntry *kept;
    int64_t restored; /* rows that are as they were */
    int64_t newer;    /* values that were changed since: the newer ones stay */
    int64_t gone;     /* rows that were deleted since */
    int64_t refused;  /* rows whose required parents are gone, or whose key is taken */
    int64_t loosened; /* rows that refer to nothing now, because their parent is gone */
    int64_t added;    /* rows added since, which have no kept value */
    bool missing;     /* the table, or its columns, are not there: nothing was put back */
    bool superseded;  /* a later run has kept it anew, which was put back instead */
} RestoredEntry;

typedef struct KeepReport {
    LIST_OF(RestoredEntry) entries;
} KeepReport;

/* Puts back what is kept for rows of one migration in the history: see history_read_ids(). */
typedef struct KeepRestore KeepRestore;

/* To be called outside of any transaction, before that of the down script. `*restore` is NULL when
 * nothing is kept for the rows. */
bool keep_restore_open(Arena *arena, Database *database, const TextList *rows,
                       KeepRestore **restore, Error *error);

/* What is kept for the rows. */
const KeptEntries *keep_restore_entries(const KeepRestore *restore);

/* Inside the transaction, before the down script's first statement: finds out which values were
 * changed since the migration. */
bool keep_restore_look(KeepRestore *restore, Error *error);

/* Inside the transaction, at the mark of the down script (KEPT_DATA_MARK): puts back. Tables,
 * columns and types must be as they were before the migration, but for NOT NULL, unique indexes and
 * foreign keys. What was put back is forgotten in the same transaction, the rest stays kept. */
bool keep_restore(KeepRestore *restore, KeepReport *report, Error *error);

/* Behind the end of the transaction, also when it failed. NULL is allowed. */
void keep_restore_close(KeepRestore *restore);

#endif

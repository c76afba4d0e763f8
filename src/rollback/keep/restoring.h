/* Putting back: what its parts share. */
#ifndef DUNLIN_ROLLBACK_KEEP_RESTORING_H
#define DUNLIN_ROLLBACK_KEEP_RESTORING_H

#include "rollback/keep/store.h"

typedef struct EntryRestore EntryRestore;

struct KeepRestore {
    Arena *arena;
    Database *database;
    const KeepSql *sql;
    KeptEntries entries;
    KeepCatalog catalog;  /* as it is when the data is put back */
    EntryRestore *places; /* one an entry */
};

typedef enum RestoreState {
    ENTRY_WAITS,
    ENTRY_COMES_BACK, /* now, perhaps with others whose rows refer to it and to which its own do */
    ENTRY_IS_DONE,
} RestoreState;

/* One entry that is put back. */
struct EntryRestore {
    KeepRestore *restore;
    const KeptEntry *kept;
    RestoreState state;
    RestoredEntry report;
    const CatalogTable *table; /* where it goes */
    Text target;               /* that as SQL */
    Text source;               /* the table that holds it */
};

#define restore_each(entry, restore) \
    EntryRestore *entry = (restore)->places; \
    entry < (restore)->places + (restore)->entries.count; \
    entry++

/* Chooses what comes back next: what it refers to is there by then. False when all is done. */
bool keep_restore_choose(KeepRestore *restore);

/* Inserts the rows, of tables that were dropped or that were deleted, of the entries that come back
 * now. */
bool keep_restore_rows(KeepRestore *restore, Error *error);

/* Puts the values of columns back. */
bool keep_restore_columns(EntryRestore *entry, Error *error);

/* The kept value of a column, alias."column", as its type was. */
Text keep_value(const KeepRestore *restore, const char *alias, const KeepColumn *column);

/* The column of that name; NULL: it is not kept. */
const KeepColumn *keep_column_named(const KeepEntry *entry, Text name);

/* Does the reference lead to the table of the entry? */
bool keep_leads_to(const KeepReference *reference, const KeepEntry *entry);

/* What becomes of a kept row. */
typedef enum RowFate {
    ROW_COMES_BACK,
    ROW_IS_LOOSENED, /* it comes back, and refers to nothing where its parent is gone */
    ROW_IS_REFUSED,  /* it needs a parent that is gone */
    ROW_IS_TAKEN,    /* somebody has given its key to another row, or it was not lost */
} RowFate;

/* The name of the column for it. */
extern const Text keep_fate;

/* True for references that can hold or not: their table is there. */
bool keep_has_parent(const EntryRestore *entry, const KeepReference *reference);

/* True for references that may be made to refer to nothing. */
bool keep_is_loose(const EntryRestore *entry, const KeepReference *reference);

/* Are parents among what is still kept, and come back? Rows do now, and values behind them. */
bool keep_has_parents(const EntryRestore *parents, const KeepReference *reference);

/* The reference of a kept row holds: (k.a IS NULL OR … OR EXISTS (SELECT 1 FROM parent …)) */
void keep_add_holds(const EntryRestore *entry, const KeepReference *reference, Buffer *out);

/* A condition on the kept row: it refers to nothing any more where it may. False: none can. */
bool keep_add_loosened(const EntryRestore *entry, Buffer *out);

/* The kept value of a column; NULL where it refers to nothing any more and may. */
Text keep_loose_value(const EntryRestore *entry, const KeepColumn *column);

/* t.key = k.key AND … */
void keep_add_join(const EntryRestore *entry, Buffer *out);

bool keep_restore_count(const EntryRestore *entry, Buffer *query, int64_t *number, Error *error);
bool keep_restore_run(const EntryRestore *entry, Buffer *sql, Error *error);

#endif

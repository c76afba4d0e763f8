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

/* t.key = k.key AND … */
void keep_add_join(const EntryRestore *entry, Buffer *out);

bool keep_restore_count(const EntryRestore *entry, Buffer *query, int64_t *number, Error *error);
bool keep_restore_run(const EntryRestore *entry, Buffer *sql, Error *error);

#endif

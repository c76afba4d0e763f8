/* Putting back: what its parts share. */
#ifndef DUNLIN_ROLLBACK_KEEP_RESTORING_H
#define DUNLIN_ROLLBACK_KEEP_RESTORING_H

#include "rollback/keep_store.h"

struct KeepRestore {
    Arena *arena;
    Database *database;
    const KeepSql *sql;
    KeptEntries entries;
    KeepCatalog catalog; /* as it is when the data is put back */
};

/* One entry that is put back. */
typedef struct EntryRestore {
    KeepRestore *restore;
    const KeptEntry *kept;
    RestoredEntry *report;
    const CatalogTable *table; /* where it goes */
    Text target;               /* that as SQL */
    Text source;               /* the table that holds it */
} EntryRestore;

/* Inserts the rows of a table that was dropped, or that were deleted. */
bool keep_restore_rows(EntryRestore *entry, Error *error);

/* The kept value of a column, k."column", as its type was. */
Text keep_value(const EntryRestore *entry, const KeepColumn *column);

/* t.key = k.key AND … */
void keep_add_join(const EntryRestore *entry, Buffer *out);

bool keep_restore_count(const EntryRestore *entry, Buffer *query, int64_t *number, Error *error);
bool keep_restore_run(const EntryRestore *entry, Buffer *sql, Error *error);

#endif

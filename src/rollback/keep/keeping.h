/* Keeping what one migration loses: what the parts of it share. */
#ifndef DUNLIN_ROLLBACK_KEEP_KEEPING_H
#define DUNLIN_ROLLBACK_KEEP_KEEPING_H

#include "rollback/keep/store.h"

struct Keeper {
    Arena *arena;
    Database *database; /* that migrations run on */
    /* The connection that writes to the store. Where that is a file it is another one, so that
     * what is kept is safe on the disk before the migration begins. */
    Database *store;
    KeepTell *tell;
    void *context;
    RunHooks hooks;
    const Migration *migration;
    bool begun;          /* else a run that was killed is finished: what it kept is there */
    KeepCatalog catalog; /* as it was before the script */
    KeepPlan plan;
    KeptEntries kept;     /* one an entry of the plan */
    Rows changes_before;  /* what the database had counted before the script */
    int64_t *rows_before; /* of the tables of the catalog; NULL: they do not matter */
};

/* SELECT … of an entry: what is copied. */
Text keep_copy_query(Arena *arena, const KeepSql *sql, const KeepEntry *entry);

/* Leaves of the kept rows those that were really lost, and notes what was made of the others. */
bool keep_settle(Keeper *keeper, Error *error);

/* Looks whether the script has lost what was not kept: D1051. */
bool keep_net(Keeper *keeper, const KeepCatalog *after, Error *error);

/* Counts the rows of all tables, where they matter. */
bool keep_net_count(Keeper *keeper, Error *error);

void keeper_tell(const Keeper *keeper, Text line);

#endif

/* What migrations made of a shadow database, in files by the content of the migrations, the
 * server's version, and what is installed on it. A file that cannot be read is one that is not
 * there. */
#ifndef DUNLIN_HISTORY_REPLAY_CACHE_H
#define DUNLIN_HISTORY_REPLAY_CACHE_H

#include "base/digest.h"
#include "history/replay.h"
#include "sql/snapshot.h"

typedef struct ReplayCache {
    Arena *arena;
    const ReplayRequest *request;
    bool is_known; /* the surroundings were asked for */
    bool is_off;
    Digest surroundings;
} ReplayCache;

ReplayCache replay_cache_of(Arena *arena, const ReplayRequest *request);

/* The schema that the migrations, whose scripts were read, make. False when it is not kept. */
bool replay_cache_find(ReplayCache *cache, const MigrationList *migrations, SnapshotPart part,
                       SqlSchema *schema);

/* The longest beginning of the migrations, of at most so many, that can be made again, its rows
 * with it (of all of them also without): how many they are, or 0. */
size_t replay_cache_longest(ReplayCache *cache, const MigrationList *migrations, size_t most,
                            Snapshot *snapshot);

/* Keeps it, with the statements that make the rows, whose data is NULL when they are not known. */
void replay_cache_keep(ReplayCache *cache, const MigrationList *migrations, const SqlSchema *schema,
                       Text rows);

/* True when the kept schema of the migrations has no rows in it. */
bool replay_cache_is_rowless(ReplayCache *cache, const MigrationList *migrations);

#endif

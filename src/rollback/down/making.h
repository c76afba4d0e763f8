/* Making down scripts for migrations that there are already, each proved on the shadow database: it
 * is run on what the migration makes, and the result compared with what was before. */
#ifndef DUNLIN_ROLLBACK_DOWN_MAKING_H
#define DUNLIN_ROLLBACK_DOWN_MAKING_H

#include "history/replay.h"
#include "rollback/down/script.h"

typedef struct DownMaking {
    Arena *arena;
    Replay *replay;
    const DescribeRequest *describe;
    MigrationList all;        /* of the folder */
    bool trusts_steps;        /* nothing is proved where steps know all that there is */
    const SqlSchema **states; /* what the first 0, 1, 2 … of them make; NULL: not known yet */
} DownMaking;

typedef struct DownMade {
    Text script;
    TextList flaws; /* in what its result differs from what was before; none: it is exact */
} DownMade;

/* Nothing is run yet. Everything must outlive the making. */
void down_making_begin(Arena *arena, Replay *replay, const DescribeRequest *describe,
                       const MigrationsFolder *folder, DownMaking *making);

/* Finds what the migrations make, one after the other: for whoever makes the scripts of all. The
 * errors are those of replay_in_full(). */
bool down_making_go_forward(DownMaking *making, Error *error);

/* Makes the script of the migration at that place of the folder. Where many are made, the last one
 * comes first: then the shadow database goes the way back step by step, and is not made again. The
 * errors are those of replay_in_full(). */
bool down_making_one(DownMaking *making, size_t place, DownMade *made, Error *error);

#endif

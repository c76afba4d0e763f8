/* What a statement does to a running system: which tables it locks and how, which it writes anew or
 * reads from one end to the other, and whether it can run in a transaction. */
#ifndef DUNLIN_LINT_FACTS_H
#define DUNLIN_LINT_FACTS_H

#include "lint/world.h"

/* PostgreSQL's modes from the one that conflicts with nearly nothing up. */
typedef enum LintLockMode {
    LOCK_NONE,
    LOCK_ACCESS_SHARE,
    LOCK_ROW_SHARE,
    LOCK_ROW_EXCLUSIVE,
    LOCK_SHARE_UPDATE_EXCLUSIVE,
    LOCK_SHARE,
    LOCK_SHARE_ROW_EXCLUSIVE,
    LOCK_EXCLUSIVE,
    LOCK_ACCESS_EXCLUSIVE,
} LintLockMode;

typedef struct LintLock {
    LintName table; /* as the statement finds it, with its namespace */
    LintLockMode mode;
    const WorldTable *known; /* NULL: nothing tells of such a table */
} LintLock;

typedef struct LintFacts {
    /* One a table, the strongest; from LOCK_SHARE_UPDATE_EXCLUSIVE on. Only tables and materialized
     * views are told, not what the statement itself makes. */
    LIST_OF(LintLock) locks;
    LintNames rewrites; /* tables whose rows are all written anew */
    LintNames scans;    /* tables whose rows are all read under a lock, also to build an index */
    bool transactional; /* it can run in a transaction */
    bool is_open;       /* it may do more than is told: it calls code, or was not read */
} LintFacts;

/* The newest version of PostgreSQL that the facts know. */
enum { LINT_NEWEST_POSTGRES = 18 };

/* The facts of a statement in the world before it. `version`: the server's, 12 to 18. */
LintFacts lint_facts(Arena *arena, const LintWorld *world, const LintStatement *statement,
                     int version);

/* "AccessExclusiveLock"; also the other way round, where an unknown name is LOCK_NONE. */
const char *lint_lock_name(LintLockMode mode);
LintLockMode lint_lock_mode(Text name);

#endif

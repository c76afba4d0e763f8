/* What the files that find facts share. */
#ifndef DUNLIN_LINT_FACT_MAKING_H
#define DUNLIN_LINT_FACT_MAKING_H

#include "lint/facts.h"

typedef struct FactMaking {
    Arena *arena;
    const LintWorld *world;
    const LintStatement *statement;
    int version;
    LintFacts facts;
} FactMaking;

/* A table, and those below it; one that nothing is known of is taken for a plain table. */
void fact_lock(FactMaking *making, const WorldTable *table, LintLockMode mode);
void fact_lock_tree(FactMaking *making, const WorldTable *table, LintLockMode mode);
void fact_lock_name(FactMaking *making, LintName name, LintLockMode mode);
void fact_lock_name_tree(FactMaking *making, LintName name, LintLockMode mode);

/* A table is read or written from one end to the other; of a partitioned one, its partitions. */
void fact_rewrite(FactMaking *making, LintName name);
void fact_scan(FactMaking *making, LintName name);

/* Locks every table that a foreign key of this one refers to (those that a partition has from its
 * parent are its parent's); and those that refer to the table. `column`: only
 * keys on it, when it is not empty. */
void fact_lock_referenced(FactMaking *making, const WorldTable *table, Text column,
                          LintLockMode mode);
void fact_lock_referring(FactMaking *making, const WorldTable *table, Text column,
                         LintLockMode mode);

bool fact_is_referred_to(const FactMaking *making, const WorldTable *table);

/* ALTER TABLE. */
void fact_alter_table(FactMaking *making);

#endif

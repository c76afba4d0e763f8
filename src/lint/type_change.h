/* What changing a column's type costs on PostgreSQL. */
#ifndef DUNLIN_LINT_TYPE_CHANGE_H
#define DUNLIN_LINT_TYPE_CHANGE_H

#include "lint/world.h"

typedef enum TypeChange {
    TYPE_CHANGE_FREE,    /* only the catalog */
    TYPE_CHANGE_INDEXES, /* indexes on the column are built anew */
    TYPE_CHANGE_REWRITE, /* the table is written anew, and all its indexes */
} TypeChange;

/* The cost of the action on a column; NULL: nothing is known of it, which counts as the worst. */
TypeChange type_change(const LintWorld *world, const WorldColumn *column, const LintAction *action);

#endif

/* What the files that read PostgreSQL's statements share. */
#ifndef DUNLIN_LINT_READING_POSTGRES_H
#define DUNLIN_LINT_READING_POSTGRES_H

#include "lint/parse_tree.h"
#include "lint/statement.h"

/* What is copied into the arena: the tree dies with its statement. */
typedef struct LintReading {
    Arena *arena;
    LintStatement *statement; /* that is being filled */
} LintReading;

/* Fills the statement from the node of one type. */
typedef void (*LintReader)(LintReading *reading, const TreeNode *node);

/* The reader of nodes of that type; NULL: nothing in it is of interest. */
LintReader lint_table_reader(Text type);
LintReader lint_object_reader(Text type);
LintReader lint_other_reader(Text type);

/* A text of the node, copied. */
Text lint_text(LintReading *reading, const TreeNode *node, const char *name);

/* A RangeVar; a list of names, the last of which is the thing's own; and the same of a member. */
LintName lint_range_name(LintReading *reading, const TreeNode *range);
LintName lint_list_name(LintReading *reading, const TreeNode *list);
LintName lint_relation(LintReading *reading, const TreeNode *node);

/* A list of RangeVars, with or without the node around each. */
LintNames lint_range_names(LintReading *reading, const TreeNode *list);

/* The names in a list of strings. */
TextList lint_strings(LintReading *reading, const TreeNode *list);

/* A TypeName. */
LintType lint_type(LintReading *reading, const TreeNode *node);

/* When an expression is computed; the functions it calls that are not known are added. */
LintDefault lint_default(LintReading *reading, const TreeNode *expression, TextList *calls);

/* Adds the columns that an expression mentions, each once. */
void lint_mentions(LintReading *reading, const TreeNode *expression, TextList *columns);

/* Adds the functions that are called anywhere inside. */
void lint_calls(LintReading *reading, const TreeNode *node, TextList *calls);

/* Adds the tables that are read anywhere inside, but for what WITH names. */
void lint_sources(LintReading *reading, const TreeNode *node, LintNames *sources);

/* The column that the expression is and nothing else; empty when it is more. */
Text lint_column_of(LintReading *reading, const TreeNode *expression);

/* A Constraint, as it stands in a table; the one of a column knows its column. */
LintConstraint lint_constraint(LintReading *reading, const TreeNode *node, Text column);

/* Puts the parts of a column's definition into the action. */
void lint_column(LintReading *reading, const TreeNode *definition, LintAction *action);

#endif

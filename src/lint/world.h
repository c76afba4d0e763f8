/* What exists in the database, as far as the statements tell that were applied before. */
#ifndef DUNLIN_LINT_WORLD_H
#define DUNLIN_LINT_WORLD_H

#include "base/map.h"
#include "lint/statement.h"

typedef struct WorldTable WorldTable;
typedef WorldTable *WorldTableRef;

typedef LIST_OF(WorldTableRef) WorldTables;

typedef struct WorldColumn {
    Text name;
    LintType type;
    Text collation;
    bool is_not_null;
    bool has_default;
    bool is_identity;
    bool is_generated;
} WorldColumn;

typedef struct WorldConstraint {
    LintConstraint is;      /* is_not_valid: not validated since */
    WorldTable *references; /* NULL: a table that is not known, or no foreign key */
    bool is_inherited;      /* a partition has it from its parent */
} WorldConstraint;

typedef struct WorldIndex {
    Text name;
    TextList columns;  /* empty for an expression */
    TextList mentions; /* columns in expressions and in the condition */
    bool is_unique;
    bool has_where;
    bool is_constraint; /* it belongs to the constraint of its name */
} WorldIndex;

/* Also views and sequences: `object`. */
struct WorldTable {
    LintName name; /* with its namespace */
    LintObject object;
    LIST_OF(WorldColumn) columns;
    LIST_OF(WorldConstraint) constraints;
    LIST_OF(WorldIndex) indexes;
    WorldTables parents;
    WorldTables children; /* partitions and tables that inherit from it, right below */
    WorldTables sources;  /* what a view reads */
    TextList mentions;    /* the columns that it names */
    Text tablespace;      /* "pg_default" where none was written */
    Text method;          /* how rows are stored: "heap" */
    bool is_partition;
    bool is_default; /* the default partition of its parent */
    bool is_partitioned;
    bool has_trigger; /* one was made */
    bool is_unlogged;
    bool is_temporary;
    bool is_new; /* made since world_begin_migration() */
};

typedef struct WorldType {
    LintName name;
    LintType of; /* a domain's; without a name for an enum and any other type */
    LintConstraints constraints;
    bool is_enum;
    bool is_new;
} WorldType;

typedef WorldType *WorldTypeRef;

typedef struct LintWorld {
    Arena *arena;
    Text usual;         /* the namespace of names that are written without */
    WorldTables tables; /* in the order in which they were made */
    Map table_by_name;
    LIST_OF(WorldTypeRef) types;
    bool is_whole; /* the history is known from its beginning: what is not here is nowhere */
    bool is_utc;   /* the last SET TIME ZONE said UTC */
} LintWorld;

/* An empty database. `usual` is the namespace of the connection; empty: "public". */
LintWorld *world_new(Arena *arena, Text usual);

/* What is made from here on is new to the migration that begins. */
void world_begin_migration(LintWorld *world);

/* The world behind the statement, which must live as long. What is not known is passed over. */
void world_apply(LintWorld *world, const LintStatement *statement);

/* The thing of that name, or NULL. */
WorldTable *world_table(const LintWorld *world, LintName name);
WorldType *world_type(const LintWorld *world, LintName name);

/* The index of that name and its table, or NULL. */
WorldIndex *world_index(const LintWorld *world, LintName name, WorldTable **table);

WorldColumn *world_column(const WorldTable *table, Text name);
WorldConstraint *world_constraint(const WorldTable *table, Text name);

/* With the namespace that is meant. */
LintName world_name(const LintWorld *world, LintName name);

/* Are all of a column's values known not to be NULL by a CHECK that was validated? */
bool world_proves_not_null(const WorldTable *table, Text column);

/* The default partition of a table, or NULL. */
WorldTable *world_default_partition(const WorldTable *table);

bool text_list_has(const TextList *list, Text text);

#endif

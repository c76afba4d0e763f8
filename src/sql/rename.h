/* Renames: things that are in one schema only, but so much like one of the other that they are
 * probably the same under a new name. Nothing in two schemas says so, hence these are guesses;
 * where one is right, renaming keeps the data that dropping and adding would lose. */
#ifndef DUNLIN_SQL_RENAME_H
#define DUNLIN_SQL_RENAME_H

#include "sql/comparison.h"

/* In this order they are looked for: columns are alike when their enums are the same, tables when
 * their columns are alike, and columns are compared in tables that are the same. */
typedef enum RenameKind {
    RENAME_ENUM,
    RENAME_TABLE,
    RENAME_COLUMN,
    RENAME_ENUM_VALUE,
} RenameKind;

enum { RENAME_KINDS = RENAME_ENUM_VALUE + 1 };

typedef struct Rename {
    RenameKind kind;
    uint32_t before;
    uint32_t after;
    int likeness;    /* of a hundred */
    bool is_swapped; /* a join table whose A is the other one's B: it joins the same tables */
    Text owner;      /* the table of a column, the enum of a value, by its new name; or empty */
    Text old_name;
    Text new_name;
} Rename;

typedef LIST_OF(Rename) Renames;

/* From this likeness on a rename is likely enough to be written without asking. */
#define RENAME_LIKELY 70

/* The renames of one kind that are conceivable, the most likely first; no thing is in two of them.
 * What is found of one kind depends on what was accepted of those before it. */
Renames renames_find(Arena *arena, const Comparison *comparison, RenameKind kind);

/* The rename that somebody asks for, by the names in the database; false when there is no such
 * thing before or after, or it is no rename. `owner` is the new name of the table or the enum. */
bool rename_named(const Comparison *comparison, RenameKind kind, Text owner, Text old_name,
                  Text new_name, Rename *rename);

/* Makes the two counterparts. */
void rename_accept(Comparison *comparison, const Rename *rename);

/* "table", "column", "enum" or "value". */
const char *rename_kind_name(RenameKind kind);

#endif

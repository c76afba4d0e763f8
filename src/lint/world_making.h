/* What the files that change a world share. */
#ifndef DUNLIN_LINT_WORLD_MAKING_H
#define DUNLIN_LINT_WORLD_MAKING_H

#include "lint/world.h"

/* Takes the item at a place out of a list; the others keep their order. */
#define list_remove(list, item) \
    ((void)(memmove((item), (item) + 1, \
                    (size_t)((list)->items + (list)->count - (item)-1) * sizeof *(item)), \
            (list)->count--))

WorldTable *world_add_table(LintWorld *world, LintName name, LintObject object);
void world_rename_table(LintWorld *world, WorldTable *table, LintName name);

/* Takes a table out of a list, if it is there. */
void world_forget(WorldTables *tables, const WorldTable *gone);

/* With its partitions, and the foreign keys that refer to it. */
void world_drop_table(LintWorld *world, WorldTable *gone);

/* Does one action to a table, and to those below it where PostgreSQL does. */
void world_change(LintWorld *world, WorldTable *table, const LintAction *action);

void world_add_parent(LintWorld *world, WorldTable *table, LintName name);

/* Gives a partition the constraints of its parent. */
void world_become_partition(LintWorld *world, WorldTable *table, const WorldTable *parent,
                            bool is_default);

#endif

/* A hash table of names that are not kept: 16 bytes a name at most, however long the names are.
 * Who fills it says how to spell what a number stands for. */
#ifndef DUNLIN_PSL_VALIDATE_NAME_TABLE_H
#define DUNLIN_PSL_VALIDATE_NAME_TABLE_H

#include "base/text.h"

/* The name of a number other than 0; it may live until the next call. */
typedef Text (*NameSpell)(void *context, uint32_t number);

typedef struct NameSlot {
    uint32_t hash;
    uint32_t number; /* 0: free */
} NameSlot;

typedef struct NameTable {
    Arena *arena;
    NameSpell spell;
    void *context;
    NameSlot *slots;
    size_t slot_count;
    size_t count;
} NameTable;

/* Makes room for `count` names at once, in an empty table. */
void name_table_reserve(NameTable *table, size_t count);

/* The number that the name has; 0 when it has none. */
uint32_t name_table_get(const NameTable *table, Text name);

/* Where the name's number is. When it has none, `*place` is 0 and the caller sets it. */
uint32_t *name_table_place(NameTable *table, Text name);

#endif

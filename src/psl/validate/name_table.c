#include "psl/validate/name_table.h"

static uint32_t hash_of(Text name)
{
    return (uint32_t)text_hash(name);
}

/* The slot of the name, or the free one where it belongs. */
static NameSlot *slot_of(const NameTable *table, Text name, uint32_t hash)
{
    size_t i = hash & (table->slot_count - 1);
    for (;; i = (i + 1) & (table->slot_count - 1)) {
        NameSlot *slot = &table->slots[i];
        if (slot->number == 0 ||
            (slot->hash == hash && text_equal(table->spell(table->context, slot->number), name)))
            return slot;
    }
}

uint32_t name_table_get(const NameTable *table, Text name)
{
    return table->slot_count ? slot_of(table, name, hash_of(name))->number : 0;
}

/* A quarter of the slots stays free. */
static bool is_full(const NameTable *table, size_t count)
{
    return count * 4 >= table->slot_count * 3;
}

void name_table_reserve(NameTable *table, size_t count)
{
    table->slot_count = 16;
    while (is_full(table, count))
        table->slot_count *= 2;
    table->slots = NEW_ARRAY(table->arena, NameSlot, table->slot_count);
}

static void grow(NameTable *table)
{
    NameSlot *old = table->slots;
    size_t old_count = table->slot_count;
    table->slot_count = old_count ? old_count * 2 : 16;
    table->slots = NEW_ARRAY(table->arena, NameSlot, table->slot_count);
    for (size_t i = 0; i < old_count; i++) {
        size_t to = old[i].hash & (table->slot_count - 1);
        while (old[i].number && table->slots[to].number)
            to = (to + 1) & (table->slot_count - 1);
        if (old[i].number)
            table->slots[to] = old[i];
    }
}

uint32_t *name_table_place(NameTable *table, Text name)
{
    if (is_full(table, table->count))
        grow(table);
    uint32_t hash = hash_of(name);
    NameSlot *slot = slot_of(table, name, hash);
    if (slot->number == 0) {
        slot->hash = hash;
        table->count++;
    }
    return &slot->number;
}

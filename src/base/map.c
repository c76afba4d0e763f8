#include "base/map.h"

/* The slot that holds `key`, or the free one where it belongs. */
static uint32_t *slot_of(const Map *map, Text key)
{
    size_t i = (size_t)text_hash(key) & (map->slot_count - 1);
    while (map->slots[i] && !text_equal(map->entries.items[map->slots[i] - 1].key, key))
        i = (i + 1) & (map->slot_count - 1);
    return &map->slots[i];
}

void *map_get(const Map *map, Text key)
{
    if (map->slot_count == 0)
        return NULL;
    uint32_t slot = *slot_of(map, key);
    return slot ? map->entries.items[slot - 1].value : NULL;
}

static void make_slots(Map *map, size_t count)
{
    map->slot_count = count;
    map->slots = NEW_ARRAY(map->arena, uint32_t, map->slot_count);
    for (size_t i = 0; i < map->entries.count; i++)
        *slot_of(map, map->entries.items[i].key) = (uint32_t)i + 1;
}

void map_reserve(Map *map, size_t count)
{
    size_t slots = 16;
    while (slots <= count * 2)
        slots *= 2;
    if (slots <= map->slot_count)
        return;
    make_slots(map, slots);
    if (map->entries.count == 0) {
        map->entries.items = NEW_ARRAY(map->arena, MapEntry, count);
        map->entries.capacity = count;
    }
}

void map_set(Map *map, Text key, void *value)
{
    if (map->entries.count * 2 >= map->slot_count)
        make_slots(map, map->slot_count ? map->slot_count * 2 : 16);
    uint32_t *slot = slot_of(map, key);
    if (*slot) {
        map->entries.items[*slot - 1].value = value;
        return;
    }
    list_add(map->arena, &map->entries, (MapEntry){key, value});
    *slot = (uint32_t)map->entries.count;
}

/* An index is kept as a pointer to nowhere, one higher, since NULL stands for nothing. */
void map_set_index(Map *map, Text key, uint32_t index)
{
    map_set(map, key, (void *)((uintptr_t)index + 1)); // NOLINT(performance-no-int-to-ptr)
}

uint32_t map_index(const Map *map, Text key)
{
    const void *value = map_get(map, key);
    return value ? (uint32_t)((uintptr_t)value - 1) : MAP_NO_INDEX;
}

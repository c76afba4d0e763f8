/* A map from text to pointer that keeps the order of insertion. A map made with MAP() is empty;
 * keys are not copied and must live as long as the map. */
#ifndef DUNLIN_BASE_MAP_H
#define DUNLIN_BASE_MAP_H

#include "base/text.h"

typedef struct MapEntry {
    Text key;
    void *value;
} MapEntry;

typedef struct Map {
    Arena *arena;
    LIST_OF(MapEntry) entries;
    uint32_t *slots; /* open addressing: index into entries + 1, or 0 */
    size_t slot_count;
} Map;

#define MAP(in_arena) ((Map){.arena = (in_arena)})

/* Makes room for `count` entries at once, in an empty map whose size is known. */
void map_reserve(Map *map, size_t count);

/* The value of `key`, or NULL. */
void *map_get(const Map *map, Text key);

/* Sets the value of `key`, which keeps its place when it is there already. */
void map_set(Map *map, Text key, void *value);

/* Maps whose values are indexes into some array: what is not in the map has MAP_NO_INDEX. */
#define MAP_NO_INDEX UINT32_MAX
void map_set_index(Map *map, Text key, uint32_t index);
uint32_t map_index(const Map *map, Text key);

#endif

/* A growing array of one type, in an arena. A zeroed list is an empty list. */
#ifndef DUNLIN_BASE_LIST_H
#define DUNLIN_BASE_LIST_H

#include <stddef.h>
#include <string.h>

#include "base/arena.h"

#define LIST_OF(Type) \
    struct { \
        Type *items; \
        size_t count; \
        size_t capacity; \
    }

/* Room for one more item at the end; an lvalue of the new, zeroed item. */
#define list_push(arena, list) \
    (*((list)->count == (list)->capacity \
           ? ((list)->items = \
                  list_grown((arena), (list)->items, sizeof *(list)->items, &(list)->capacity), \
              &(list)->items[(list)->count++]) \
           : &(list)->items[(list)->count++]))

/* Makes room in an empty list whose length is known; else the first items take room for eight. */
#define list_reserve(arena, list, length) \
    ((void)((list)->items = \
                arena_alloc((arena), arena_array_size(sizeof *(list)->items, (length))), \
            (list)->capacity = (length)))

#define list_add(arena, list, ...) ((void)(list_push(arena, list) = __VA_ARGS__))

/* Gives the list items of its own, so that changing them leaves those of the list that it was
 * assigned from alone. */
#define list_own(arena, list) \
    ((void)((list)->items = \
                list_copied((arena), (list)->items, (list)->count * sizeof *(list)->items), \
            (list)->capacity = (list)->count))

#define list_last(list) ((list)->items[(list)->count - 1])

/* Visits each item by pointer. */
#define list_each(Type, item, list) \
    Type *item = (list)->items, \
         *item##_end = (list)->count ? (list)->items + (list)->count : (list)->items; \
    item < item##_end; \
    item++

static inline void *list_copied(Arena *arena, const void *items, size_t size)
{
    void *copy = arena_alloc(arena, size + 1);
    if (size)
        memcpy(copy, items, size);
    return copy;
}

static inline void *list_grown(Arena *arena, void *items, size_t size, size_t *capacity)
{
    size_t grown = *capacity ? *capacity * 2 : 8;
    void *moved = arena_grow(arena, items, size * *capacity, arena_array_size(size, grown));
    *capacity = grown;
    return moved;
}

#endif

/* Memory that dies together: a command allocates from one arena and frees it once, at its end. */
#ifndef DUNLIN_BASE_ARENA_H
#define DUNLIN_BASE_ARENA_H

#include <stddef.h>

typedef struct Arena Arena;

/* A point in an arena's life, to return to with arena_rewind(). */
typedef struct ArenaMark {
    void *block;
    size_t used;
} ArenaMark;

/* A new, empty arena. The caller frees it with arena_free(). */
Arena *arena_new(void);

/* Frees the arena and everything that was allocated from it. NULL is allowed. */
void arena_free(Arena *arena);

/* `size` zeroed bytes, aligned for any type but long double; never NULL: when memory runs out, the
 * handler of arena_on_exhausted() ends the program. */
void *arena_alloc(Arena *arena, size_t size);

/* The object at `old` (of `old_size` bytes, or NULL) grown to `new_size` bytes; the new bytes are
 * zero. Grows in place where `old` is the latest allocation. */
void *arena_grow(Arena *arena, void *old, size_t old_size, size_t new_size);

/* Remembers the present state; arena_rewind() frees everything allocated since. For scratch work
 * inside one function: results must not be allocated between the two. */
ArenaMark arena_mark(Arena *arena);
void arena_rewind(Arena *arena, ArenaMark mark);

/* Sets what happens when the system has no memory left. The handler must not return. */
void arena_on_exhausted(void (*handler)(size_t wanted));

#define NEW(arena, Type) ((Type *)arena_alloc((arena), sizeof(Type)))
#define NEW_ARRAY(arena, Type, count) \
    ((Type *)arena_alloc((arena), arena_array_size(sizeof(Type), (count))))

/* size * count; an overflow counts as memory running out. */
size_t arena_array_size(size_t size, size_t count);

#endif

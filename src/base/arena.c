/* Arenas: blocks that double in size. Under AddressSanitizer every object is a malloc of its own,
 * so that an overflow from one object into the next is seen. */
#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ONE_OBJECT_A_BLOCK 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ONE_OBJECT_A_BLOCK 1
#endif
#endif
#ifndef ONE_OBJECT_A_BLOCK
#define ONE_OBJECT_A_BLOCK 0
#endif

enum { FIRST_BLOCK = 16 * 1024, LARGEST_BLOCK = 1024 * 1024 };

typedef struct Block {
    struct Block *previous;
    size_t size;
    size_t used;
    max_align_t data[];
} Block;

struct Arena {
    Block *last;
    size_t next_size;
};

static void (*exhausted_handler)(size_t wanted);

static void exhausted(size_t wanted)
{
    if (exhausted_handler)
        exhausted_handler(wanted);
    abort();
}

void arena_on_exhausted(void (*handler)(size_t wanted))
{
    exhausted_handler = handler;
}

size_t arena_array_size(size_t size, size_t count)
{
    if (count > 0 && size > SIZE_MAX / 2 / count)
        exhausted(SIZE_MAX);
    return size * count;
}

static size_t aligned(size_t size)
{
    size_t unit = sizeof(max_align_t);
    return (size + unit - 1) / unit * unit;
}

Arena *arena_new(void)
{
    Arena *arena = calloc(1, sizeof *arena);
    if (!arena)
        exhausted(sizeof *arena);
    arena->next_size = FIRST_BLOCK;
    return arena;
}

static void free_blocks(Arena *arena, const Block *down_to)
{
    while (arena->last != down_to) {
        Block *block = arena->last;
        arena->last = block->previous;
        free(block);
    }
}

void arena_free(Arena *arena)
{
    if (!arena)
        return;
    free_blocks(arena, NULL);
    free(arena);
}

static Block *add_block(Arena *arena, size_t size)
{
    Block *block = calloc(1, sizeof *block + size);
    if (!block)
        exhausted(size);
    block->size = size;
    block->previous = arena->last;
    arena->last = block;
    return block;
}

static Block *block_for(Arena *arena, size_t size)
{
    if (ONE_OBJECT_A_BLOCK)
        return add_block(arena, size);
    Block *block = arena->last;
    if (block && block->size - block->used >= size)
        return block;
    if (size >= arena->next_size)
        return add_block(arena, size);
    block = add_block(arena, arena->next_size);
    if (arena->next_size < LARGEST_BLOCK)
        arena->next_size *= 2;
    return block;
}

void *arena_alloc(Arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        exhausted(size);
    size_t room = ONE_OBJECT_A_BLOCK ? (size ? size : 1) : aligned(size ? size : 1);
    Block *block = block_for(arena, room);
    char *object = (char *)block->data + block->used;
    block->used += room;
    return object;
}

void *arena_grow(Arena *arena, void *old, size_t old_size, size_t new_size)
{
    if (!old)
        return arena_alloc(arena, new_size);
    if (new_size <= old_size)
        return old;
    Block *block = arena->last;
    size_t had = aligned(old_size ? old_size : 1);
    bool latest = !ONE_OBJECT_A_BLOCK && block && block->used >= had &&
                  (char *)old == (char *)block->data + block->used - had;
    if (latest && block->size - block->used >= aligned(new_size) - had) {
        block->used += aligned(new_size) - had;
        return old;
    }
    char *grown = arena_alloc(arena, new_size);
    memcpy(grown, old, old_size);
    return grown;
}

ArenaMark arena_mark(Arena *arena)
{
    return (ArenaMark){arena->last, arena->last ? arena->last->used : 0};
}

void arena_rewind(Arena *arena, ArenaMark mark)
{
    free_blocks(arena, mark.block);
    Block *block = mark.block;
    if (block) {
        memset((char *)block->data + mark.used, 0, block->used - mark.used);
        block->used = mark.used;
    }
}

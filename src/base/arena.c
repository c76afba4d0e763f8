/* Arenas: blocks that double in size. Under AddressSanitizer every object is a malloc of its own,
 * so that an overflow from one object into the next is seen. */
#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

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

/* Blocks from HUGE_PAGE on begin at a huge page, if the system has them: a fresh page costs as much
 * time as filling it. */
enum {
    FIRST_BLOCK = 16 * 1024,
    HUGE_PAGE = 2 * 1024 * 1024,
    LARGEST_BLOCK = 2 * HUGE_PAGE,
};

typedef struct Block {
    struct Block *previous;
    size_t size;
    size_t used;
    size_t mapped; /* bytes from the system, or 0: from malloc() */
    max_align_t data[];
} Block;

struct Arena {
    Block *last;
    Block *spare; /* cleared by a rewind, for the next need: marks may lie at the end of a block */
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

/* Enough for pointers, 64-bit numbers and doubles; nothing here is a long double. */
static size_t aligned(size_t size)
{
    size_t unit = sizeof(uint64_t);
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

static void clear(Block *block, size_t from)
{
    if (block->used > from)
        memset((char *)block->data + from, 0, block->used - from);
    block->used = from;
}

static void free_block(Block *block)
{
    if (block->mapped)
        munmap(block, block->mapped);
    else
        free(block);
}

static void drop_block(Arena *arena)
{
    Block *block = arena->last;
    arena->last = block->previous;
    if (ONE_OBJECT_A_BLOCK || arena->spare || block->size > LARGEST_BLOCK) {
        free_block(block);
        return;
    }
    clear(block, 0);
    arena->spare = block;
}

void arena_free(Arena *arena)
{
    if (!arena)
        return;
    while (arena->last) {
        Block *block = arena->last;
        arena->last = block->previous;
        free_block(block);
    }
    if (arena->spare)
        free_block(arena->spare);
    free(arena);
}

/* Zeroed memory that begins at a huge page; NULL when there is none. `size` is a multiple of one.
 */
static Block *map_block(size_t size)
{
    char *memory =
        mmap(NULL, size + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return NULL;
    size_t before = (HUGE_PAGE - (uintptr_t)memory % HUGE_PAGE) % HUGE_PAGE;
    if (before > 0)
        munmap(memory, before);
    munmap(memory + before + size, HUGE_PAGE - before);
    madvise(memory + before, size, MADV_HUGEPAGE); /* advice only */
    Block *block = (Block *)(memory + before);
    block->mapped = size;
    return block;
}

static Block *add_block(Arena *arena, size_t size)
{
    size_t whole = (sizeof(Block) + size + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    bool huge = !ONE_OBJECT_A_BLOCK && size >= HUGE_PAGE - sizeof(Block);
    Block *block = huge ? map_block(whole) : calloc(1, sizeof *block + size);
    if (!block)
        exhausted(size);
    block->size = huge ? whole - sizeof *block : size;
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
    if (size + sizeof *block > arena->next_size)
        return add_block(arena, size);
    if (arena->spare && arena->spare->size >= size) {
        block = arena->spare;
        arena->spare = NULL;
        block->previous = arena->last;
        arena->last = block;
        return block;
    }
    block = add_block(arena, arena->next_size - sizeof *block);
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
    while (arena->last != mark.block)
        drop_block(arena);
    if (arena->last)
        clear(arena->last, mark.used);
}

/* base/arena.h */
#include "support.h"

#include <stdlib.h>
#include <string.h>

static bool all_zero(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i])
            return false;
    return true;
}

static void memory_is_zeroed_and_aligned(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    static const size_t sizes[] = {0, 1, 7, 8, 100, 16 * 1024, 16 * 1024 + 1, 3 * 1024 * 1024};
    for (size_t round = 0; round < 50; round++)
        for (size_t i = 0; i < COUNT(sizes); i++) {
            char *bytes = arena_alloc(arena, sizes[i]);
            assert_non_null(bytes);
            assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
            assert_true(all_zero(bytes, sizes[i]));
            if (sizes[i])
                memset(bytes, 0xAA, sizes[i]);
        }
}

static void objects_do_not_overlap(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    enum { OBJECTS = 5000 };
    unsigned char *objects[OBJECTS];
    size_t sizes[OBJECTS];
    Dice dice = {1};
    for (size_t i = 0; i < OBJECTS; i++) {
        sizes[i] = dice_roll(&dice, 300) + 1;
        objects[i] = arena_alloc(arena, sizes[i]);
        memset(objects[i], (int)(i % 251), sizes[i]);
    }
    for (size_t i = 0; i < OBJECTS; i++)
        for (size_t j = 0; j < sizes[i]; j++)
            expect(objects[i][j] == i % 251, "object %zu, byte %zu", i, j);
}

static void growing_keeps_the_content_and_zeroes_the_rest(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    size_t size = 1;
    char *bytes = arena_grow(arena, NULL, 0, size);
    bytes[0] = 'x';
    for (size_t round = 0; round < 20; round++) {
        if (round % 3 == 0)
            arena_alloc(arena, 10); /* something behind it, so that it has to move */
        bytes = arena_grow(arena, bytes, size, size * 2);
        assert_true(all_zero(bytes + size, size));
        for (size_t i = 0; i < size; i++)
            expect(bytes[i] == 'x', "round %zu, byte %zu", round, i);
        size *= 2;
        memset(bytes, 'x', size);
    }
}

static void growing_to_less_changes_nothing(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    char *bytes = arena_alloc(arena, 10);
    assert_ptr_equal(arena_grow(arena, bytes, 10, 10), bytes);
    assert_ptr_equal(arena_grow(arena, bytes, 10, 3), bytes);
}

static void rewinding_frees_what_came_since_the_mark(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    char *before = arena_alloc(arena, 100);
    memset(before, 'b', 100);
    for (size_t round = 0; round < 100; round++) {
        ArenaMark mark = arena_mark(arena);
        for (size_t i = 0; i < 20; i++)
            memset(arena_alloc(arena, 5000), 'x', 5000);
        arena_rewind(arena, mark);
        char *after = arena_alloc(arena, 5000);
        assert_true(all_zero(after, 5000)); /* reused memory is zeroed again */
        arena_rewind(arena, mark);
    }
    for (size_t i = 0; i < 100; i++)
        assert_int_equal(before[i], 'b');
}

static void rewinding_an_empty_arena(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    ArenaMark mark = arena_mark(arena);
    arena_alloc(arena, 10);
    arena_rewind(arena, mark);
    assert_true(all_zero(arena_alloc(arena, 10), 10));
    arena_free(arena);
    arena_free(NULL);
}

static jmp_buf escape;
static size_t wanted_size;

static void on_exhausted(size_t wanted)
{
    wanted_size = wanted;
    longjmp(escape, 1);
}

static void too_much_memory_goes_to_the_handler(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    static volatile int calls;
    arena_on_exhausted(on_exhausted);
    if (setjmp(escape) == 0)
        arena_alloc(arena, SIZE_MAX - 3);
    else
        calls++;
    assert_int_equal(wanted_size, SIZE_MAX - 3);
    if (setjmp(escape) == 0)
        (void)arena_array_size(16, SIZE_MAX / 8);
    else
        calls++;
    arena_on_exhausted(NULL);
    assert_int_equal(calls, 2);
    assert_int_equal(arena_array_size(16, 3), 48);
    assert_int_equal(arena_array_size(16, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(memory_is_zeroed_and_aligned),
        TEST(objects_do_not_overlap),
        TEST(growing_keeps_the_content_and_zeroes_the_rest),
        TEST(growing_to_less_changes_nothing),
        TEST(rewinding_frees_what_came_since_the_mark),
        TEST(rewinding_an_empty_arena),
        TEST(too_much_memory_goes_to_the_handler),
    };
    return RUN_TESTS(tests);
}

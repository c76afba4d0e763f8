/* base/map.h */
#include "base/map.h"

#include "support.h"

static void an_empty_map_has_nothing(void **state)
{
    Map map = MAP(((Scene *)*state)->arena);
    assert_null(map_get(&map, TEXT("a")));
    assert_null(map_get(&map, TEXT("")));
}

static void setting_again_keeps_the_place(void **state)
{
    Map map = MAP(((Scene *)*state)->arena);
    int values[4];
    map_set(&map, TEXT("a"), &values[0]);
    map_set(&map, TEXT(""), &values[1]);
    map_set(&map, TEXT("a\0"), &values[2]);
    map_set(&map, TEXT("a"), &values[3]);
    assert_int_equal(map.entries.count, 3);
    assert_ptr_equal(map_get(&map, TEXT("a")), &values[3]);
    assert_ptr_equal(map_get(&map, TEXT("")), &values[1]);
    assert_ptr_equal(map_get(&map, TEXT("a\0")), &values[2]);
    assert_text(map.entries.items[0].key, "a");
}

static void many_entries_keep_their_order(void **state)
{
    Scene *scene = *state;
    Map map = MAP(scene->arena);
    enum { ENTRIES = 50000 };
    char *values = arena_alloc(scene->arena, ENTRIES);
    for (size_t i = 0; i < ENTRIES; i++)
        map_set(&map, text_format(scene->arena, "key %zu", i * 7919), values + i);
    assert_int_equal(map.entries.count, ENTRIES);
    for (size_t i = 0; i < ENTRIES; i++) {
        Text key = text_format(scene->arena, "key %zu", i * 7919);
        assert_ptr_equal(map_get(&map, key), values + i);
        assert_same_text(map.entries.items[i].key, key);
    }
    assert_null(map_get(&map, TEXT("key 1")));
}

static void room_made_at_once_changes_nothing_else(void **state)
{
    Scene *scene = *state;
    static const size_t sizes[] = {0, 1, 8, 1000};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        Map map = MAP(scene->arena);
        int value;
        map_reserve(&map, sizes[i]);
        assert_null(map_get(&map, TEXT("a")));
        for (size_t j = 0; j < sizes[i] + 100; j++)
            map_set(&map, text_format(scene->arena, "%zu", j), &value);
        map_reserve(&map, sizes[i] * 10);
        assert_int_equal(map.entries.count, sizes[i] + 100);
        assert_ptr_equal(map_get(&map, TEXT("0")), &value);
        assert_ptr_equal(map_get(&map, TEXT("99")), &value);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_empty_map_has_nothing),
        TEST(setting_again_keeps_the_place),
        TEST(many_entries_keep_their_order),
        TEST(room_made_at_once_changes_nothing_else),
    };
    return RUN_TESTS(tests);
}

/* base/list.h */
#include "support.h"

typedef struct Pair {
    size_t number;
    Text text;
} Pair;

static void a_zeroed_list_is_empty(void **state)
{
    (void)state;
    LIST_OF(Pair) list = {0};
    size_t seen = 0;
    for (list_each(Pair, pair, &list))
        seen++;
    assert_int_equal(seen, 0);
    assert_int_equal(list.count, 0);
}

static void items_keep_their_order_and_values(void **state)
{
    Scene *scene = *state;
    LIST_OF(Pair) list = {0};
    enum { ITEMS = 1000 };
    for (size_t i = 0; i < ITEMS; i++) {
        list_add(scene->arena, &list, (Pair){i, text_format(scene->arena, "%zu", i)});
        assert_int_equal(list_last(&list).number, i);
    }
    assert_int_equal(list.count, ITEMS);
    size_t i = 0;
    for (list_each(Pair, pair, &list)) {
        assert_int_equal(pair->number, i);
        assert_same_text(pair->text, text_format(scene->arena, "%zu", i));
        i++;
    }
    assert_int_equal(i, ITEMS);
}

static void a_pushed_item_is_zeroed(void **state)
{
    Scene *scene = *state;
    LIST_OF(Pair) list = {0};
    for (size_t i = 0; i < 100; i++) {
        Pair *pair = &list_push(scene->arena, &list);
        assert_int_equal(pair->number, 0);
        assert_null(pair->text.data);
        pair->number = i + 1;
    }
    assert_int_equal(list.items[99].number, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_zeroed_list_is_empty),
        TEST(items_keep_their_order_and_values),
        TEST(a_pushed_item_is_zeroed),
    };
    return RUN_TESTS(tests);
}

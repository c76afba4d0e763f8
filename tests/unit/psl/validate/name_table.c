/* psl/validate/name_table.h */
#include "psl/validate/name_table.h"

#include <stdio.h>

#include "support.h"

/* A name for each number. */
static Text spell(void *context, uint32_t number)
{
    static char name[32];
    (void)context;
    snprintf(name, sizeof name, "name-%u", number);
    return text_from(name);
}

static void finds_what_was_put(void **state)
{
    NameTable table = {.arena = ((Scene *)*state)->arena, .spell = spell};
    assert_int_equal(name_table_get(&table, TEXT("name-1")), 0);
    for (uint32_t i = 1; i <= 10000; i++) {
        char name[32];
        snprintf(name, sizeof name, "name-%u", i);
        uint32_t *place = name_table_place(&table, text_from(name));
        assert_int_equal(*place, 0);
        *place = i;
    }
    assert_int_equal(table.count, 10000);
    assert_int_equal(name_table_get(&table, TEXT("name-1")), 1);
    assert_int_equal(name_table_get(&table, TEXT("name-10000")), 10000);
    assert_int_equal(name_table_get(&table, TEXT("name-10001")), 0);
    assert_int_equal(name_table_get(&table, TEXT("")), 0);
}

static void a_place_is_kept(void **state)
{
    NameTable table = {.arena = ((Scene *)*state)->arena, .spell = spell};
    *name_table_place(&table, TEXT("name-5")) = 5;
    assert_int_equal(*name_table_place(&table, TEXT("name-5")), 5);
    assert_int_equal(table.count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(finds_what_was_put),
        TEST(a_place_is_kept),
    };
    return RUN_TESTS(tests);
}

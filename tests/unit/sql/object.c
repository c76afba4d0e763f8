/* sql/object.h */
#include "sql/object.h"

#include "support.h"

static void words(void **state)
{
    (void)state;
    assert_string_equal(sql_object_word(OBJECT_FOREIGN_KEY), "foreign key");
    for (int kind = OBJECT_NONE + 1; kind < OBJECT_KIND_COUNT; kind++)
        assert_int_equal(sql_object_kind(text_from(sql_object_word((SqlObjectKind)kind))), kind);
    assert_int_equal(sql_object_kind(TEXT("")), OBJECT_NONE);
    assert_int_equal(sql_object_kind(TEXT("Table")), OBJECT_NONE);
}

static SqlObject thing(SqlObjectKind kind, SqlObjectKind owner_kind, const char *owner,
                       const char *name)
{
    return (SqlObject){.kind = kind,
                       .owner_kind = owner_kind,
                       .namespace = TEXT(""),
                       .owner = text_from(owner),
                       .name = text_from(name),
                       .definition = TEXT("")};
}

/* Tables, each with what belongs to it. */
static void order(void **state)
{
    (void)state;
    const SqlObject in_order[] = {
        thing(OBJECT_TABLE, OBJECT_NONE, "", "a"),
        thing(OBJECT_COLUMN, OBJECT_TABLE, "a", "x"),
        thing(OBJECT_COLUMN, OBJECT_TABLE, "a", "y"),
        thing(OBJECT_INDEX, OBJECT_TABLE, "a", "i"),
        thing(OBJECT_COMMENT, OBJECT_COLUMN, "a", "i"),
        thing(OBJECT_COMMENT, OBJECT_INDEX, "a", "i"),
        thing(OBJECT_TABLE, OBJECT_NONE, "", "b"),
        thing(OBJECT_COLUMN, OBJECT_TABLE, "b", "x"),
    };
    for (size_t i = 0; i < COUNT(in_order); i++)
        for (size_t k = 0; k < COUNT(in_order); k++) {
            int found = sql_object_compare(&in_order[i], &in_order[k]);
            expect((found > 0) - (found < 0) == (i > k) - (i < k), "%zu %zu", i, k);
        }
}

static void paths(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    SqlObject object = thing(OBJECT_COLUMN, OBJECT_TABLE, "a", "x");
    assert_text(sql_object_path(arena, &object), "a.x");
    object.namespace = TEXT("s");
    object.name = TEXT("");
    assert_text(sql_object_path(arena, &object), "s.a");
    object.owner = TEXT("");
    object.namespace = TEXT("");
    assert_text(sql_object_path(arena, &object), "");
    assert_int_equal(sql_object_part_of(OBJECT_DEFAULT), OBJECT_COLUMN);
    assert_int_equal(sql_object_part_of(OBJECT_INDEX), OBJECT_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(words), TEST(order), TEST(paths)};
    return RUN_TESTS(tests);
}

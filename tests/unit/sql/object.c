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

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(words)};
    return RUN_TESTS(tests);
}

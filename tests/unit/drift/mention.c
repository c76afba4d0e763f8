/* drift/mention.h */
#include "drift/mention.h"

#include "support.h"

static void names(void **state)
{
    (void)state;
    assert_true(sql_mentions(TEXT("SELECT id FROM users"), TEXT("users")));
    assert_true(sql_mentions(TEXT("users"), TEXT("users")));
    assert_true(sql_mentions(TEXT("SELECT \"long name\" FROM x"), TEXT("long name")));
    assert_true(sql_mentions(TEXT("app.users.id"), TEXT("users")));
    assert_true(sql_mentions(TEXT("superusers, users"), TEXT("users")));
    assert_false(sql_mentions(TEXT("superusers"), TEXT("users")));
    assert_false(sql_mentions(TEXT("users_old"), TEXT("users")));
    assert_false(sql_mentions(TEXT("Users"), TEXT("users")));
    assert_false(sql_mentions(TEXT("user"), TEXT("users")));
    assert_false(sql_mentions(TEXT("anything"), TEXT("")));
    assert_false(sql_mentions(TEXT(""), TEXT("users")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(names)};
    return RUN_TESTS(tests);
}

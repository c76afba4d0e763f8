/* drift/ignore.h */
#include "drift/ignore.h"

#include "support.h"

static const SqlObject column = {.kind = OBJECT_COLUMN,
                                 .owner_kind = OBJECT_TABLE,
                                 .namespace = {"", 0},
                                 .owner = {"User", 4},
                                 .name = {"email", 5}};

static bool fits(Arena *arena, const char *pattern)
{
    TextList patterns = {0};
    list_add(arena, &patterns, TEXT("nothing"));
    list_add(arena, &patterns, text_from(pattern));
    return drift_is_ignored(arena, &patterns, TEXT("public"), &column);
}

static void patterns(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    static const char *const fitting[] = {
        "User.email", "User",           "User.*",          "*",      "U?er.e*l",
        "**.email",   "public.*",       "public.User",     "*email", "column:User.email",
        "column:*",   "column: User.*", "column:public.*",
    };
    static const char *const other[] = {
        "",        "user.email", "User.emai", "User.email?", "email",
        "other.*", "index:*",    "column:",   "column:User", "table:User",
    };
    for (size_t i = 0; i < COUNT(fitting); i++)
        expect(fits(arena, fitting[i]), "%s", fitting[i]);
    for (size_t i = 0; i < COUNT(other); i++)
        expect(!fits(arena, other[i]), "%s", other[i]);
    assert_false(drift_is_ignored(arena, NULL, TEXT("public"), &column));
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(patterns)};
    return RUN_TESTS(tests);
}

/* psl/validate/types.c */
#include "psl/judging.h"

static void of_mongodb_only(void **state)
{
    static const Judged cases[] = {
        {"mongodb", NULL, "type T {\n  a Int\n}\n", ""},
        {"mongodb", NULL, "type T {\n}\n", "E type T {"},
        {"postgresql", NULL, "type T {\n}\n", "E type T {"},
    };
    judge(*state, cases, COUNT(cases));
}

static void have_an_end(void **state)
{
    static const Judged cases[] = {
        {"mongodb", NULL, "type T {\n  t T\n}\n", "E t T"},
        {"mongodb", NULL, "type T {\n  t T?\n  u T[]\n}\n", ""},
        {"mongodb", NULL, "type T {\n  u U\n}\ntype U {\n  t T\n}\n", "E u U ; E t T"},
        {"mongodb", NULL, "type T {\n  u U\n}\ntype U {\n  t T?\n}\n", ""},
    };
    judge(*state, cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(of_mongodb_only),
        TEST(have_an_end),
    };
    return RUN_TESTS(tests);
}

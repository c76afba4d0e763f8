#include "dialect/rules.h"

static void check(void **state, const char *call, const char *expected)
{
    const Scene *scene = *state;
    Text schema = text_format(scene->arena, "model A {\n id Int @id @default(%s)\n}", call);
    assert_rules(scene, "cockroachdb", "", schema.data, expected);
}

static void takes_its_arguments(void **state)
{
    check(state, "sequence()", "");
    check(state,
          "sequence(virtual: true, cache: 5, increment: -2, minValue: 1, maxValue: 9, start: 3)",
          "");
}

static void refuses_others(void **state)
{
    check(state, "sequence(5)", "E 5\n");
    check(state, "sequence(step: 5)", "E step: 5\n");
}

static void looks_at_values(void **state)
{
    check(state, "sequence(virtual: 1)", "E 1\n");
    check(state, "sequence(start: true)", "E true\n");
    check(state, "sequence(start: \"5\")", "E \"5\"\n");
    check(state, "sequence(start: 1.5)", "E 1.5\n");
    check(state, "sequence(start: 99999999999999999999)", "E 99999999999999999999\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(takes_its_arguments),
        TEST(refuses_others),
        TEST(looks_at_values),
    };
    return RUN_TESTS(tests);
}

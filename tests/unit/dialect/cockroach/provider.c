#include "dialect/rules.h"

static void check(void **state, const char *schema, const char *expected)
{
    assert_rules(*state, "cockroachdb", "", schema, expected);
}

static void autoincrement_is_for_bigint(void **state)
{
    check(state, "model A {\n id BigInt @id @default(autoincrement())\n}", "");
    check(state, "model A {\n id Int @id @default(autoincrement())\n}",
          "E @default(autoincrement())\n");
    check(state, "model A {\n id Int @id @default(sequence())\n}", "");
}

static void inverted_indexes_take_json_and_lists(void **state)
{
    check(state,
          "model A {\n id Int @id\n a Json\n b Int[]\n c String\n"
          " @@index([b, a], type: Gin)\n @@index([a, b], type: Gin)\n"
          " @@index([c], type: Gin)\n @@index([a(ops: JsonbOps)], type: Gin)\n"
          " @@index([a(ops: raw(\"x\"))], type: Gin)\n}",
          "E @@index([a, b], type: Gin)\nE @@index([c], type: Gin)\n"
          "E @@index([a(ops: JsonbOps)], type: Gin)\n"
          "E @@index([a(ops: raw(\"x\"))], type: Gin)\n");
}

static void views_are_not_asked(void **state)
{
    check(state, "view A {\n id Int @unique @default(autoincrement())\n}", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(autoincrement_is_for_bigint),
        TEST(inverted_indexes_take_json_and_lists),
        TEST(views_are_not_asked),
    };
    return RUN_TESTS(tests);
}

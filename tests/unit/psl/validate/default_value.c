/* psl/validate/default_value.c */
#include "psl/judging.h"

static void functions(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL, "model A {\nid Int @id @default(foo())\n}\n", "E foo()"},
        {"postgresql", NULL, "model A {\nid Int @id @default(sequence())\n}\n", "E sequence()"},
        {"cockroachdb", NULL, "model A {\nid Int @id @default(sequence())\n}\n", ""},
        {"postgresql", NULL, "model A {\nid Int @id @default(auto())\n}\n", "E auto()"},
        {"mongodb", NULL,
         "model A {\nid String @id @map(\"_id\") @default(auto()) @db.ObjectId\n}\n", ""},
    };
    judge(*state, cases, COUNT(cases));
}

static void literals(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL, "model A {\nid Int @id\na Int @default(1)\n}\n", ""},
        {"postgresql", NULL, "model A {\nid Int @id\na Int @default(9223372036854775808)\n}\n",
         "E 9223372036854775808"},
        {"postgresql", NULL, "model A {\nid Int @id\na BigInt @default(1.5)\n}\n", "E 1.5"},
        {"postgresql", NULL, "model A {\nid Int @id\na Float @default(1.5)\n}\n", ""},
        {"postgresql", NULL,
         "model A {\nid Int @id\na DateTime @default(\"2020-01-01T00:00:00Z\")\n}\n", ""},
        {"postgresql", NULL, "model A {\nid Int @id\na DateTime @default(\"2020-01-01\")\n}\n",
         "E \"2020-01-01\""},
        {"postgresql", NULL, "model A {\nid Int @id\na Json @default(\"{}\")\n}\n", ""},
        {"postgresql", NULL, "model A {\nid Int @id\na Json @default(\"{\")\n}\n", "E \"{\""},
        {"postgresql", NULL, "model A {\nid Int @id\na Bytes @default(\"YQ==\")\n}\n", ""},
        {"postgresql", NULL, "model A {\nid Int @id\na Bytes @default(\"YQ\")\n}\n", "E \"YQ\""},
        {"postgresql", NULL, "model A {\nid Int @id\na Decimal @default(\"1.5\")\n}\n", ""},
        {"postgresql", NULL, "model A {\nid Int @id\na Decimal @default(\"x\")\n}\n", "E \"x\""},
        {"postgresql", NULL, "model A {\nid Int @id\na Decimal @default(1.5)\n}\n", ""},
        {"postgresql", NULL,
         "model A {\nid Int @id\na Int[] @default([1, 9223372036854775808, 2])\n}\n",
         "E 9223372036854775808"},
        {"postgresql", NULL, "model A {\nid Int @id\na Json[] @default([\"1\", \"x\"])\n}\n",
         "E \"x\""},
    };
    judge(*state, cases, COUNT(cases));
}

static void in_composite_types(void **state)
{
    static const Judged cases[] = {
        {"mongodb", NULL, "type T {\n  a Int @default(9223372036854775808)\n}\n",
         "E 9223372036854775808"},
    };
    judge(*state, cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(functions),
        TEST(literals),
        TEST(in_composite_types),
    };
    return RUN_TESTS(tests);
}

/* psl/validate/validate.c */
#include "psl/judging.h"

/* Whatever is wrong before keeps the rules from running. */
static void what_stops_what(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL, "model A {\nid Int\n???\n}\n", "E ???"},
        {"postgresql", NULL, "model A {\nid Int\na Foo\n}\n", "E Foo"},
        {"postgresql", NULL, "model A {\nid Int @foo\n}\n", "E @foo"},
        {"postgresql", "nonsense = 1", "model A {\nid Int\n}\n", "E nonsense = 1"},
        {"postgresql", NULL, "model A {\nid Int\n}\nmodel A {\nid Int\n}\n", "E A"},
        /* a warning does not */
        {"-postgresql", "relationMode = \"prisma\"",
         "model A {\nx Int\nb B @relation(fields: [x], references: [id])\n}\nmodel B {\nid Int @id\nas A[]\n}\n",
         "E model A { ; W @relation(fields: [x], references: [id])"},
    };
    judge(*state, cases, COUNT(cases));
}

static void nothing_of_types_behind_an_error(void **state)
{
    static const Judged cases[] = {
        {"mongodb", NULL, "type T {\n  t T\n}\ntype U {\n}\n", "E t T"},
        {"mongodb", NULL, "type T {\n}\ntype U {\n  a Int @default(9223372036854775808)\n}\n",
         "E type T {"},
    };
    judge(*state, cases, COUNT(cases));
}

static void ambiguity_ends_it_all(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL,
         "model A {\na Int\nb1 B\nb2 B\n}\nmodel B {\na Int\n}\nenum E {\n  X\n  @@map(\"F\")\n}\nenum F {\n  X\n}\n",
         "E model A { ; E b1 B"},
    };
    judge(*state, cases, COUNT(cases));
}

static void views_come_behind_models(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL, "view V {\n  id Int @id\n}\nmodel A {\na Int\n}\n",
         "E model A { ; E @id"},
    };
    judge(*state, cases, COUNT(cases));
}

/* They run while nothing is wrong. */
static void late_rules_of_one_to_one(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int @unique\nb B @relation(fields: [x], references: [id])\n}\nmodel B {\nid Int @id\na A\n}\n",
         "E a A"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int @unique\nb B @relation(fields: [x], references: [id])\n}\nmodel B {\nid Int @id\na A\n}\nmodel C {\nx Int\n}\n",
         "E model C {"},
    };
    judge(*state, cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_stops_what),          TEST(nothing_of_types_behind_an_error),
        TEST(ambiguity_ends_it_all),    TEST(views_come_behind_models),
        TEST(late_rules_of_one_to_one),
    };
    return RUN_TESTS(tests);
}

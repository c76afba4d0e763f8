/* sql/steps.h */
#include "sql/steps.h"

#include "sql/diffing.h"

static const Change of_cockroachdb_rows[] = {
    {"cockroachdb", "a Int @default(sequence())",
     "a Int @default(sequence(start: 5, increment: 2, minValue: 3, maxValue: 90, cache: 4))",
     "-- AlterSequence\n"
     "ALTER SEQUENCE `prisma_sequence_A_a` MINVALUE 3 MAXVALUE 90 INCREMENT 2 "
     "START 5 CACHE 4;\n"},
    {"cockroachdb", "a Int @default(sequence(start: 5))", "a Int @default(sequence())",
     "-- AlterSequence\nALTER SEQUENCE `prisma_sequence_A_a` START 1;\n"},
    {"cockroachdb", "a Int @default(sequence(start: 5))", "a Int @default(sequence(start: 5))",
     "-- This is an empty migration.\n"},
    {"cockroachdb", "a Int @default(sequence())", "a Int", "-- This is an empty migration.\n"},
    {"cockroachdb", "a Int", "a Int @default(sequence(cache: 2))",
     "-- This is an empty migration.\n"},
    {"cockroachdb", "a Int @default(sequence(increment: -1))",
     "a Int @default(sequence(increment: -2))",
     "-- AlterSequence\nALTER SEQUENCE `prisma_sequence_A_a` INCREMENT -2;\n"},
};

static void of_cockroachdb(void **state)
{
    assert_changes(*state, of_cockroachdb_rows, COUNT(of_cockroachdb_rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(of_cockroachdb),
    };
    return RUN_TESTS(tests);
}

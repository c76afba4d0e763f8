/* dialect/sql_rules.h */
#include "dialect/sql_rules.h"

#include "sql/diffing.h"

static const Change types_that_change_rows[] = {
    {"cockroachdb", "a Int", "a String",
     "-- AlterTable\nALTER TABLE `A` ALTER COLUMN `a` SET DATA TYPE STRING;\n"},
    /* not where an index has it */
    {"cockroachdb", "a Int @unique", "a String @unique",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP COLUMN `a`;\n"
     "ALTER TABLE `A` ADD COLUMN     `a` STRING NOT NULL;\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `A_a_key` ON `A`(`a`);\n"},
    {"cockroachdb", "a BigInt", "a Int",
     "-- AlterTable\nALTER TABLE `A` ALTER COLUMN `a` SET DATA TYPE INT4;\n"},
    {"cockroachdb", "a Int", "a BigInt",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP COLUMN `a`;\n"
     "ALTER TABLE `A` ADD COLUMN     `a` INT8 NOT NULL;\n"},
    /* six digits are usual */
    {"cockroachdb", "a DateTime @db.Timestamp", "a DateTime @db.Timestamp(6)",
     "-- This is an empty migration.\n"},
    {"cockroachdb", "a DateTime @db.Timestamp(3)", "a DateTime @db.Timestamp(6)",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP COLUMN `a`;\n"
     "ALTER TABLE `A` ADD COLUMN     `a` TIMESTAMP(6) NOT NULL;\n"},
    {"cockroachdb", "a Int[]", "a String",
     "-- AlterTable\n"
     "ALTER TABLE `A` ALTER COLUMN `a` SET NOT NULL;\n"
     "ALTER TABLE `A` ALTER COLUMN `a` SET DATA TYPE STRING;\n"},
    {"cockroachdb", "a Int[]", "a String @db.String(5)",
     "-- AlterTable\n"
     "ALTER TABLE `A` ALTER COLUMN `a` SET NOT NULL;\n"
     "ALTER TABLE `A` ALTER COLUMN `a` SET DATA TYPE STRING(5);\n"},
    {"cockroachdb", "a Int[]", "a Boolean",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP COLUMN `a`;\n"
     "ALTER TABLE `A` ADD COLUMN     `a` BOOL NOT NULL;\n"},
    {"cockroachdb", "a Unsupported(`circle`)", "a Int",
     "-- AlterTable\nALTER TABLE `A` ALTER COLUMN `a` SET DATA TYPE INT4;\n"},
};

static void types_that_change(void **state)
{
    assert_changes(*state, types_that_change_rows, COUNT(types_that_change_rows));
}

static const Change primary_keys_rows[] = {
    {"cockroachdb", "model A {\n  a Int @id\n  b Int\n}\n", "model A {\n  a Int\n  b Int @id\n}\n",
     "-- AlterPrimaryKey\nALTER TABLE `A` ALTER PRIMARY KEY USING COLUMNS (`b`);\n"},
    {"cockroachdb", "model A {\n  a Int @id\n  b Int @unique\n}\n",
     "model A {\n  a Int\n  b Int @unique\n}\n",
     "-- AlterTable\nALTER TABLE `A` DROP CONSTRAINT `A_pkey`;\n"},
    {"cockroachdb", "model A {\n  b Int @unique\n}\n", "model A {\n  b Int @unique @id\n}\n",
     "-- AlterTable\nALTER TABLE `A` ADD CONSTRAINT `A_pkey` PRIMARY KEY (`b`);\n"},
};

static void primary_keys(void **state)
{
    assert_changes(*state, primary_keys_rows, COUNT(primary_keys_rows));
}

static const Change predicates_are_not_compared_rows[] = {
    {"cockroachdb 7", "a Int\n@@index([a], where: { a: 1 })",
     "a Int\n@@index([a], where: { a: 2 })", "-- This is an empty migration.\n"},
};

static void predicates_are_not_compared(void **state)
{
    assert_changes(*state, predicates_are_not_compared_rows,
                   COUNT(predicates_are_not_compared_rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(types_that_change),
        TEST(primary_keys),
        TEST(predicates_are_not_compared),
    };
    return RUN_TESTS(tests);
}

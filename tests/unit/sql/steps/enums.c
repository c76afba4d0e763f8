/* sql/steps.h */
#include "sql/steps.h"

#include "sql/diffing.h"

static const Change created_and_dropped_rows[] = {
    {"postgresql", "", "enum E {\n  X\n  Y\n}\nmodel A {\n  id Int @id\n  e E?\n}\n",
     "-- CreateEnum\n"
     "CREATE TYPE `E` AS ENUM ('X', 'Y');\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `A` ADD COLUMN     `e` `E`;\n"},
    {"postgresql", "enum E {\n  X\n  Y\n}\nmodel A {\n  id Int @id\n  e E?\n}\n", "",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP COLUMN `e`;\n\n"
     "-- DropEnum\n"
     "DROP TYPE `E`;\n"},
    /* no cast between enums and anything else */
    {"postgresql", "enum E {\n  X\n}\nmodel A {\n  id Int @id\n  e E\n}\n",
     "enum E {\n  X\n}\nmodel A {\n  id Int @id\n  e String\n}\n",
     "-- AlterTable\nALTER TABLE `A` DROP COLUMN `e`,\nADD COLUMN     `e` TEXT NOT NULL;\n"},
    {"postgresql", "enum E {\n  X\n}\nmodel A {\n  id Int @id\n  e String\n}\n",
     "enum E {\n  X\n}\nmodel A {\n  id Int @id\n  e E\n}\n",
     "-- AlterTable\nALTER TABLE `A` DROP COLUMN `e`,\nADD COLUMN     `e` `E` NOT NULL;\n"},
    {"postgresql", "enum E {\n  X\n}\nenum F {\n  X\n}\nmodel A {\n  id Int @id\n  e E\n}\n",
     "enum E {\n  X\n}\nenum F {\n  X\n}\nmodel A {\n  id Int @id\n  e F\n}\n",
     "-- AlterTable\nALTER TABLE `A` DROP COLUMN `e`,\nADD COLUMN     `e` `F` NOT NULL;\n"},
    {"postgresql", "enum E {\n  X\n}\nmodel A {\n  id Int @id\n  e E\n}\n",
     "enum E {\n  X\n}\nmodel A {\n  id Int @id\n  e E[]\n}\n",
     "-- AlterTable\nALTER TABLE `A` ALTER COLUMN `e` SET DATA TYPE `E`[];\n"},
};

static void created_and_dropped(void **state)
{
    assert_changes(*state, created_and_dropped_rows, COUNT(created_and_dropped_rows));
}

static const Change values_added_rows[] = {
    {"postgresql", "enum E {\n  X\n}\nmodel A {\n  id Int @id\n  e E @default(X)\n}\n",
     "enum E {\n  X\n  Y\n}\nmodel A {\n  id Int @id\n  e E @default(X)\n}\n",
     "-- AlterEnum\nALTER TYPE `E` ADD VALUE 'Y';\n"},
    {"postgresql", "enum E {\n  X\n}\nmodel A {\n  id Int @id\n  e E @default(X)\n}\n",
     "enum E {\n  W\n  X\n  Y\n}\nmodel A {\n  id Int @id\n  e E @default(X)\n}\n",
     "-- AlterEnum\n"
     "-- This migration adds more than one value to an enum.\n"
     "-- With PostgreSQL versions 11 and earlier, this is not possible\n"
     "-- in a single migration. This can be worked around by creating\n"
     "-- multiple migrations, each migration adding only one value to\n"
     "-- the enum.\n\n\n"
     "ALTER TYPE `E` ADD VALUE 'W';\n"
     "ALTER TYPE `E` ADD VALUE 'Y';\n"},
    /* the order does not count */
    {"postgresql", "enum E {\n  X\n  Y\n}\n", "enum E {\n  Y\n  X\n}\n",
     "-- This is an empty migration.\n"},
    {"cockroachdb", "enum E {\n  X\n}\nmodel A {\n  id Int @id\n  e E @default(X)\n}\n",
     "enum E {\n  X\n  Y\n  Z\n}\nmodel A {\n  id Int @id\n  e E @default(X)\n}\n",
     "-- AlterEnum\nALTER TYPE `E` ADD VALUE 'Y';\nALTER TYPE `E` ADD VALUE 'Z';\n"},
};

static void values_added(void **state)
{
    assert_changes(*state, values_added_rows, COUNT(values_added_rows));
}

static const Change values_that_go_rows[] = {
    {"postgresql", "enum E {\n  X\n  Y\n}\nmodel A {\n  id Int @id\n  e E @default(X)\n}\n",
     "enum E {\n  X\n}\nmodel A {\n  id Int @id\n  e E @default(X)\n}\n",
     "-- AlterEnum\n"
     "BEGIN;\n"
     "CREATE TYPE `E_new` AS ENUM ('X');\n"
     "ALTER TABLE `A` ALTER COLUMN `e` DROP DEFAULT;\n"
     "ALTER TABLE `A` ALTER COLUMN `e` TYPE `E_new` USING (`e`::text::`E_new`);\n"
     "ALTER TYPE `E` RENAME TO `E_old`;\n"
     "ALTER TYPE `E_new` RENAME TO `E`;\n"
     "DROP TYPE `E_old`;\n"
     "ALTER TABLE `A` ALTER COLUMN `e` SET DEFAULT 'X';\n"
     "COMMIT;\n"},
    {"postgresql", "enum E {\n  X\n  Y\n}\n", "enum E {\n  X\n  Z\n}\n",
     "-- AlterEnum\n"
     "BEGIN;\n"
     "CREATE TYPE `E_new` AS ENUM ('X', 'Z');\n"
     "ALTER TYPE `E` RENAME TO `E_old`;\n"
     "ALTER TYPE `E_new` RENAME TO `E`;\n"
     "DROP TYPE `E_old`;\n"
     "COMMIT;\n"},
    /* defaults are dropped and set again */
    {"postgresql",
     "enum E {\n  X\n  Y\n}\nmodel B {\n  id Int @id\n  e E @default(Y)\n"
     "  l E[] @default([X])\n  z E?\n}\n",
     "enum E {\n  X\n  Z\n}\nmodel B {\n  id Int @id\n  e E @default(Z)\n"
     "  l E[] @default([X])\n  z E?\n}\n",
     "-- AlterEnum\n"
     "BEGIN;\n"
     "CREATE TYPE `E_new` AS ENUM ('X', 'Z');\n"
     "ALTER TABLE `B` ALTER COLUMN `e` DROP DEFAULT;\n"
     "ALTER TABLE `B` ALTER COLUMN `l` DROP DEFAULT;\n"
     "ALTER TABLE `B` ALTER COLUMN `e` TYPE `E_new` USING (`e`::text::`E_new`);\n"
     "ALTER TABLE `B` ALTER COLUMN `l` TYPE `E_new`[] USING (`l`::text::`E_new`[]);\n"
     "ALTER TABLE `B` ALTER COLUMN `z` TYPE `E_new` USING (`z`::text::`E_new`);\n"
     "ALTER TYPE `E` RENAME TO `E_old`;\n"
     "ALTER TYPE `E_new` RENAME TO `E`;\n"
     "DROP TYPE `E_old`;\n"
     "ALTER TABLE `B` ALTER COLUMN `e` SET DEFAULT 'Z';\n"
     "ALTER TABLE `B` ALTER COLUMN `l` SET DEFAULT ARRAY['X']::`E`[];\n"
     "COMMIT;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `B` ALTER COLUMN `e` SET DEFAULT 'Z';\n"},
    {"postgresql", "enum E {\n  X\n  Y\n}\nmodel A {\n  id Int @id\n  e E @default(Y)\n}\n",
     "enum E {\n  X\n}\nmodel A {\n  id Int @id\n  e E\n}\n",
     "-- AlterEnum\n"
     "BEGIN;\n"
     "CREATE TYPE `E_new` AS ENUM ('X');\n"
     "ALTER TABLE `A` ALTER COLUMN `e` DROP DEFAULT;\n"
     "ALTER TABLE `A` ALTER COLUMN `e` TYPE `E_new` USING (`e`::text::`E_new`);\n"
     "ALTER TYPE `E` RENAME TO `E_old`;\n"
     "ALTER TYPE `E_new` RENAME TO `E`;\n"
     "DROP TYPE `E_old`;\n"
     "COMMIT;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `A` ALTER COLUMN `e` DROP DEFAULT;\n"},
    /* of a column that goes, too */
    {"postgresql",
     "enum E {\n  X\n  Y\n}\nmodel A {\n  id Int @id\n  z E @default(Y)\n"
     "  b E @default(X)\n}\n",
     "enum E {\n  X\n}\nmodel A {\n  id Int @id\n  z E @default(X)\n}\n",
     "-- AlterEnum\n"
     "BEGIN;\n"
     "CREATE TYPE `E_new` AS ENUM ('X');\n"
     "ALTER TABLE `A` ALTER COLUMN `b` DROP DEFAULT;\n"
     "ALTER TABLE `A` ALTER COLUMN `z` DROP DEFAULT;\n"
     "ALTER TABLE `A` ALTER COLUMN `z` TYPE `E_new` USING (`z`::text::`E_new`);\n"
     "ALTER TYPE `E` RENAME TO `E_old`;\n"
     "ALTER TYPE `E_new` RENAME TO `E`;\n"
     "DROP TYPE `E_old`;\n"
     "ALTER TABLE `A` ALTER COLUMN `z` SET DEFAULT 'X';\n"
     "COMMIT;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP COLUMN `b`,\n"
     "ALTER COLUMN `z` SET DEFAULT 'X';\n"},
    /* and of a table */
    {"postgresql",
     "enum E {\n  X\n  Y\n}\nmodel A {\n  id Int @id\n}\nmodel B {\n  id Int @id\n"
     "  e E @default(X)\n}\n",
     "enum E {\n  X\n}\nmodel A {\n  id Int @id\n}\n",
     "-- AlterEnum\n"
     "BEGIN;\n"
     "CREATE TYPE `E_new` AS ENUM ('X');\n"
     "ALTER TABLE `B` ALTER COLUMN `e` DROP DEFAULT;\n"
     "ALTER TYPE `E` RENAME TO `E_old`;\n"
     "ALTER TYPE `E_new` RENAME TO `E`;\n"
     "DROP TYPE `E_old`;\n"
     "COMMIT;\n\n"
     "-- DropTable\n"
     "DROP TABLE `B`;\n"},
    {"postgresql",
     "schemas = [`s`]\n--\nenum E {\n  X\n  Y\n  @@schema(`s`)\n}\nmodel A {\n"
     "  id Int @id\n  e E @default(X)\n  @@schema(`s`)\n}\n",
     "schemas = [`s`]\n--\nenum E {\n  X\n  @@schema(`s`)\n}\nmodel A {\n"
     "  id Int @id\n  e E @default(X)\n  @@schema(`s`)\n}\n",
     "-- AlterEnum\n"
     "BEGIN;\n"
     "CREATE TYPE `s`.`E_new` AS ENUM ('X');\n"
     "ALTER TABLE `s`.`A` ALTER COLUMN `e` DROP DEFAULT;\n"
     "ALTER TABLE `s`.`A` ALTER COLUMN `e` TYPE `s`.`E_new` USING "
     "(`e`::text::`s`.`E_new`);\n"
     "ALTER TYPE `s`.`E` RENAME TO `E_old`;\n"
     "ALTER TYPE `s`.`E_new` RENAME TO `E`;\n"
     "DROP TYPE `s`.`E_old`;\n"
     "ALTER TABLE `s`.`A` ALTER COLUMN `e` SET DEFAULT 'X';\n"
     "COMMIT;\n"},
    /* in place */
    {"cockroachdb",
     "enum E {\n  X\n  Y\n}\nmodel A {\n  id Int @id\n  e E @default(Y)\n"
     "  f E @default(X)\n}\n",
     "enum E {\n  X\n  Z\n}\nmodel A {\n  id Int @id\n  e E @default(Z)\n"
     "  f E @default(X)\n}\n",
     "-- AlterEnum\n"
     "ALTER TABLE `A` ALTER COLUMN `e` DROP DEFAULT;\n"
     "ALTER TYPE `E` ADD VALUE 'Z';\n"
     "ALTER TYPE `E`DROP VALUE 'Y';\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `A` ALTER COLUMN `e` SET DEFAULT 'Z';\n"},
};

static void values_that_go(void **state)
{
    assert_changes(*state, values_that_go_rows, COUNT(values_that_go_rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(created_and_dropped),
        TEST(values_added),
        TEST(values_that_go),
    };
    return RUN_TESTS(tests);
}

/* sql/steps.h */
#include "sql/steps.h"

#include "sql/diffing.h"

static const Change by_kind_and_then_by_place_rows[] = {
    {"postgresql",
     "extensions = [x(version: `1`)]\nschemas = [`s`]\n--\nenum E {\n  X\n"
     "  @@schema(`s`)\n}\nenum F {\n  X\n  @@schema(`s`)\n}\nmodel A {\n  id Int @id\n"
     "  e E\n  u Int @unique\n  bs B[]\n  cs C[]\n  i Int\n  @@index([i], map: `i1`)\n"
     "  @@schema(`s`)\n}\nmodel B {\n  id Int @id\n  p Int\n  q Int @unique\n"
     "  a A @relation(fields: [p], references: [id])\n  @@schema(`s`)\n}\nmodel C {\n"
     "  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id], map: `f1`)\n  f F\n"
     "  @@schema(`s`)\n}\nmodel K {\n  id Int @unique\n  @@schema(`s`)\n}\n",
     "extensions = [x(version: `2`)]\nschemas = [`s`, `t`]\n--\nenum E {\n  X\n  Y\n"
     "  @@schema(`s`)\n}\nenum G {\n  X\n  @@schema(`s`)\n}\nmodel A {\n  id Int @id\n"
     "  e E\n  u Int\n  cs C[]\n  d Int @unique\n  i Int\n  @@index([i], map: `i2`)\n"
     "  @@schema(`s`)\n}\nmodel C {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id], map: `f2`)\n  @@schema(`s`)\n}\n"
     "model D {\n  id Int @id\n  p Int @unique\n"
     "  n N @relation(fields: [p], references: [id])\n  @@schema(`t`)\n}\nmodel N {\n"
     "  id Int @id\n  d D?\n  @@schema(`t`)\n}\nmodel K {\n  id Int @id\n"
     "  @@schema(`s`)\n}\n",
     "-- CreateSchema\n"
     "CREATE SCHEMA IF NOT EXISTS `t`;\n\n"
     "-- DropExtension\n"
     "DROP EXTENSION `x`;\n\n"
     "-- CreateExtension\n"
     "CREATE EXTENSION IF NOT EXISTS `x` WITH VERSION `2`;\n\n"
     "-- CreateEnum\n"
     "CREATE TYPE `s`.`G` AS ENUM ('X');\n\n"
     "-- AlterEnum\n"
     "ALTER TYPE `s`.`E` ADD VALUE 'Y';\n\n"
     "-- DropForeignKey\n"
     "ALTER TABLE `s`.`B` DROP CONSTRAINT `B_p_fkey`;\n\n"
     "-- DropIndex\n"
     "DROP INDEX `s`.`A_u_key`;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `s`.`A` ADD COLUMN     `d` INTEGER NOT NULL;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `s`.`C` DROP COLUMN `f`;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `s`.`K` ADD CONSTRAINT `K_pkey` PRIMARY KEY (`id`);\n\n"
     "-- DropIndex\n"
     "DROP INDEX `s`.`K_id_key`;\n\n"
     "-- DropTable\n"
     "DROP TABLE `s`.`B`;\n\n"
     "-- DropEnum\n"
     "DROP TYPE `s`.`F`;\n\n"
     "-- CreateTable\n"
     "CREATE TABLE `t`.`D` (\n"
     "    `id` INTEGER NOT NULL,\n"
     "    `p` INTEGER NOT NULL,\n\n"
     "    CONSTRAINT `D_pkey` PRIMARY KEY (`id`)\n"
     ");\n\n"
     "-- CreateTable\n"
     "CREATE TABLE `t`.`N` (\n"
     "    `id` INTEGER NOT NULL,\n\n"
     "    CONSTRAINT `N_pkey` PRIMARY KEY (`id`)\n"
     ");\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `D_p_key` ON `t`.`D`(`p`);\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `A_d_key` ON `s`.`A`(`d`);\n\n"
     "-- RenameForeignKey\n"
     "ALTER TABLE `s`.`C` RENAME CONSTRAINT `f1` TO `f2`;\n\n"
     "-- AddForeignKey\n"
     "ALTER TABLE `t`.`D` ADD CONSTRAINT `D_p_fkey` FOREIGN KEY (`p`) "
     "REFERENCES `t`.`N`(`id`) ON DELETE RESTRICT ON UPDATE CASCADE;\n"
     "\n"
     "-- RenameIndex\n"
     "ALTER INDEX `s`.`i1` RENAME TO `i2`;\n"},
};

static void by_kind_and_then_by_place(void **state)
{
    assert_changes(*state, by_kind_and_then_by_place_rows, COUNT(by_kind_and_then_by_place_rows));
}

static const Change indexes_of_new_tables_come_first_rows[] = {
    {"postgresql", "model B {\n  id Int @id\n  x Int\n}\n",
     "model C {\n  id Int @id\n  x Int @unique\n}\nmodel B {\n  id Int @id\n"
     "  x Int @unique\n}\nmodel A {\n  id Int @id\n  x Int @unique\n}\n",
     "-- CreateTable\n"
     "CREATE TABLE `C` (\n"
     "    `id` INTEGER NOT NULL,\n"
     "    `x` INTEGER NOT NULL,\n\n"
     "    CONSTRAINT `C_pkey` PRIMARY KEY (`id`)\n"
     ");\n\n"
     "-- CreateTable\n"
     "CREATE TABLE `A` (\n"
     "    `id` INTEGER NOT NULL,\n"
     "    `x` INTEGER NOT NULL,\n\n"
     "    CONSTRAINT `A_pkey` PRIMARY KEY (`id`)\n"
     ");\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `C_x_key` ON `C`(`x`);\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `A_x_key` ON `A`(`x`);\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `B_x_key` ON `B`(`x`);\n"},
    /* where tables are redefined, indexes of dropped ones go first */
    {"sqlite",
     "model A {\n  id Int @id\n  x Int @unique\n}\nmodel B {\n  id Int @id\n  x Int\n"
     "}\n",
     "model B {\n  id Int @id\n  x String\n}\n",
     "-- DropIndex\n"
     "DROP INDEX `A_x_key`;\n\n"
     "-- DropTable\n"
     "PRAGMA foreign_keys=off;\n"
     "DROP TABLE `A`;\n"
     "PRAGMA foreign_keys=on;\n\n"
     "-- RedefineTables\n"
     "PRAGMA defer_foreign_keys=ON;\n"
     "PRAGMA foreign_keys=OFF;\n"
     "CREATE TABLE `new_B` (\n"
     "    `id` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,\n"
     "    `x` TEXT NOT NULL\n"
     ");\n"
     "INSERT INTO `new_B` (`id`, `x`) SELECT `id`, `x` FROM `B`;\n"
     "DROP TABLE `B`;\n"
     "ALTER TABLE `new_B` RENAME TO `B`;\n"
     "PRAGMA foreign_keys=ON;\n"
     "PRAGMA defer_foreign_keys=OFF;\n"},
};

static void indexes_of_new_tables_come_first(void **state)
{
    assert_changes(*state, indexes_of_new_tables_come_first_rows,
                   COUNT(indexes_of_new_tables_come_first_rows));
}

static const Change an_index_that_becomes_the_key_goes_late_rows[] = {
    {"postgresql", "model A {\n  a Int @unique\n  b Int @unique\n}\n",
     "model A {\n  a Int @id\n  b Int\n}\n",
     "-- DropIndex\n"
     "DROP INDEX `A_b_key`;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `A` ADD CONSTRAINT `A_pkey` PRIMARY KEY (`a`);\n\n"
     "-- DropIndex\n"
     "DROP INDEX `A_a_key`;\n"},
    {"postgresql", "model A {\n  a Int\n  b Int\n  @@unique([a, b])\n}\n",
     "model A {\n  a Int\n  b Int\n  @@id([a, b])\n}\n",
     "-- AlterTable\n"
     "ALTER TABLE `A` ADD CONSTRAINT `A_pkey` PRIMARY KEY (`a`, `b`);\n\n"
     "-- DropIndex\n"
     "DROP INDEX `A_a_b_key`;\n"},
    /* not when it is another order */
    {"postgresql", "model A {\n  a Int\n  b Int\n  @@unique([a, b])\n}\n",
     "model A {\n  a Int\n  b Int\n  @@id([b, a])\n}\n",
     "-- DropIndex\n"
     "DROP INDEX `A_a_b_key`;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `A` ADD CONSTRAINT `A_pkey` PRIMARY KEY (`b`, `a`);\n"},
    /* or when its column is made again */
    {"postgresql", "model A {\n  a String @unique\n  b Int @unique\n}\n",
     "model A {\n  a Int @id\n  b Int @unique\n}\n",
     "-- DropIndex\n"
     "DROP INDEX `A_a_key`;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP COLUMN `a`,\n"
     "ADD COLUMN     `a` INTEGER NOT NULL,\n"
     "ADD CONSTRAINT `A_pkey` PRIMARY KEY (`a`);\n"},
    {"postgresql", "model A {\n  a Int @unique\n}\nmodel B {\n  a Int @unique\n}\n",
     "model A {\n  a Int @id\n}\nmodel B {\n  a Int @id\n}\n",
     "-- AlterTable\n"
     "ALTER TABLE `A` ADD CONSTRAINT `A_pkey` PRIMARY KEY (`a`);\n\n"
     "-- DropIndex\n"
     "DROP INDEX `A_a_key`;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `B` ADD CONSTRAINT `B_pkey` PRIMARY KEY (`a`);\n\n"
     "-- DropIndex\n"
     "DROP INDEX `B_a_key`;\n"},
};

static void an_index_that_becomes_the_key_goes_late(void **state)
{
    assert_changes(*state, an_index_that_becomes_the_key_goes_late_rows,
                   COUNT(an_index_that_becomes_the_key_goes_late_rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(by_kind_and_then_by_place),
        TEST(indexes_of_new_tables_come_first),
        TEST(an_index_that_becomes_the_key_goes_late),
    };
    return RUN_TESTS(tests);
}

/* sql/steps.h */
#include "sql/steps.h"

#include "sql/diffing.h"

static const Change primary_keys_rows[] = {
    {"postgresql", "model A {\n  a Int @id\n  b Int\n}\n",
     "model A {\n  a Int\n  b Int\n  @@id([a, b])\n}\n",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP CONSTRAINT `A_pkey`,\n"
     "ADD CONSTRAINT `A_pkey` PRIMARY KEY (`a`, `b`);\n"},
    {"postgresql", "model A {\n  a Int\n  b Int\n  @@id([a, b])\n}\n",
     "model A {\n  a Int\n  b Int\n  @@id([b, a])\n}\n",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP CONSTRAINT `A_pkey`,\n"
     "ADD CONSTRAINT `A_pkey` PRIMARY KEY (`b`, `a`);\n"},
    {"postgresql", "model A {\n  a Int @id\n  b Int @unique\n}\n",
     "model A {\n  a Int\n  b Int @unique\n}\n",
     "-- AlterTable\nALTER TABLE `A` DROP CONSTRAINT `A_pkey`;\n"},
    {"postgresql", "model A {\n  a Int @unique\n}\n", "model A {\n  a Int @unique @id\n}\n",
     "-- AlterTable\nALTER TABLE `A` ADD CONSTRAINT `A_pkey` PRIMARY KEY (`a`);\n"},
    /* another type */
    {"postgresql", "model A {\n  a Int @id\n}\n", "model A {\n  a BigInt @id\n}\n",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP CONSTRAINT `A_pkey`,\n"
     "ALTER COLUMN `a` SET DATA TYPE BIGINT,\n"
     "ADD CONSTRAINT `A_pkey` PRIMARY KEY (`a`);\n"},
    {"postgresql", "model A {\n  a String @id\n}\n", "model A {\n  a Int @id\n}\n",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP CONSTRAINT `A_pkey`,\n"
     "DROP COLUMN `a`,\n"
     "ADD COLUMN     `a` INTEGER NOT NULL,\n"
     "ADD CONSTRAINT `A_pkey` PRIMARY KEY (`a`);\n"},
    /* renamed */
    {"postgresql", "model A {\n  a Int @id(map: `x`)\n}\n", "model A {\n  a Int @id(map: `y`)\n}\n",
     "-- AlterTable\nALTER TABLE `A` RENAME CONSTRAINT `x` TO `y`;\n"},
    {"postgresql", "model A {\n  a Int @id(map: `x`)\n  b Int\n}\n",
     "model A {\n  a Int\n  b Int @id(map: `y`)\n}\n",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP CONSTRAINT `x`,\n"
     "RENAME CONSTRAINT `x` TO `y`,\n"
     "ADD CONSTRAINT `y` PRIMARY KEY (`b`);\n"},
    {"postgresql", "model A {\n  a Int @id(map: `x`)\n  d Int\n}\n",
     "model A {\n  a Int @id(map: `y`)\n}\n",
     "-- AlterTable\nALTER TABLE `A` RENAME CONSTRAINT `x` TO `y`,\nDROP COLUMN `d`;\n"},
    /* a statement of its own, as version 7 knows */
    {"postgresql 7", "model A {\n  a Int @id(map: `x`)\n  d Int\n}\n",
     "model A {\n  a Int @id(map: `y`)\n}\n",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP COLUMN `d`;\n"
     "ALTER TABLE `A` RENAME CONSTRAINT `x` TO `y`;\n"},
};

static void primary_keys(void **state)
{
    assert_changes(*state, primary_keys_rows, COUNT(primary_keys_rows));
}

static const Change primary_keys_of_cockroachdb_rows[] = {
    {"cockroachdb", "model A {\n  a Int @id\n  b Int\n}\n",
     "model A {\n  a Int\n  b Int\n  @@id([a, b])\n}\n",
     "-- AlterPrimaryKey\nALTER TABLE `A` ALTER PRIMARY KEY USING COLUMNS (`a`, `b`);\n"},
    {"cockroachdb", "model A {\n  a Int @id\n  b Int @unique\n}\n",
     "model A {\n  a Int @unique\n  b Int @id\n}\n",
     "-- DropIndex\n"
     "DROP INDEX `A_b_key`;\n\n"
     "-- AlterPrimaryKey\n"
     "ALTER TABLE `A` ALTER PRIMARY KEY USING COLUMNS (`b`);\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `A_a_key` ON `A`(`a`);\n"},
    {"cockroachdb", "model A {\n  a Int @id(map: `x`)\n}\n",
     "model A {\n  a Int @id(map: `y`)\n}\n",
     "-- AlterTable\nALTER TABLE `A` RENAME CONSTRAINT `x` TO `y`;\n"},
    /* the key column goes: all is made again */
    {"cockroachdb", "model A {\n  a Int @id\n  b Int @unique\n  c Int?\n}\n",
     "model A {\n  b Int @unique @id\n  c Int?\n}\n",
     "-- RedefineTables\n"
     "CREATE TABLE `_prisma_new_A` (\n"
     "    `b` INT4 NOT NULL,\n"
     "    `c` INT4,\n\n"
     "    CONSTRAINT `A_pkey` PRIMARY KEY (`b`)\n"
     ");\n"
     "DROP INDEX `A_b_key`;\n"
     "INSERT INTO `_prisma_new_A` (`b`,`c`) SELECT `b`,`c` FROM `A`;\n"
     "DROP TABLE `A` CASCADE;\n"
     "ALTER TABLE `_prisma_new_A` RENAME TO `A`;\n"
     "CREATE UNIQUE INDEX `A_b_key` ON `A`(`b`);\n"},
    {"cockroachdb",
     "model A {\n  a Int @id\n  bs B[]\n  z Int\n  @@index([z])\n}\nmodel B {\n"
     "  id Int @id\n  p Int\n  a A @relation(fields: [p], references: [a])\n}\n",
     "model A {\n  a String @id\n  bs B[]\n  z Int\n  @@index([z])\n}\nmodel B {\n"
     "  id Int @id\n  p String\n  a A @relation(fields: [p], references: [a])\n}\n",
     "-- DropForeignKey\n"
     "ALTER TABLE `B` DROP CONSTRAINT `B_p_fkey`;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `B` ALTER COLUMN `p` SET DATA TYPE STRING;\n\n"
     "-- RedefineTables\n"
     "CREATE TABLE `_prisma_new_A` (\n"
     "    `a` STRING NOT NULL,\n"
     "    `z` INT4 NOT NULL,\n\n"
     "    CONSTRAINT `A_pkey` PRIMARY KEY (`a`)\n"
     ");\n"
     "DROP INDEX `A_z_idx`;\n"
     "INSERT INTO `_prisma_new_A` (`a`,`z`) SELECT `a`,`z` FROM `A`;\n"
     "DROP TABLE `A` CASCADE;\n"
     "ALTER TABLE `_prisma_new_A` RENAME TO `A`;\n"
     "CREATE INDEX `A_z_idx` ON `A`(`z`);\n\n"
     "-- AddForeignKey\n"
     "ALTER TABLE `B` ADD CONSTRAINT `B_p_fkey` FOREIGN KEY (`p`) REFERENCES "
     "`A`(`a`) ON DELETE RESTRICT ON UPDATE CASCADE;\n"},
};

static void primary_keys_of_cockroachdb(void **state)
{
    assert_changes(*state, primary_keys_of_cockroachdb_rows,
                   COUNT(primary_keys_of_cockroachdb_rows));
}

static const Change created_and_dropped_rows[] = {
    {"postgresql", "model A {\n  id Int @id\n}\nmodel B {\n  id Int @id\n}\n",
     "model B {\n  id Int @id\n}\nmodel C {\n  id Int @id\n}\n",
     "-- DropTable\n"
     "DROP TABLE `A`;\n\n"
     "-- CreateTable\n"
     "CREATE TABLE `C` (\n"
     "    `id` INTEGER NOT NULL,\n\n"
     "    CONSTRAINT `C_pkey` PRIMARY KEY (`id`)\n"
     ");\n"},
    {"sqlite", "model A {\n  id Int @id\n}\nmodel B {\n  id Int @id\n}\n",
     "model B {\n  id Int @id\n}\nmodel C {\n  id Int @id\n}\n",
     "-- DropTable\n"
     "PRAGMA foreign_keys=off;\n"
     "DROP TABLE `A`;\n"
     "PRAGMA foreign_keys=on;\n\n"
     "-- CreateTable\n"
     "CREATE TABLE `C` (\n"
     "    `id` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT\n"
     ");\n"},
    /* another name is another table */
    {"postgresql", "model A {\n  id Int @id\n}\n", "model A {\n  id Int @id\n  @@map(`t`)\n}\n",
     "-- DropTable\n"
     "DROP TABLE `A`;\n\n"
     "-- CreateTable\n"
     "CREATE TABLE `t` (\n"
     "    `id` INTEGER NOT NULL,\n\n"
     "    CONSTRAINT `t_pkey` PRIMARY KEY (`id`)\n"
     ");\n"},
};

static void created_and_dropped(void **state)
{
    assert_changes(*state, created_and_dropped_rows, COUNT(created_and_dropped_rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(primary_keys),
        TEST(primary_keys_of_cockroachdb),
        TEST(created_and_dropped),
    };
    return RUN_TESTS(tests);
}

/* dialect/postgres/rendering.h */
#include "dialect/postgres/rendering.h"

#include "sql/diffing.h"

static const Change created_rows[] = {
    {"postgresql", NULL, "model A {\n  a Int\n  b Int\n  @@id([b, a], map: `k`)\n}\n",
     "-- CreateTable\n"
     "CREATE TABLE `A` (\n"
     "    `a` INTEGER NOT NULL,\n"
     "    `b` INTEGER NOT NULL,\n\n"
     "    CONSTRAINT `k` PRIMARY KEY (`b`,`a`)\n"
     ");\n"},
    {"postgresql", NULL, "model A {\n  a Int @unique\n}\n",
     "-- CreateTable\n"
     "CREATE TABLE `A` (\n"
     "    `a` INTEGER NOT NULL\n"
     ");\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `A_a_key` ON `A`(`a`);\n"},
    {"cockroachdb", NULL, "model A {\n  a Int\n  b Int\n  @@id([b, a])\n}\n",
     "-- CreateTable\n"
     "CREATE TABLE `A` (\n"
     "    `a` INT4 NOT NULL,\n"
     "    `b` INT4 NOT NULL,\n\n"
     "    CONSTRAINT `A_pkey` PRIMARY KEY (`b`,`a`)\n"
     ");\n"},
};

static void created(void **state)
{
    assert_changes(*state, created_rows, COUNT(created_rows));
}

static const Change clauses_in_their_order_rows[] = {
    {"postgresql", "model A {\n  a Int @id\n  b Int\n  c Int?\n  d Int\n}\n",
     "model A {\n  a Int\n  b BigInt\n  c Int @default(1)\n  e Int\n  @@id([a, b])\n"
     "}\n",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP CONSTRAINT `A_pkey`,\n"
     "DROP COLUMN `d`,\n"
     "ADD COLUMN     `e` INTEGER NOT NULL,\n"
     "ALTER COLUMN `b` SET DATA TYPE BIGINT,\n"
     "ALTER COLUMN `c` SET NOT NULL,\n"
     "ALTER COLUMN `c` SET DEFAULT 1,\n"
     "ADD CONSTRAINT `A_pkey` PRIMARY KEY (`a`, `b`);\n"},
    {"cockroachdb", "model A {\n  a Int @id\n  b Int?\n  c Int?\n  d Int\n}\n",
     "model A {\n  a Int @id\n  b Int\n  c Int @default(1)\n  e Int\n}\n",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP COLUMN `d`;\n"
     "ALTER TABLE `A` ADD COLUMN     `e` INT4 NOT NULL;\n"
     "ALTER TABLE `A` ALTER COLUMN `b` SET NOT NULL;\n"
     "ALTER TABLE `A` ALTER COLUMN `c` SET NOT NULL;\n"
     "ALTER TABLE `A` ALTER COLUMN `c` SET DEFAULT 1;\n"},
    /* a sequence before and after */
    {"postgresql", "model A {\n  a Int @id\n  s Int\n}\n",
     "model A {\n  a Int @id\n  s BigInt @default(autoincrement())\n}\n",
     "-- AlterTable\n"
     "CREATE SEQUENCE a_s_seq;\n"
     "ALTER TABLE `A` ALTER COLUMN `s` SET DEFAULT nextval('a_s_seq'),\n"
     "ALTER COLUMN `s` SET DATA TYPE BIGSERIAL;\n"
     "ALTER SEQUENCE a_s_seq OWNED BY `A`.`s`;\n"},
    {"postgresql", "model A {\n  a Int @id @default(autoincrement())\n}\n",
     "model A {\n  a String @id\n}\n",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP CONSTRAINT `A_pkey`,\n"
     "ALTER COLUMN `a` DROP DEFAULT,\n"
     "ALTER COLUMN `a` SET DATA TYPE TEXT,\n"
     "ADD CONSTRAINT `A_pkey` PRIMARY KEY (`a`);\n"
     "DROP SEQUENCE ``;\n"},
};

static void clauses_in_their_order(void **state)
{
    assert_changes(*state, clauses_in_their_order_rows, COUNT(clauses_in_their_order_rows));
}

static const Change redefined_by_cockroachdb_rows[] = {
    /* with its indexes, and the foreign keys to it */
    {"cockroachdb",
     "model A {\n  a Int @id\n  b Int @unique\n  z Int\n  y Int\n  bs B[]\n"
     "  @@index([y])\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [b])\n}\n",
     "model A {\n  b Int @unique @id\n  z Int\n  y Int?\n  bs B[]\n  @@index([z])\n}\n"
     "model B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [b])\n}\n",
     "-- DropForeignKey\n"
     "ALTER TABLE `B` DROP CONSTRAINT `B_p_fkey`;\n\n"
     "-- RedefineTables\n"
     "CREATE TABLE `_prisma_new_A` (\n"
     "    `b` INT4 NOT NULL,\n"
     "    `z` INT4 NOT NULL,\n"
     "    `y` INT4,\n\n"
     "    CONSTRAINT `A_pkey` PRIMARY KEY (`b`)\n"
     ");\n"
     "DROP INDEX `A_b_key`;\n"
     "DROP INDEX `A_y_idx`;\n"
     "INSERT INTO `_prisma_new_A` (`b`,`y`,`z`) SELECT `b`,`y`,`z` FROM `A`;\n"
     "DROP TABLE `A` CASCADE;\n"
     "ALTER TABLE `_prisma_new_A` RENAME TO `A`;\n"
     "CREATE UNIQUE INDEX `A_b_key` ON `A`(`b`);\n"
     "CREATE INDEX `A_z_idx` ON `A`(`z`);\n\n"
     "-- AddForeignKey\n"
     "ALTER TABLE `B` ADD CONSTRAINT `B_p_fkey` FOREIGN KEY (`p`) REFERENCES "
     "`A`(`b`) ON DELETE RESTRICT ON UPDATE CASCADE;\n"},
    {"cockroachdb", "schemas = [`s`, `t`]\n--\nmodel A {\n  a Int @id\n  @@schema(`s`)\n}\n",
     "schemas = [`s`, `t`]\n--\nmodel A {\n  a String @id\n  @@schema(`s`)\n}\n",
     "-- RedefineTables\n"
     "CREATE TABLE `s`.`_prisma_new_A` (\n"
     "    `a` STRING NOT NULL,\n\n"
     "    CONSTRAINT `A_pkey` PRIMARY KEY (`a`)\n"
     ");\n"
     "INSERT INTO `s`.`_prisma_new_A` (`a`) SELECT `a` FROM `A`;\n"
     "DROP TABLE `s`.`A` CASCADE;\n"
     "ALTER TABLE `s`.`_prisma_new_A` RENAME TO `A`;\n"},
    /* no column stays */
    {"cockroachdb", "model A {\n  a Int @id\n}\n", "model A {\n  b Int @id\n}\n",
     "-- RedefineTables\n"
     "CREATE TABLE `_prisma_new_A` (\n"
     "    `b` INT4 NOT NULL,\n\n"
     "    CONSTRAINT `A_pkey` PRIMARY KEY (`b`)\n"
     ");\n"
     "DROP TABLE `A` CASCADE;\n"
     "ALTER TABLE `_prisma_new_A` RENAME TO `A`;\n"},
};

static void redefined_by_cockroachdb(void **state)
{
    assert_changes(*state, redefined_by_cockroachdb_rows, COUNT(redefined_by_cockroachdb_rows));
}

static const Change redefined_under_a_new_name_rows[] = {
    {"cockroachdb",
     "model User {\n  id Int @id\n  mail String\n  name String\n  age Int\n  zip Int\n"
     "  x Int\n}\n",
     "model Users {\n  id String @id\n  mail String\n  name String\n  age Int\n"
     "  zip Int\n  x Int\n}\n",
     "-- RenameTable\n"
     "ALTER TABLE `User` RENAME TO `Users`;\n\n"
     "-- RedefineTables\n"
     "CREATE TABLE `_prisma_new_Users` (\n"
     "    `id` STRING NOT NULL,\n"
     "    `mail` STRING NOT NULL,\n"
     "    `name` STRING NOT NULL,\n"
     "    `age` INT4 NOT NULL,\n"
     "    `zip` INT4 NOT NULL,\n"
     "    `x` INT4 NOT NULL,\n\n"
     "    CONSTRAINT `Users_pkey` PRIMARY KEY (`id`)\n"
     ");\n"
     "INSERT INTO `_prisma_new_Users` (`age`,`id`,`mail`,`name`,`x`,`zip`) "
     "SELECT `age`,`id`,`mail`,`name`,`x`,`zip` FROM `Users`;\n"
     "DROP TABLE `Users` CASCADE;\n"
     "ALTER TABLE `_prisma_new_Users` RENAME TO `Users`;\n"},
};

static void redefined_under_a_new_name(void **state)
{
    assert_renaming_changes(*state, redefined_under_a_new_name_rows,
                            COUNT(redefined_under_a_new_name_rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(created),
        TEST(clauses_in_their_order),
        TEST(redefined_by_cockroachdb),
        TEST(redefined_under_a_new_name),
    };
    return RUN_TESTS(tests);
}

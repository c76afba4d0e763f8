/* sql/steps.h */
#include "sql/steps.h"

#include "sql/diffing.h"

static const Change schemas_rows[] = {
    {"postgresql", NULL,
     "schemas = [`a`, `b`, `unused`]\n--\nmodel A {\n  id Int @id\n  e E\n"
     "  @@schema(`a`)\n}\nmodel B {\n  id Int @id\n  @@map(`A`)\n  @@schema(`b`)\n}\n"
     "enum E {\n  X\n  @@schema(`b`)\n}\n",
     "-- CreateSchema\n"
     "CREATE SCHEMA IF NOT EXISTS `a`;\n\n"
     "-- CreateSchema\n"
     "CREATE SCHEMA IF NOT EXISTS `b`;\n\n"
     "-- CreateEnum\n"
     "CREATE TYPE `b`.`E` AS ENUM ('X');\n\n"
     "-- CreateTable\n"
     "CREATE TABLE `a`.`A` (\n"
     "    `id` INTEGER NOT NULL,\n"
     "    `e` `b`.`E` NOT NULL,\n\n"
     "    CONSTRAINT `A_pkey` PRIMARY KEY (`id`)\n"
     ");\n\n"
     "-- CreateTable\n"
     "CREATE TABLE `b`.`A` (\n"
     "    `id` INTEGER NOT NULL,\n\n"
     "    CONSTRAINT `A_pkey` PRIMARY KEY (`id`)\n"
     ");\n"},
    /* moving is dropping and creating; no schema is dropped */
    {"postgresql",
     "schemas = [`a`, `b`]\n--\nmodel A {\n  id Int @id\n  c Int @unique\n  p Int\n"
     "  a A @relation(`x`, fields: [p], references: [id])\n  as A[] @relation(`x`)\n"
     "  @@schema(`a`)\n}\n",
     "schemas = [`a`, `b`]\n--\nmodel A {\n  id Int @id\n  c Int @unique\n"
     "  @@schema(`b`)\n}\n",
     "-- DropForeignKey\n"
     "ALTER TABLE `a`.`A` DROP CONSTRAINT `A_p_fkey`;\n\n"
     "-- DropTable\n"
     "DROP TABLE `a`.`A`;\n\n"
     "-- CreateTable\n"
     "CREATE TABLE `b`.`A` (\n"
     "    `id` INTEGER NOT NULL,\n"
     "    `c` INTEGER NOT NULL,\n\n"
     "    CONSTRAINT `A_pkey` PRIMARY KEY (`id`)\n"
     ");\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `A_c_key` ON `b`.`A`(`c`);\n"},
    {"postgresql",
     "schemas = [`a`]\n--\nmodel A {\n  id Int @id\n  c Int @unique\n  @@schema(`a`)\n"
     "}\nenum E {\n  X\n  @@schema(`a`)\n}\n",
     NULL,
     "-- DropTable\n"
     "DROP TABLE `a`.`A`;\n\n"
     "-- DropEnum\n"
     "DROP TYPE `a`.`E`;\n"},
    /* what is dropped from the usual one is not qualified */
    {"postgresql",
     "schemas = [`public`]\n--\nmodel A {\n  id Int @id\n  c Int @unique\n"
     "  @@schema(`public`)\n}\nmodel B {\n  id Int @id\n  c Int @unique\n"
     "  @@schema(`public`)\n}\nenum E {\n  X\n  @@schema(`public`)\n}\n",
     "schemas = [`public`]\n--\nmodel B {\n  id Int @id\n  c Int\n"
     "  @@schema(`public`)\n}\n",
     "-- DropIndex\n"
     "DROP INDEX `B_c_key`;\n\n"
     "-- DropTable\n"
     "DROP TABLE `A`;\n\n"
     "-- DropEnum\n"
     "DROP TYPE `E`;\n"},
    /* the same table, now with a name before it */
    {"postgresql", "model A {\n  id Int @id\n}\n",
     "schemas = [`public`, `b`]\n--\nmodel A {\n  id Int @id\n  c Int?\n"
     "  @@schema(`public`)\n}\n",
     "-- CreateSchema\n"
     "CREATE SCHEMA IF NOT EXISTS `public`;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `public`.`A` ADD COLUMN     `c` INTEGER;\n"},
    /* version 7 knows that public is there */
    {"postgresql 7", NULL,
     "schemas = [`public`, `b`]\n--\nmodel A {\n  id Int @id\n  e E\n"
     "  @@schema(`public`)\n}\nenum E {\n  X\n  @@schema(`b`)\n}\n",
     "-- CreateSchema\n"
     "CREATE SCHEMA IF NOT EXISTS `b`;\n\n"
     "-- CreateSchema\n"
     "CREATE SCHEMA IF NOT EXISTS `public`;\n\n"
     "-- CreateEnum\n"
     "CREATE TYPE `b`.`E` AS ENUM ('X');\n\n"
     "-- CreateTable\n"
     "CREATE TABLE `A` (\n"
     "    `id` INTEGER NOT NULL,\n"
     "    `e` `b`.`E` NOT NULL,\n\n"
     "    CONSTRAINT `A_pkey` PRIMARY KEY (`id`)\n"
     ");\n"},
    {"postgresql 7", "model A {\n  id Int @id\n}\n",
     "schemas = [`public`, `b`]\n--\nmodel A {\n  id Int @id\n  c Int?\n"
     "  @@schema(`public`)\n}\n",
     "-- AlterTable\nALTER TABLE `A` ADD COLUMN     `c` INTEGER;\n"},
    {"cockroachdb", NULL, "schemas = [`a`]\n--\nmodel A {\n  id Int @id\n  @@schema(`a`)\n}\n",
     "-- CreateSchema\n"
     "CREATE SCHEMA IF NOT EXISTS `a`;\n\n"
     "-- CreateTable\n"
     "CREATE TABLE `a`.`A` (\n"
     "    `id` INT4 NOT NULL,\n\n"
     "    CONSTRAINT `A_pkey` PRIMARY KEY (`id`)\n"
     ");\n"},
};

static void schemas(void **state)
{
    assert_changes(*state, schemas_rows, COUNT(schemas_rows));
}

static const Change extensions_rows[] = {
    /* in the order of their names */
    {"postgresql", "",
     "extensions = [zeta, alpha(map: `uuid-ossp`, schema: `s`, version: `1.2`)]\n--\n",
     "-- CreateExtension\n"
     "CREATE EXTENSION IF NOT EXISTS `uuid-ossp` WITH SCHEMA `s` VERSION `1.2`;\n\n"
     "-- CreateExtension\n"
     "CREATE EXTENSION IF NOT EXISTS `zeta`;\n"},
    /* of two that are the same, the last one counts */
    {"postgresql", "", "extensions = [b(map: `x`, version: `1`), a(map: `x`, version: `2`)]\n--\n",
     "-- CreateExtension\nCREATE EXTENSION IF NOT EXISTS `x` WITH VERSION `1`;\n"},
    /* they are not dropped */
    {"postgresql", "extensions = [a]\n--\n", "", "-- This is an empty migration.\n"},
    /* made again where both say something else */
    {"postgresql", "extensions = [a(version: `1`), b(schema: `s`), c(version: `1`), d]\n--\n",
     "extensions = [a(version: `2`), b(schema: `t`), c, d(version: `1`)]\n--\n",
     "-- DropExtension\n"
     "DROP EXTENSION `a`;\n\n"
     "-- DropExtension\n"
     "DROP EXTENSION `b`;\n\n"
     "-- CreateExtension\n"
     "CREATE EXTENSION IF NOT EXISTS `a` WITH VERSION `2`;\n\n"
     "-- CreateExtension\n"
     "CREATE EXTENSION IF NOT EXISTS `b` WITH SCHEMA `t`;\n"},
};

static void extensions(void **state)
{
    assert_changes(*state, extensions_rows, COUNT(extensions_rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(schemas),
        TEST(extensions),
    };
    return RUN_TESTS(tests);
}

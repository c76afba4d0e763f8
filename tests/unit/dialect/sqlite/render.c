/* dialect/sqlite/rendering.h */
#include "dialect/sqlite/rendering.h"

#include "sql/diffing.h"

static const Change created_rows[] = {
    /* an integer key counts */
    {"sqlite", NULL, "model A {\n  a Int @id\n  b BigInt @unique\n  c Bytes?\n}\n",
     "-- CreateTable\n"
     "CREATE TABLE `A` (\n"
     "    `a` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,\n"
     "    `b` BIGINT NOT NULL,\n"
     "    `c` BLOB\n"
     ");\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `A_b_key` ON `A`(`b`);\n"},
    {"sqlite", NULL, "model A {\n  a String @id\n}\n",
     "-- CreateTable\n"
     "CREATE TABLE `A` (\n"
     "    `a` TEXT NOT NULL PRIMARY KEY\n"
     ");\n"},
    {"sqlite", NULL, "model A {\n  a BigInt @id\n}\n",
     "-- CreateTable\n"
     "CREATE TABLE `A` (\n"
     "    `a` BIGINT NOT NULL PRIMARY KEY\n"
     ");\n"},
    {"sqlite", NULL, "model A {\n  a Int\n  b String\n  @@id([b, a])\n}\n",
     "-- CreateTable\n"
     "CREATE TABLE `A` (\n"
     "    `a` INTEGER NOT NULL,\n"
     "    `b` TEXT NOT NULL,\n\n"
     "    PRIMARY KEY (`b`, `a`)\n"
     ");\n"},
    {"sqlite", NULL,
     "model A {\n  a Int @unique\n  b String @default(`it's`)\n"
     "  c Json @default(`{}`)\n  d Bytes @default(`AAE=`)\n"
     "  e Boolean @default(true)\n  f DateTime @default(`2020-01-01T00:00:00Z`)\n"
     "  g Decimal @default(1.50)\n}\n",
     "-- CreateTable\n"
     "CREATE TABLE `A` (\n"
     "    `a` INTEGER NOT NULL,\n"
     "    `b` TEXT NOT NULL DEFAULT 'it''s',\n"
     "    `c` JSONB NOT NULL DEFAULT {},\n"
     "    `d` BLOB NOT NULL DEFAULT '0001',\n"
     "    `e` BOOLEAN NOT NULL DEFAULT true,\n"
     "    `f` DATETIME NOT NULL DEFAULT '2020-01-01 00:00:00 +00:00',\n"
     "    `g` DECIMAL NOT NULL DEFAULT 1.50\n"
     ");\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `A_a_key` ON `A`(`a`);\n"},
    {"sqlite", NULL,
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  p Int\n  q Int @id\n"
     "  a A @relation(fields: [p], references: [id], onDelete: Cascade)\n}\n",
     "-- CreateTable\n"
     "CREATE TABLE `A` (\n"
     "    `id` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT\n"
     ");\n\n"
     "-- CreateTable\n"
     "CREATE TABLE `B` (\n"
     "    `p` INTEGER NOT NULL,\n"
     "    `q` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,\n"
     "    CONSTRAINT `B_p_fkey` FOREIGN KEY (`p`) REFERENCES `A` (`id`) ON "
     "DELETE CASCADE ON UPDATE CASCADE\n"
     ");\n"},
    {"sqlite", NULL, "model A {\n  a Int @unique\n  @@index([a(sort: Desc)])\n}\n",
     "-- CreateTable\n"
     "CREATE TABLE `A` (\n"
     "    `a` INTEGER NOT NULL\n"
     ");\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `A_a_key` ON `A`(`a`);\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `A_a_idx` ON `A`(`a` DESC);\n"},
};

static void created(void **state)
{
    assert_changes(*state, created_rows, COUNT(created_rows));
}

static const Change dropped_and_altered_rows[] = {
    {"sqlite", "model A {\n  id Int @id\n  a Int @unique\n}\nmodel B {\n  id Int @id\n}\n",
     "model B {\n  id Int @id\n}\n",
     "-- DropTable\n"
     "PRAGMA foreign_keys=off;\n"
     "DROP TABLE `A`;\n"
     "PRAGMA foreign_keys=on;\n"},
    {"sqlite", "a Int", "a Int\nb Int?\nc String? @default(`x`)",
     "-- AlterTable\n"
     "ALTER TABLE `A` ADD COLUMN `b` INTEGER;\n"
     "ALTER TABLE `A` ADD COLUMN `c` TEXT DEFAULT 'x';\n"},
    {"sqlite", "a Int @unique", "a Int\n@@index([a])",
     "-- DropIndex\n"
     "DROP INDEX `A_a_key`;\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `A_a_idx` ON `A`(`a`);\n"},
};

static void dropped_and_altered(void **state)
{
    assert_changes(*state, dropped_and_altered_rows, COUNT(dropped_and_altered_rows));
}

static const Change renamed_rows[] = {
    {"sqlite", "aaa Int\nbb_c Int", "aaa Int\nbbC Int",
     "-- RenameColumn\nALTER TABLE `A` RENAME COLUMN `bb_c` TO `bbC`;\n"},
    {"sqlite", "model User {\n  id Int @id\n  mail String @unique\n  age Int\n}\n",
     "model Users {\n  id Int @id\n  mail String @unique\n  age Int\n}\n",
     "-- RenameTable\n"
     "ALTER TABLE `User` RENAME TO `Users`;\n\n"
     "-- RedefineIndex\n"
     "DROP INDEX `User_mail_key`;\n"
     "CREATE UNIQUE INDEX `Users_mail_key` ON `Users`(`mail`);\n"},
};

static void renamed(void **state)
{
    assert_renaming_changes(*state, renamed_rows, COUNT(renamed_rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(created),
        TEST(dropped_and_altered),
        TEST(renamed),
    };
    return RUN_TESTS(tests);
}

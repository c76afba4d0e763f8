/* sql/steps.h */
#include "sql/steps.h"

#include "sql/diffing.h"

static const Change come_and_go_rows[] = {
    {"postgresql", "a Int\nb Int", "a Int @unique\nb Int\n@@index([b, a])",
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `A_a_key` ON `A`(`a`);\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `A_b_a_idx` ON `A`(`b`, `a`);\n"},
    {"postgresql", "a Int @unique\nb Int\n@@index([b, a])", "a Int\nb Int",
     "-- DropIndex\n"
     "DROP INDEX `A_a_key`;\n\n"
     "-- DropIndex\n"
     "DROP INDEX `A_b_a_idx`;\n"},
    /* unique or not is another index */
    {"postgresql", "a Int @unique", "a Int\n@@index([a])",
     "-- DropIndex\n"
     "DROP INDEX `A_a_key`;\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `A_a_idx` ON `A`(`a`);\n"},
    {"postgresql", "a Int\nb Int\n@@index([a, b])", "a Int\nb Int\n@@index([b, a])",
     "-- DropIndex\n"
     "DROP INDEX `A_a_b_idx`;\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `A_b_a_idx` ON `A`(`b`, `a`);\n"},
    {"postgresql", "a Int\n@@index([a])", "a Int\n@@index([a(sort: Desc)])",
     "-- DropIndex\n"
     "DROP INDEX `A_a_idx`;\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `A_a_idx` ON `A`(`a` DESC);\n"},
    /* ascending is usual */
    {"postgresql", "a Int\n@@index([a])", "a Int\n@@index([a(sort: Asc)])",
     "-- This is an empty migration.\n"},
    {"postgresql", "a Int\n@@index([a])", "a Int\n@@index([a], type: Hash)",
     "-- DropIndex\n"
     "DROP INDEX `A_a_idx`;\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `A_a_idx` ON `A` USING HASH (`a`);\n"},
    {"postgresql", "a Int\n@@index([a])", "a Int\n@@index([a], type: BTree)",
     "-- This is an empty migration.\n"},
    /* the usual operator class */
    {"postgresql", "j Json\n@@index([j], type: Gin)",
     "j Json\n@@index([j(ops: JsonbOps)], type: Gin)", "-- This is an empty migration.\n"},
    {"postgresql", "j Json\n@@index([j], type: Gin)",
     "j Json\n@@index([j(ops: JsonbPathOps)], type: Gin)",
     "-- DropIndex\n"
     "DROP INDEX `A_j_idx`;\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `A_j_idx` ON `A` USING GIN (`j` jsonb_path_ops);\n"},
    {"sqlite", "a Int\nb Int\n@@index([a])", "a Int @unique\nb Int",
     "-- DropIndex\n"
     "DROP INDEX `A_a_idx`;\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `A_a_key` ON `A`(`a`);\n"},
    /* a dropped column takes its indexes along */
    {"postgresql", "a Int @unique\nb Int", "model A {\n  id Int @id\n  b Int\n}\n",
     "-- DropIndex\n"
     "DROP INDEX `A_a_key`;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP COLUMN `a`;\n"},
};

static void come_and_go(void **state)
{
    assert_changes(*state, come_and_go_rows, COUNT(come_and_go_rows));
}

static const Change renamed_rows[] = {
    {"postgresql", "a Int\n@@index([a], map: `x`)", "a Int\n@@index([a], map: `y`)",
     "-- RenameIndex\nALTER INDEX `x` RENAME TO `y`;\n"},
    {"cockroachdb", "a Int @unique(map: `x`)", "a Int @unique(map: `y`)",
     "-- RenameIndex\nALTER INDEX `x` RENAME TO `y`;\n"},
    /* SQLite: dropped and created */
    {"sqlite", "a Int @unique(map: `x`)", "a Int @unique(map: `y`)",
     "-- RedefineIndex\nDROP INDEX `x`;\nCREATE UNIQUE INDEX `y` ON `A`(`a`);\n"},
    /* two of the same columns stay as they are */
    {"postgresql", "a Int\n@@index([a], map: `x`)\n@@index([a], map: `y`)",
     "a Int\n@@index([a], map: `x`)\n@@index([a], map: `z`)", "-- This is an empty migration.\n"},
    {"postgresql",
     "schemas = [`s`]\n--\nmodel A {\n  id Int @id\n  a Int @unique(map: `x`)\n"
     "  @@schema(`s`)\n}\n",
     "schemas = [`s`]\n--\nmodel A {\n  id Int @id\n  a Int @unique(map: `y`)\n"
     "  @@schema(`s`)\n}\n",
     "-- RenameIndex\nALTER INDEX `s`.`x` RENAME TO `y`;\n"},
};

static void renamed(void **state)
{
    assert_changes(*state, renamed_rows, COUNT(renamed_rows));
}

static const Change of_recreated_columns_rows[] = {
    /* created again */
    {"postgresql", "a String @unique", "a Int @unique",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP COLUMN `a`,\n"
     "ADD COLUMN     `a` INTEGER NOT NULL;\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `A_a_key` ON `A`(`a`);\n"},
    {"postgresql", "a String\nb Int\n@@index([b, a])", "a Int\nb Int\n@@index([b, a])",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP COLUMN `a`,\n"
     "ADD COLUMN     `a` INTEGER NOT NULL;\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `A_b_a_idx` ON `A`(`b`, `a`);\n"},
    {"postgresql", "a String @unique(map: `x`)", "a Int @unique(map: `y`)",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP COLUMN `a`,\n"
     "ADD COLUMN     `a` INTEGER NOT NULL;\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `y` ON `A`(`a`);\n\n"
     "-- RenameIndex\n"
     "ALTER INDEX `x` RENAME TO `y`;\n"},
    {"cockroachdb", "a String @unique", "a Int @unique",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP COLUMN `a`;\n"
     "ALTER TABLE `A` ADD COLUMN     `a` INT4 NOT NULL;\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `A_a_key` ON `A`(`a`);\n"},
    {"sqlite", "a String @unique", "a Int @unique",
     "-- RedefineTables\n"
     "PRAGMA defer_foreign_keys=ON;\n"
     "PRAGMA foreign_keys=OFF;\n"
     "CREATE TABLE `new_A` (\n"
     "    `id` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,\n"
     "    `a` INTEGER NOT NULL\n"
     ");\n"
     "INSERT INTO `new_A` (`a`, `id`) SELECT `a`, `id` FROM `A`;\n"
     "DROP TABLE `A`;\n"
     "ALTER TABLE `new_A` RENAME TO `A`;\n"
     "CREATE UNIQUE INDEX `A_a_key` ON `A`(`a`);\n"
     "PRAGMA foreign_keys=ON;\n"
     "PRAGMA defer_foreign_keys=OFF;\n"},
};

static void of_recreated_columns(void **state)
{
    assert_changes(*state, of_recreated_columns_rows, COUNT(of_recreated_columns_rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(come_and_go),
        TEST(renamed),
        TEST(of_recreated_columns),
    };
    return RUN_TESTS(tests);
}

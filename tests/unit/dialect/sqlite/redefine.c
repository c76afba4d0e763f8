/* dialect/sqlite/rendering.h */
#include "dialect/sqlite/rendering.h"

#include "sql/diffing.h"

static const Change rows_are_copied_rows[] = {
    /* what is null becomes the default */
    {"sqlite", "b Int?\na Int", "b Int @default(5)\na Int",
     "-- RedefineTables\n"
     "PRAGMA defer_foreign_keys=ON;\n"
     "PRAGMA foreign_keys=OFF;\n"
     "CREATE TABLE `new_A` (\n"
     "    `id` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,\n"
     "    `b` INTEGER NOT NULL DEFAULT 5,\n"
     "    `a` INTEGER NOT NULL\n"
     ");\n"
     "INSERT INTO `new_A` (`a`, `b`, `id`) SELECT `a`, coalesce(`b`, 5) AS `b`, "
     "`id` FROM `A`;\n"
     "DROP TABLE `A`;\n"
     "ALTER TABLE `new_A` RENAME TO `A`;\n"
     "PRAGMA foreign_keys=ON;\n"
     "PRAGMA defer_foreign_keys=OFF;\n"},
    /* where there is one */
    {"sqlite", "b Int?", "b Int",
     "-- RedefineTables\n"
     "PRAGMA defer_foreign_keys=ON;\n"
     "PRAGMA foreign_keys=OFF;\n"
     "CREATE TABLE `new_A` (\n"
     "    `id` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,\n"
     "    `b` INTEGER NOT NULL\n"
     ");\n"
     "INSERT INTO `new_A` (`b`, `id`) SELECT `b`, `id` FROM `A`;\n"
     "DROP TABLE `A`;\n"
     "ALTER TABLE `new_A` RENAME TO `A`;\n"
     "PRAGMA foreign_keys=ON;\n"
     "PRAGMA defer_foreign_keys=OFF;\n"},
    {"sqlite", "b String?", "b String @default(`it's`)",
     "-- RedefineTables\n"
     "PRAGMA defer_foreign_keys=ON;\n"
     "PRAGMA foreign_keys=OFF;\n"
     "CREATE TABLE `new_A` (\n"
     "    `id` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,\n"
     "    `b` TEXT NOT NULL DEFAULT 'it''s'\n"
     ");\n"
     "INSERT INTO `new_A` (`b`, `id`) SELECT coalesce(`b`, 'it''s') AS `b`, `id` FROM `A`;\n"
     "DROP TABLE `A`;\n"
     "ALTER TABLE `new_A` RENAME TO `A`;\n"
     "PRAGMA foreign_keys=ON;\n"
     "PRAGMA defer_foreign_keys=OFF;\n"},
    {"sqlite", "b DateTime?", "b DateTime @default(now())",
     "-- RedefineTables\n"
     "PRAGMA defer_foreign_keys=ON;\n"
     "PRAGMA foreign_keys=OFF;\n"
     "CREATE TABLE `new_A` (\n"
     "    `id` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,\n"
     "    `b` DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP\n"
     ");\n"
     "INSERT INTO `new_A` (`b`, `id`) SELECT coalesce(`b`, CURRENT_TIMESTAMP) "
     "AS `b`, `id` FROM `A`;\n"
     "DROP TABLE `A`;\n"
     "ALTER TABLE `new_A` RENAME TO `A`;\n"
     "PRAGMA foreign_keys=ON;\n"
     "PRAGMA defer_foreign_keys=OFF;\n"},
    /* only columns that both have */
    {"sqlite", "z Int\nb Int", "y Int?\nb String",
     "-- RedefineTables\n"
     "PRAGMA defer_foreign_keys=ON;\n"
     "PRAGMA foreign_keys=OFF;\n"
     "CREATE TABLE `new_A` (\n"
     "    `id` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,\n"
     "    `y` INTEGER,\n"
     "    `b` TEXT NOT NULL\n"
     ");\n"
     "INSERT INTO `new_A` (`b`, `id`) SELECT `b`, `id` FROM `A`;\n"
     "DROP TABLE `A`;\n"
     "ALTER TABLE `new_A` RENAME TO `A`;\n"
     "PRAGMA foreign_keys=ON;\n"
     "PRAGMA defer_foreign_keys=OFF;\n"},
    /* none */
    {"sqlite", "model A {\n  a Int @id\n}\n", "model A {\n  b Int @id\n}\n",
     "-- RedefineTables\n"
     "PRAGMA defer_foreign_keys=ON;\n"
     "PRAGMA foreign_keys=OFF;\n"
     "CREATE TABLE `new_A` (\n"
     "    `b` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT\n"
     ");\n"
     "DROP TABLE `A`;\n"
     "ALTER TABLE `new_A` RENAME TO `A`;\n"
     "PRAGMA foreign_keys=ON;\n"
     "PRAGMA defer_foreign_keys=OFF;\n"},
};

static void rows_are_copied(void **state)
{
    assert_changes(*state, rows_are_copied_rows, COUNT(rows_are_copied_rows));
}

static const Change indexes_are_made_again_rows[] = {
    {"sqlite", "a Int @unique\nb Int\n@@index([b])", "a Int? @unique\nb Int\n@@index([b, a])",
     "-- RedefineTables\n"
     "PRAGMA defer_foreign_keys=ON;\n"
     "PRAGMA foreign_keys=OFF;\n"
     "CREATE TABLE `new_A` (\n"
     "    `id` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,\n"
     "    `a` INTEGER,\n"
     "    `b` INTEGER NOT NULL\n"
     ");\n"
     "INSERT INTO `new_A` (`a`, `b`, `id`) SELECT `a`, `b`, `id` FROM `A`;\n"
     "DROP TABLE `A`;\n"
     "ALTER TABLE `new_A` RENAME TO `A`;\n"
     "CREATE UNIQUE INDEX `A_a_key` ON `A`(`a`);\n"
     "CREATE INDEX `A_b_a_idx` ON `A`(`b`, `a`);\n"
     "PRAGMA foreign_keys=ON;\n"
     "PRAGMA defer_foreign_keys=OFF;\n"},
};

static void indexes_are_made_again(void **state)
{
    assert_changes(*state, indexes_are_made_again_rows, COUNT(indexes_are_made_again_rows));
}

static const Change several_tables_in_one_step_rows[] = {
    {"sqlite",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id])\n}\n",
     "model A {\n  id Int @id\n  bs B[]\n  c Int\n}\nmodel B {\n  id Int @id\n"
     "  p Int?\n  a A? @relation(fields: [p], references: [id])\n}\n",
     "-- RedefineTables\n"
     "PRAGMA defer_foreign_keys=ON;\n"
     "PRAGMA foreign_keys=OFF;\n"
     "CREATE TABLE `new_A` (\n"
     "    `id` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,\n"
     "    `c` INTEGER NOT NULL\n"
     ");\n"
     "INSERT INTO `new_A` (`id`) SELECT `id` FROM `A`;\n"
     "DROP TABLE `A`;\n"
     "ALTER TABLE `new_A` RENAME TO `A`;\n"
     "CREATE TABLE `new_B` (\n"
     "    `id` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,\n"
     "    `p` INTEGER,\n"
     "    CONSTRAINT `B_p_fkey` FOREIGN KEY (`p`) REFERENCES `A` (`id`) ON "
     "DELETE SET NULL ON UPDATE CASCADE\n"
     ");\n"
     "INSERT INTO `new_B` (`id`, `p`) SELECT `id`, `p` FROM `B`;\n"
     "DROP TABLE `B`;\n"
     "ALTER TABLE `new_B` RENAME TO `B`;\n"
     "PRAGMA foreign_keys=ON;\n"
     "PRAGMA defer_foreign_keys=OFF;\n"},
    {"sqlite",
     "model A {\n  id Int @id\n  a Int\n}\nmodel B {\n  id Int @id\n  a Int\n}\n"
     "model C {\n  id Int @id\n}\n",
     "model A {\n  id Int @id\n  a Int?\n}\nmodel B {\n  id Int @id\n  a Int?\n}\n",
     "-- DropTable\n"
     "PRAGMA foreign_keys=off;\n"
     "DROP TABLE `C`;\n"
     "PRAGMA foreign_keys=on;\n\n"
     "-- RedefineTables\n"
     "PRAGMA defer_foreign_keys=ON;\n"
     "PRAGMA foreign_keys=OFF;\n"
     "CREATE TABLE `new_A` (\n"
     "    `id` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,\n"
     "    `a` INTEGER\n"
     ");\n"
     "INSERT INTO `new_A` (`a`, `id`) SELECT `a`, `id` FROM `A`;\n"
     "DROP TABLE `A`;\n"
     "ALTER TABLE `new_A` RENAME TO `A`;\n"
     "CREATE TABLE `new_B` (\n"
     "    `id` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,\n"
     "    `a` INTEGER\n"
     ");\n"
     "INSERT INTO `new_B` (`a`, `id`) SELECT `a`, `id` FROM `B`;\n"
     "DROP TABLE `B`;\n"
     "ALTER TABLE `new_B` RENAME TO `B`;\n"
     "PRAGMA foreign_keys=ON;\n"
     "PRAGMA defer_foreign_keys=OFF;\n"},
};

static void several_tables_in_one_step(void **state)
{
    assert_changes(*state, several_tables_in_one_step_rows, COUNT(several_tables_in_one_step_rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_are_copied),
        TEST(indexes_are_made_again),
        TEST(several_tables_in_one_step),
    };
    return RUN_TESTS(tests);
}

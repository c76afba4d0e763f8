/* dialect/sql_rules.h */
#include "dialect/sql_rules.h"

#include "sql/diffing.h"

static const Change what_is_no_change_rows[] = {
    {"sqlite", "a String @default(uuid())", "a String", "-- This is an empty migration.\n"},
    /* enums are text */
    {"sqlite", "enum E {\n  X\n}\nmodel A {\n  id Int @id\n  a E\n}\n",
     "model A {\n  id Int @id\n  a String\n}\n", "-- This is an empty migration.\n"},
    {"sqlite", "a Int", "a Int", "-- This is an empty migration.\n"},
};

static void what_is_no_change(void **state)
{
    assert_changes(*state, what_is_no_change_rows, COUNT(what_is_no_change_rows));
}

static const Change what_redefines_a_table_rows[] = {
    {"sqlite", "a Int", "a Int?",
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
     "PRAGMA foreign_keys=ON;\n"
     "PRAGMA defer_foreign_keys=OFF;\n"},
    {"sqlite", "a Int", "a String",
     "-- RedefineTables\n"
     "PRAGMA defer_foreign_keys=ON;\n"
     "PRAGMA foreign_keys=OFF;\n"
     "CREATE TABLE `new_A` (\n"
     "    `id` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,\n"
     "    `a` TEXT NOT NULL\n"
     ");\n"
     "INSERT INTO `new_A` (`a`, `id`) SELECT `a`, `id` FROM `A`;\n"
     "DROP TABLE `A`;\n"
     "ALTER TABLE `new_A` RENAME TO `A`;\n"
     "PRAGMA foreign_keys=ON;\n"
     "PRAGMA defer_foreign_keys=OFF;\n"},
    /* a column that may not be null */
    {"sqlite", "a Int", "a Int\nb Int",
     "-- RedefineTables\n"
     "PRAGMA defer_foreign_keys=ON;\n"
     "PRAGMA foreign_keys=OFF;\n"
     "CREATE TABLE `new_A` (\n"
     "    `id` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,\n"
     "    `a` INTEGER NOT NULL,\n"
     "    `b` INTEGER NOT NULL\n"
     ");\n"
     "INSERT INTO `new_A` (`a`, `id`) SELECT `a`, `id` FROM `A`;\n"
     "DROP TABLE `A`;\n"
     "ALTER TABLE `new_A` RENAME TO `A`;\n"
     "PRAGMA foreign_keys=ON;\n"
     "PRAGMA defer_foreign_keys=OFF;\n"},
    {"sqlite", "a Int\nb Int", "a Int",
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
     "PRAGMA foreign_keys=ON;\n"
     "PRAGMA defer_foreign_keys=OFF;\n"},
    {"sqlite", "model A {\n  a Int @id\n  b Int\n}\n",
     "model A {\n  a Int\n  b Int\n  @@id([a, b])\n}\n",
     "-- RedefineTables\n"
     "PRAGMA defer_foreign_keys=ON;\n"
     "PRAGMA foreign_keys=OFF;\n"
     "CREATE TABLE `new_A` (\n"
     "    `a` INTEGER NOT NULL,\n"
     "    `b` INTEGER NOT NULL,\n\n"
     "    PRIMARY KEY (`a`, `b`)\n"
     ");\n"
     "INSERT INTO `new_A` (`a`, `b`) SELECT `a`, `b` FROM `A`;\n"
     "DROP TABLE `A`;\n"
     "ALTER TABLE `new_A` RENAME TO `A`;\n"
     "PRAGMA foreign_keys=ON;\n"
     "PRAGMA defer_foreign_keys=OFF;\n"},
};

static void what_redefines_a_table(void **state)
{
    assert_changes(*state, what_redefines_a_table_rows, COUNT(what_redefines_a_table_rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_no_change),
        TEST(what_redefines_a_table),
    };
    return RUN_TESTS(tests);
}

/* dialect/sqlite/rendering.h */
#include "dialect/sqlite/rendering.h"

#include "sql/diffing.h"

static Text safe_script(Scene *scene, const Change *row)
{
    Steps steps;
    steps_between(scene->arena, comparison_of(scene, row->provider, row->before, row->after),
                  sql_rules_sqlite.safe_rebuild, STEPS_FORWARD, &steps);
    return script_of(scene, &steps);
}

static const Change one_table_rows[] = {
    /* that counts */
    {"sqlite", "model A {\n  id Int @id\n  a Int @unique\n}\n",
     "model A {\n  id Int @id\n  a Int? @unique\n}\n",
     "-- RedefineTables\n"
     "PRAGMA foreign_keys=OFF;\n"
     "SAVEPOINT `rebuild`;\n"
     "PRAGMA defer_foreign_keys=ON;\n"
     "CREATE TABLE `kept_A` AS SELECT * FROM `A`;\n"
     "CREATE TABLE `kept_counter` (`id` INTEGER PRIMARY KEY AUTOINCREMENT);\n"
     "DROP TABLE `kept_counter`;\n"
     "CREATE TABLE `kept_counts` AS SELECT * FROM sqlite_sequence WHERE `name` IN ('A');\n"
     "DROP TABLE `A`;\n"
     "CREATE TABLE `A` (\n"
     "    `id` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,\n"
     "    `a` INTEGER\n"
     ");\n"
     "CREATE UNIQUE INDEX `A_a_key` ON `A`(`a`);\n"
     "INSERT OR ROLLBACK INTO `A` (`a`, `id`) SELECT `a`, `id` FROM `kept_A`;\n"
     "DROP TABLE `kept_A`;\n"
     "DELETE FROM sqlite_sequence WHERE `name` IN (SELECT `name` FROM `kept_counts`);\n"
     "INSERT INTO sqlite_sequence SELECT * FROM `kept_counts`;\n"
     "DROP TABLE `kept_counts`;\n"
     "RELEASE `rebuild`;\n"
     "PRAGMA foreign_keys=ON;\n"},
    /* that does not */
    {"sqlite", "model A {\n  id String @id\n  a Int?\n}\n",
     "model A {\n  id String @id\n  a Int @default(5)\n}\n",
     "-- RedefineTables\n"
     "PRAGMA foreign_keys=OFF;\n"
     "SAVEPOINT `rebuild`;\n"
     "PRAGMA defer_foreign_keys=ON;\n"
     "CREATE TABLE `kept_A` AS SELECT * FROM `A`;\n"
     "DROP TABLE `A`;\n"
     "CREATE TABLE `A` (\n"
     "    `id` TEXT NOT NULL PRIMARY KEY,\n"
     "    `a` INTEGER NOT NULL DEFAULT 5\n"
     ");\n"
     "INSERT OR ROLLBACK INTO `A` (`a`, `id`) SELECT coalesce(`a`, 5) AS `a`, "
     "`id` FROM `kept_A`;\n"
     "DROP TABLE `kept_A`;\n"
     "RELEASE `rebuild`;\n"
     "PRAGMA foreign_keys=ON;\n"},
};

static void one_table(void **state)
{
    for (size_t i = 0; i < COUNT(one_table_rows); i++) {
        Text expected = with_quotes(*state, one_table_rows[i].script);
        Text script = safe_script(*state, &one_table_rows[i]);
        expect(text_equal(script, expected), "%s => %s\n%.*s", one_table_rows[i].before,
               one_table_rows[i].after, TEXT_ARG(script));
    }
}

static const Change rows_that_refer_to_it_rows[] = {
    /* are kept, too, if foreign keys are enforced */
    {"sqlite",
     "model P {\n  id Int @id\n  a Int\n  cs C[]\n}\nmodel C {\n  id String @id\n"
     "  p Int\n"
     "  parent P @relation(fields: [p], references: [id], onDelete: Cascade)\n}\n",
     "model P {\n  id Int @id\n  cs C[]\n}\nmodel C {\n  id String @id\n  p Int\n"
     "  parent P @relation(fields: [p], references: [id], onDelete: Cascade)\n}\n",
     "-- RedefineTables\n"
     "PRAGMA foreign_keys=OFF;\n"
     "SAVEPOINT `rebuild`;\n"
     "PRAGMA defer_foreign_keys=ON;\n"
     "CREATE TABLE `kept_C` AS SELECT * FROM `C` WHERE (SELECT `foreign_keys` "
     "FROM pragma_foreign_keys);\n"
     "CREATE TABLE `kept_P` AS SELECT * FROM `P`;\n"
     "CREATE TABLE `kept_counter` (`id` INTEGER PRIMARY KEY AUTOINCREMENT);\n"
     "DROP TABLE `kept_counter`;\n"
     "CREATE TABLE `kept_counts` AS SELECT * FROM sqlite_sequence WHERE `name` IN ('P');\n"
     "DELETE FROM `C` WHERE (SELECT `foreign_keys` FROM pragma_foreign_keys);\n"
     "DROP TABLE `P`;\n"
     "CREATE TABLE `P` (\n"
     "    `id` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT\n"
     ");\n"
     "INSERT OR ROLLBACK INTO `P` (`id`) SELECT `id` FROM `kept_P`;\n"
     "DROP TABLE `kept_P`;\n"
     "INSERT OR REPLACE INTO `C` SELECT * FROM `kept_C`;\n"
     "DROP TABLE `kept_C`;\n"
     "DELETE FROM sqlite_sequence WHERE `name` IN (SELECT `name` FROM `kept_counts`);\n"
     "INSERT INTO sqlite_sequence SELECT * FROM `kept_counts`;\n"
     "DROP TABLE `kept_counts`;\n"
     "RELEASE `rebuild`;\n"
     "PRAGMA foreign_keys=ON;\n"},
    /* itself: RESTRICT lets go */
    {"sqlite",
     "model A {\n  id String @id\n  a Int\n  p String?\n"
     "  parent A? @relation(`x`, fields: [p], references: [id], onDelete: Restrict)\n"
     "  children A[] @relation(`x`)\n}\n",
     "model A {\n  id String @id\n  p String?\n"
     "  parent A? @relation(`x`, fields: [p], references: [id], onDelete: Restrict)\n"
     "  children A[] @relation(`x`)\n}\n",
     "-- RedefineTables\n"
     "PRAGMA foreign_keys=OFF;\n"
     "SAVEPOINT `rebuild`;\n"
     "PRAGMA defer_foreign_keys=ON;\n"
     "CREATE TABLE `kept_A` AS SELECT * FROM `A`;\n"
     "UPDATE `A` SET `p` = NULL WHERE (SELECT `foreign_keys` FROM pragma_foreign_keys);\n"
     "DROP TABLE `A`;\n"
     "CREATE TABLE `A` (\n"
     "    `id` TEXT NOT NULL PRIMARY KEY,\n"
     "    `p` TEXT,\n"
     "    CONSTRAINT `A_p_fkey` FOREIGN KEY (`p`) REFERENCES `A` (`id`) ON "
     "DELETE RESTRICT ON UPDATE CASCADE\n"
     ");\n"
     "INSERT OR ROLLBACK INTO `A` (`id`, `p`) SELECT `id`, `p` FROM `kept_A`;\n"
     "DROP TABLE `kept_A`;\n"
     "RELEASE `rebuild`;\n"
     "PRAGMA foreign_keys=ON;\n"},
};

static void rows_that_refer_to_it(void **state)
{
    for (size_t i = 0; i < COUNT(rows_that_refer_to_it_rows); i++) {
        Text expected = with_quotes(*state, rows_that_refer_to_it_rows[i].script);
        Text script = safe_script(*state, &rows_that_refer_to_it_rows[i]);
        expect(text_equal(script, expected), "%s => %s\n%.*s", rows_that_refer_to_it_rows[i].before,
               rows_that_refer_to_it_rows[i].after, TEXT_ARG(script));
    }
}

static const Change dropped_tables_belong_to_it_rows[] = {
    {"sqlite",
     "model A {\n  id String @id\n  a Int\n}\nmodel B {\n  id String @id\n"
     "  x Int @unique\n}\n",
     "model A {\n  id String @id\n}\n",
     "-- DropIndex\n"
     "DROP INDEX `B_x_key`;\n\n"
     "-- RedefineTables\n"
     "PRAGMA foreign_keys=OFF;\n"
     "SAVEPOINT `rebuild`;\n"
     "PRAGMA defer_foreign_keys=ON;\n"
     "CREATE TABLE `kept_A` AS SELECT * FROM `A`;\n"
     "DROP TABLE `A`;\n"
     "CREATE TABLE `A` (\n"
     "    `id` TEXT NOT NULL PRIMARY KEY\n"
     ");\n"
     "DROP TABLE `B`;\n"
     "INSERT OR ROLLBACK INTO `A` (`id`) SELECT `id` FROM `kept_A`;\n"
     "DROP TABLE `kept_A`;\n"
     "RELEASE `rebuild`;\n"
     "PRAGMA foreign_keys=ON;\n"},
};

static void dropped_tables_belong_to_it(void **state)
{
    for (size_t i = 0; i < COUNT(dropped_tables_belong_to_it_rows); i++) {
        Text expected = with_quotes(*state, dropped_tables_belong_to_it_rows[i].script);
        Text script = safe_script(*state, &dropped_tables_belong_to_it_rows[i]);
        expect(text_equal(script, expected), "%s => %s\n%.*s",
               dropped_tables_belong_to_it_rows[i].before,
               dropped_tables_belong_to_it_rows[i].after, TEXT_ARG(script));
    }
}

static const Change what_needs_no_rebuild_rows[] = {
    {"sqlite", "a Int", "a Int\nb Int?",
     "-- AlterTable\nALTER TABLE `A` ADD COLUMN `b` INTEGER;\n"},
    {"sqlite", "model A {\n  id Int @id\n}\nmodel B {\n  id Int @id\n}\n",
     "model A {\n  id Int @id\n}\n",
     "-- DropTable\n"
     "PRAGMA foreign_keys=off;\n"
     "DROP TABLE `B`;\n"
     "PRAGMA foreign_keys=on;\n"},
};

static void what_needs_no_rebuild(void **state)
{
    for (size_t i = 0; i < COUNT(what_needs_no_rebuild_rows); i++) {
        Text expected = with_quotes(*state, what_needs_no_rebuild_rows[i].script);
        Text script = safe_script(*state, &what_needs_no_rebuild_rows[i]);
        expect(text_equal(script, expected), "%s => %s\n%.*s", what_needs_no_rebuild_rows[i].before,
               what_needs_no_rebuild_rows[i].after, TEXT_ARG(script));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(one_table),
        TEST(rows_that_refer_to_it),
        TEST(dropped_tables_belong_to_it),
        TEST(what_needs_no_rebuild),
    };
    return RUN_TESTS(tests);
}

/* sql/steps.h */
#include "sql/steps.h"

#include "sql/diffing.h"

static const Change of_altered_tables_rows[] = {
    /* other actions are another key */
    {"postgresql",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id])\n}\n",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id], onDelete: Cascade)\n}\n",
     "-- DropForeignKey\n"
     "ALTER TABLE `B` DROP CONSTRAINT `B_p_fkey`;\n\n"
     "-- AddForeignKey\n"
     "ALTER TABLE `B` ADD CONSTRAINT `B_p_fkey` FOREIGN KEY (`p`) REFERENCES "
     "`A`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;\n"},
    {"postgresql",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id])\n}\n",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id], onUpdate: NoAction)\n}\n",
     "-- DropForeignKey\n"
     "ALTER TABLE `B` DROP CONSTRAINT `B_p_fkey`;\n\n"
     "-- AddForeignKey\n"
     "ALTER TABLE `B` ADD CONSTRAINT `B_p_fkey` FOREIGN KEY (`p`) REFERENCES "
     "`A`(`id`) ON DELETE RESTRICT ON UPDATE NO ACTION;\n"},
    /* what is usual may be written */
    {"postgresql",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id])\n}\n",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id], onDelete: Restrict, "
     "onUpdate: Cascade)\n"
     "}\n",
     "-- This is an empty migration.\n"},
    /* another name is a rename */
    {"postgresql",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id])\n}\n",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id], map: `x`)\n}\n",
     "-- RenameForeignKey\nALTER TABLE `B` RENAME CONSTRAINT `B_p_fkey` TO `x`;\n"},
    {"cockroachdb",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id])\n}\n",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id], map: `x`)\n}\n",
     "-- RenameForeignKey\nALTER TABLE `B` RENAME CONSTRAINT `B_p_fkey` TO `x`;\n"},
    {"postgresql",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id], map: `y`)\n}\n",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id], map: `x`, onDelete: Cascade)\n}\n",
     "-- DropForeignKey\n"
     "ALTER TABLE `B` DROP CONSTRAINT `y`;\n\n"
     "-- AddForeignKey\n"
     "ALTER TABLE `B` ADD CONSTRAINT `x` FOREIGN KEY (`p`) REFERENCES `A`(`id`) "
     "ON DELETE CASCADE ON UPDATE CASCADE;\n"},
    {"postgresql",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id])\n}\n",
     "model A {\n  id Int @id\n}\nmodel B {\n  id Int @id\n  p Int\n}\n",
     "-- DropForeignKey\nALTER TABLE `B` DROP CONSTRAINT `B_p_fkey`;\n"},
    {"postgresql", "model A {\n  id Int @id\n}\nmodel B {\n  id Int @id\n  p Int\n}\n",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id])\n}\n",
     "-- AddForeignKey\n"
     "ALTER TABLE `B` ADD CONSTRAINT `B_p_fkey` FOREIGN KEY (`p`) REFERENCES "
     "`A`(`id`) ON DELETE RESTRICT ON UPDATE CASCADE;\n"},
    {"postgresql",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id])\n}\n",
     "model A {\n  id Int @id\n}\nmodel B {\n  id Int @id\n}\n",
     "-- DropForeignKey\n"
     "ALTER TABLE `B` DROP CONSTRAINT `B_p_fkey`;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `B` DROP COLUMN `p`;\n"},
    /* another type makes it another key */
    {"postgresql",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id])\n}\n",
     "model A {\n  id BigInt @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p BigInt\n"
     "  a A @relation(fields: [p], references: [id])\n}\n",
     "-- DropForeignKey\n"
     "ALTER TABLE `B` DROP CONSTRAINT `B_p_fkey`;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP CONSTRAINT `A_pkey`,\n"
     "ALTER COLUMN `id` SET DATA TYPE BIGINT,\n"
     "ADD CONSTRAINT `A_pkey` PRIMARY KEY (`id`);\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `B` ALTER COLUMN `p` SET DATA TYPE BIGINT;\n\n"
     "-- AddForeignKey\n"
     "ALTER TABLE `B` ADD CONSTRAINT `B_p_fkey` FOREIGN KEY (`p`) REFERENCES "
     "`A`(`id`) ON DELETE RESTRICT ON UPDATE CASCADE;\n"},
    /* null or not does not */
    {"postgresql",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id])\n}\n",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int?\n"
     "  a A? @relation(fields: [p], references: [id], onDelete: Restrict)\n}\n",
     "-- AlterTable\nALTER TABLE `B` ALTER COLUMN `p` DROP NOT NULL;\n"},
    {"postgresql",
     "model A {\n  id Int @id\n  bs B[] @relation(`x`)\n}\nmodel B {\n  id Int @id\n"
     "  p Int\n  q Int\n  a A @relation(`x`, fields: [p], references: [id])\n}\n",
     "model A {\n  id Int @id\n  bs B[] @relation(`x`)\n}\nmodel B {\n  id Int @id\n"
     "  p Int\n  q Int\n  a A @relation(`x`, fields: [q], references: [id])\n}\n",
     "-- DropForeignKey\n"
     "ALTER TABLE `B` DROP CONSTRAINT `B_p_fkey`;\n\n"
     "-- AddForeignKey\n"
     "ALTER TABLE `B` ADD CONSTRAINT `B_q_fkey` FOREIGN KEY (`q`) REFERENCES "
     "`A`(`id`) ON DELETE RESTRICT ON UPDATE CASCADE;\n"},
    /* SQLite redefines the table */
    {"sqlite",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id])\n}\n",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id], onDelete: Cascade)\n}\n",
     "-- RedefineTables\n"
     "PRAGMA defer_foreign_keys=ON;\n"
     "PRAGMA foreign_keys=OFF;\n"
     "CREATE TABLE `new_B` (\n"
     "    `id` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,\n"
     "    `p` INTEGER NOT NULL,\n"
     "    CONSTRAINT `B_p_fkey` FOREIGN KEY (`p`) REFERENCES `A` (`id`) ON "
     "DELETE CASCADE ON UPDATE CASCADE\n"
     ");\n"
     "INSERT INTO `new_B` (`id`, `p`) SELECT `id`, `p` FROM `B`;\n"
     "DROP TABLE `B`;\n"
     "ALTER TABLE `new_B` RENAME TO `B`;\n"
     "PRAGMA foreign_keys=ON;\n"
     "PRAGMA defer_foreign_keys=OFF;\n"},
};

static void of_altered_tables(void **state)
{
    assert_changes(*state, of_altered_tables_rows, COUNT(of_altered_tables_rows));
}

static const Change of_tables_that_come_and_go_rows[] = {
    {"postgresql",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id])\n}\n",
     "model B {\n  id Int @id\n  p Int\n}\n",
     "-- DropForeignKey\n"
     "ALTER TABLE `B` DROP CONSTRAINT `B_p_fkey`;\n\n"
     "-- DropTable\n"
     "DROP TABLE `A`;\n"},
    {"postgresql",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id])\n}\n",
     "model A {\n  id Int @id\n}\n",
     "-- DropForeignKey\n"
     "ALTER TABLE `B` DROP CONSTRAINT `B_p_fkey`;\n\n"
     "-- DropTable\n"
     "DROP TABLE `B`;\n"},
    {"postgresql", "model A {\n  id Int @id\n}\n",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id])\n}\n",
     "-- CreateTable\n"
     "CREATE TABLE `B` (\n"
     "    `id` INTEGER NOT NULL,\n"
     "    `p` INTEGER NOT NULL,\n\n"
     "    CONSTRAINT `B_pkey` PRIMARY KEY (`id`)\n"
     ");\n\n"
     "-- AddForeignKey\n"
     "ALTER TABLE `B` ADD CONSTRAINT `B_p_fkey` FOREIGN KEY (`p`) REFERENCES "
     "`A`(`id`) ON DELETE RESTRICT ON UPDATE CASCADE;\n"},
    {"sqlite",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id])\n}\n",
     "model A {\n  id Int @id\n}\n",
     "-- DropTable\n"
     "PRAGMA foreign_keys=off;\n"
     "DROP TABLE `B`;\n"
     "PRAGMA foreign_keys=on;\n"},
};

static void of_tables_that_come_and_go(void **state)
{
    assert_changes(*state, of_tables_that_come_and_go_rows, COUNT(of_tables_that_come_and_go_rows));
}

static const Change of_join_tables_rows[] = {
    {"postgresql", "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  as A[]\n}\n",
     "model A {\n  id Int @id\n}\nmodel B {\n  id Int @id\n}\n",
     "-- DropForeignKey\n"
     "ALTER TABLE `_AToB` DROP CONSTRAINT `_AToB_A_fkey`;\n\n"
     "-- DropForeignKey\n"
     "ALTER TABLE `_AToB` DROP CONSTRAINT `_AToB_B_fkey`;\n\n"
     "-- DropTable\n"
     "DROP TABLE `_AToB`;\n"},
    {"postgresql", "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  as A[]\n}\n",
     "model A {\n  id String @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  as A[]\n}\n",
     "-- DropForeignKey\n"
     "ALTER TABLE `_AToB` DROP CONSTRAINT `_AToB_A_fkey`;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP CONSTRAINT `A_pkey`,\n"
     "ALTER COLUMN `id` SET DATA TYPE TEXT,\n"
     "ADD CONSTRAINT `A_pkey` PRIMARY KEY (`id`);\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `_AToB` DROP CONSTRAINT `_AToB_AB_pkey`,\n"
     "ALTER COLUMN `A` SET DATA TYPE TEXT,\n"
     "ADD CONSTRAINT `_AToB_AB_pkey` PRIMARY KEY (`A`, `B`);\n\n"
     "-- AddForeignKey\n"
     "ALTER TABLE `_AToB` ADD CONSTRAINT `_AToB_A_fkey` FOREIGN KEY (`A`) "
     "REFERENCES `A`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;\n"},
    /* another name is another table */
    {"postgresql", "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  as A[]\n}\n",
     "model A {\n  id Int @id\n  bs B[] @relation(`x`)\n}\nmodel B {\n  id Int @id\n"
     "  as A[] @relation(`x`)\n}\n",
     "-- DropForeignKey\n"
     "ALTER TABLE `_AToB` DROP CONSTRAINT `_AToB_A_fkey`;\n\n"
     "-- DropForeignKey\n"
     "ALTER TABLE `_AToB` DROP CONSTRAINT `_AToB_B_fkey`;\n\n"
     "-- DropTable\n"
     "DROP TABLE `_AToB`;\n\n"
     "-- CreateTable\n"
     "CREATE TABLE `_x` (\n"
     "    `A` INTEGER NOT NULL,\n"
     "    `B` INTEGER NOT NULL,\n\n"
     "    CONSTRAINT `_x_AB_pkey` PRIMARY KEY (`A`,`B`)\n"
     ");\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `_x_B_index` ON `_x`(`B`);\n\n"
     "-- AddForeignKey\n"
     "ALTER TABLE `_x` ADD CONSTRAINT `_x_A_fkey` FOREIGN KEY (`A`) REFERENCES "
     "`A`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;\n"
     "\n"
     "-- AddForeignKey\n"
     "ALTER TABLE `_x` ADD CONSTRAINT `_x_B_fkey` FOREIGN KEY (`B`) REFERENCES "
     "`B`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;\n"},
};

static void of_join_tables(void **state)
{
    assert_changes(*state, of_join_tables_rows, COUNT(of_join_tables_rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(of_altered_tables),
        TEST(of_tables_that_come_and_go),
        TEST(of_join_tables),
    };
    return RUN_TESTS(tests);
}

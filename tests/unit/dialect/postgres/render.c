/* dialect/postgres/rendering.h */
#include "dialect/postgres/rendering.h"

#include "sql/diffing.h"

static const Change indexes_rows[] = {
    {"postgresql", "a Int[]\nb Int",
     "a Int[]\nb Int\n@@index([a(ops: ArrayOps)], type: Gin)\n"
     "@@index([b], type: Brin, map: `b`)\n@@index([b], type: Hash, map: `h`)\n"
     "@@unique([b(sort: Desc)])",
     "-- CreateIndex\n"
     "CREATE INDEX `A_a_idx` ON `A` USING GIN (`a` array_ops);\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `b` ON `A` USING BRIN (`b`);\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `h` ON `A` USING HASH (`b`);\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `A_b_key` ON `A`(`b` DESC);\n"},
    {"postgresql", "a String", "a String\n@@index([a(ops: raw(`text_pattern_ops`), sort: Desc)])",
     "-- CreateIndex\nCREATE INDEX `A_a_idx` ON `A`(`a` text_pattern_ops DESC);\n"},
};

static void indexes(void **state)
{
    assert_changes(*state, indexes_rows, COUNT(indexes_rows));
}

static const Change qualified_names_rows[] = {
    {"postgresql",
     "schemas = [`s`, `t`]\n--\nmodel A {\n  id Int @id\n  b Int\n  @@schema(`s`)\n}\n"
     "model B {\n  id Int @id\n  p Int\n  @@schema(`s`)\n}\n",
     "schemas = [`s`, `t`]\n--\nmodel A {\n  id Int @id\n  b Int @unique\n  bs B[]\n"
     "  @@schema(`s`)\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id])\n  @@schema(`s`)\n}\n",
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `A_b_key` ON `s`.`A`(`b`);\n\n"
     "-- AddForeignKey\n"
     "ALTER TABLE `s`.`B` ADD CONSTRAINT `B_p_fkey` FOREIGN KEY (`p`) "
     "REFERENCES `s`.`A`(`id`) ON DELETE RESTRICT ON UPDATE CASCADE;\n"},
    {"postgresql",
     "schemas = [`s`, `t`]\n--\nmodel A {\n  id Int @id\n  b Int @unique\n  bs B[]\n"
     "  @@schema(`s`)\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id])\n  @@schema(`s`)\n}\n",
     "schemas = [`s`, `t`]\n--\nmodel A {\n  id Int @id\n  b Int\n  @@schema(`s`)\n}\n"
     "model B {\n  id Int @id\n  p Int\n  @@schema(`s`)\n}\n",
     "-- DropForeignKey\n"
     "ALTER TABLE `s`.`B` DROP CONSTRAINT `B_p_fkey`;\n\n"
     "-- DropIndex\n"
     "DROP INDEX `s`.`A_b_key`;\n"},
    {"postgresql",
     "schemas = [`s`, `t`]\n--\nmodel A {\n  id Int @id\n  bs B[]\n  @@schema(`s`)\n"
     "}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id])\n  @@schema(`s`)\n}\n",
     "schemas = [`s`, `t`]\n--\nmodel A {\n  id Int @id(map: `k`)\n  bs B[]\n"
     "  @@schema(`s`)\n}\nmodel B {\n  id Int @id\n  p Int\n"
     "  a A @relation(fields: [p], references: [id], map: `f`)\n  @@schema(`s`)\n}\n",
     "-- AlterTable\n"
     "ALTER TABLE `s`.`A` RENAME CONSTRAINT `A_pkey` TO `k`;\n\n"
     "-- RenameForeignKey\n"
     "ALTER TABLE `s`.`B` RENAME CONSTRAINT `B_p_fkey` TO `f`;\n"},
};

static void qualified_names(void **state)
{
    assert_changes(*state, qualified_names_rows, COUNT(qualified_names_rows));
}

static const Change referential_actions_rows[] = {
    {"postgresql", "model A {\n  id Int @id\n}\nmodel B {\n  id Int @id\n}\n",
     "model A {\n  id Int @id\n  b B?\n}\nmodel B {\n  id Int @id\n  p Int? @unique\n"
     "  a A? @relation(fields: [p], references: [id], onDelete: Cascade, "
     "onUpdate: Restrict)\n"
     "}\n",
     "-- AlterTable\n"
     "ALTER TABLE `B` ADD COLUMN     `p` INTEGER;\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `B_p_key` ON `B`(`p`);\n\n"
     "-- AddForeignKey\n"
     "ALTER TABLE `B` ADD CONSTRAINT `B_p_fkey` FOREIGN KEY (`p`) REFERENCES "
     "`A`(`id`) ON DELETE CASCADE ON UPDATE RESTRICT;\n"},
    {"postgresql", "model A {\n  id Int @id\n}\nmodel B {\n  id Int @id\n}\n",
     "model A {\n  id Int @id\n  b B?\n}\nmodel B {\n  id Int @id\n  p Int? @unique\n"
     "  a A? @relation(fields: [p], references: [id], onDelete: SetNull, "
     "onUpdate: SetDefault)\n"
     "}\n",
     "-- AlterTable\n"
     "ALTER TABLE `B` ADD COLUMN     `p` INTEGER;\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `B_p_key` ON `B`(`p`);\n\n"
     "-- AddForeignKey\n"
     "ALTER TABLE `B` ADD CONSTRAINT `B_p_fkey` FOREIGN KEY (`p`) REFERENCES "
     "`A`(`id`) ON DELETE SET NULL ON UPDATE SET DEFAULT;\n"},
    {"postgresql", "model A {\n  id Int @id\n}\nmodel B {\n  id Int @id\n}\n",
     "model A {\n  id Int @id\n  b B?\n}\nmodel B {\n  id Int @id\n  p Int @unique\n"
     "  a A @relation(fields: [p], references: [id], onDelete: NoAction, "
     "onUpdate: NoAction)\n"
     "}\n",
     "-- AlterTable\n"
     "ALTER TABLE `B` ADD COLUMN     `p` INTEGER NOT NULL;\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `B_p_key` ON `B`(`p`);\n\n"
     "-- AddForeignKey\n"
     "ALTER TABLE `B` ADD CONSTRAINT `B_p_fkey` FOREIGN KEY (`p`) REFERENCES "
     "`A`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION;\n"},
};

static void referential_actions(void **state)
{
    assert_changes(*state, referential_actions_rows, COUNT(referential_actions_rows));
}

static const Change quotes_rows[] = {
    {"postgresql", "a Int @map(`x\\`y`)\nb Int",
     "a Int @unique(map: `u\\`v`) @map(`x\\`y`)\nb Int @map(`it's`)",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP COLUMN `b`,\n"
     "ADD COLUMN     `it's` INTEGER NOT NULL;\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `u``v` ON `A`(`x``y`);\n"},
};

static void quotes(void **state)
{
    assert_changes(*state, quotes_rows, COUNT(quotes_rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(indexes),
        TEST(qualified_names),
        TEST(referential_actions),
        TEST(quotes),
    };
    return RUN_TESTS(tests);
}

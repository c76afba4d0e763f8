/* sql/join_table.h */
#include "sql/join_table.h"

#include "sql/diffing.h"

static const Change a_table_of_two_columns_rows[] = {
    /* the first model by name is A */
    {"postgresql",
     "model B {\n  id String @id @db.Uuid\n}\nmodel A {\n"
     "  id Int @id @default(autoincrement()) @map(`key`)\n  @@map(`t`)\n}\n",
     "model B {\n  id String @id @db.Uuid\n  as A[]\n}\nmodel A {\n"
     "  id Int @id @default(autoincrement()) @map(`key`)\n  bs B[]\n  @@map(`t`)\n}\n",
     "-- CreateTable\n"
     "CREATE TABLE `_AToB` (\n"
     "    `A` INTEGER NOT NULL,\n"
     "    `B` UUID NOT NULL,\n\n"
     "    CONSTRAINT `_AToB_AB_pkey` PRIMARY KEY (`A`,`B`)\n"
     ");\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `_AToB_B_index` ON `_AToB`(`B`);\n\n"
     "-- AddForeignKey\n"
     "ALTER TABLE `_AToB` ADD CONSTRAINT `_AToB_A_fkey` FOREIGN KEY (`A`) "
     "REFERENCES `t`(`key`) ON DELETE CASCADE ON UPDATE CASCADE;\n"
     "\n"
     "-- AddForeignKey\n"
     "ALTER TABLE `_AToB` ADD CONSTRAINT `_AToB_B_fkey` FOREIGN KEY (`B`) "
     "REFERENCES `B`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;\n"},
    /* no primary key */
    {"cockroachdb", "model A {\n  id Int @id\n}\nmodel B {\n  id Int @id\n}\n",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  as A[]\n}\n",
     "-- CreateTable\n"
     "CREATE TABLE `_AToB` (\n"
     "    `A` INT4 NOT NULL,\n"
     "    `B` INT4 NOT NULL\n"
     ");\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `_AToB_AB_unique` ON `_AToB`(`A`, `B`);\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `_AToB_B_index` ON `_AToB`(`B`);\n\n"
     "-- AddForeignKey\n"
     "ALTER TABLE `_AToB` ADD CONSTRAINT `_AToB_A_fkey` FOREIGN KEY (`A`) "
     "REFERENCES `A`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;\n"
     "\n"
     "-- AddForeignKey\n"
     "ALTER TABLE `_AToB` ADD CONSTRAINT `_AToB_B_fkey` FOREIGN KEY (`B`) "
     "REFERENCES `B`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;\n"},
    {"sqlite", "model A {\n  id Int @id\n}\nmodel B {\n  id Int @id\n}\n",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  as A[]\n}\n",
     "-- CreateTable\n"
     "CREATE TABLE `_AToB` (\n"
     "    `A` INTEGER NOT NULL,\n"
     "    `B` INTEGER NOT NULL,\n"
     "    CONSTRAINT `_AToB_A_fkey` FOREIGN KEY (`A`) REFERENCES `A` (`id`) ON "
     "DELETE CASCADE ON UPDATE CASCADE,\n"
     "    CONSTRAINT `_AToB_B_fkey` FOREIGN KEY (`B`) REFERENCES `B` (`id`) ON "
     "DELETE CASCADE ON UPDATE CASCADE\n"
     ");\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `_AToB_AB_unique` ON `_AToB`(`A`, `B`);\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `_AToB_B_index` ON `_AToB`(`B`);\n"},
    /* with itself */
    {"postgresql", "",
     "model A {\n  id Int @id\n  p A[] @relation(`x`)\n  q A[] @relation(`x`)\n}\n",
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
     "`A`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;\n"},
    {"postgresql",
     "relationMode = `prisma`\n--\nmodel A {\n  id Int @id\n}\nmodel B {\n"
     "  id Int @id\n}\n",
     "relationMode = `prisma`\n--\nmodel A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n"
     "  id Int @id\n  as A[]\n}\n",
     "-- CreateTable\n"
     "CREATE TABLE `_AToB` (\n"
     "    `A` INTEGER NOT NULL,\n"
     "    `B` INTEGER NOT NULL,\n\n"
     "    CONSTRAINT `_AToB_AB_pkey` PRIMARY KEY (`A`,`B`)\n"
     ");\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `_AToB_B_index` ON `_AToB`(`B`);\n"},
    /* where A is */
    {"postgresql",
     "schemas = [`s`, `t`]\n--\nmodel A {\n  id Int @id\n  @@schema(`t`)\n}\n"
     "model B {\n  id Int @id\n  @@schema(`s`)\n}\n",
     "schemas = [`s`, `t`]\n--\nmodel A {\n  id Int @id\n  bs B[]\n  @@schema(`t`)\n"
     "}\nmodel B {\n  id Int @id\n  as A[]\n  @@schema(`s`)\n}\n",
     "-- CreateTable\n"
     "CREATE TABLE `t`.`_AToB` (\n"
     "    `A` INTEGER NOT NULL,\n"
     "    `B` INTEGER NOT NULL,\n\n"
     "    CONSTRAINT `_AToB_AB_pkey` PRIMARY KEY (`A`,`B`)\n"
     ");\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `_AToB_B_index` ON `t`.`_AToB`(`B`);\n\n"
     "-- AddForeignKey\n"
     "ALTER TABLE `t`.`_AToB` ADD CONSTRAINT `_AToB_A_fkey` FOREIGN KEY (`A`) "
     "REFERENCES `t`.`A`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;\n"
     "\n"
     "-- AddForeignKey\n"
     "ALTER TABLE `t`.`_AToB` ADD CONSTRAINT `_AToB_B_fkey` FOREIGN KEY (`B`) "
     "REFERENCES `s`.`B`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;\n"},
};

static void a_table_of_two_columns(void **state)
{
    assert_changes(*state, a_table_of_two_columns_rows, COUNT(a_table_of_two_columns_rows));
}

static const SqlSchema *related(Scene *scene, const char *provider, const char *relation)
{
    Text schema = text_format(scene->arena,
                              "model A {\n  id Int @id\n  bs B[] @relation(\"%s\")\n}\n"
                              "model B {\n  id Int @id\n  as A[] @relation(\"%s\")\n}\n",
                              relation, relation);
    return sql_schema_of(scene, provider, schema.data);
}

#define TEN "xxxxxxxxxx"
#define SIXTY TEN TEN TEN TEN TEN TEN
#define EIGHT_WIDE "\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4"

/* How many bytes the names of table, indexes and foreign keys have. */
static void long_names_are_cut(void **state)
{
    static const struct {
        const char *provider, *relation;
        size_t bytes[5];
    } cases[] = {
        {"postgresql", "likes", {6, 14, 14, 13, 13}},
        {"postgresql", SIXTY "yz", {63, 63, 63, 63, 63}},
        {"postgresql", SIXTY "y", {62, 63, 63, 63, 63}},
        {"postgresql", TEN TEN TEN TEN TEN, {51, 59, 59, 58, 58}},
        {"postgresql", TEN TEN TEN TEN TEN "xxxxx", {56, 63, 63, 63, 63}},
        {"postgresql", SIXTY "abcdefgh", {63, 63, 63, 63, 63}},
        /* by characters; but the names of foreign keys by bytes */
        {"postgresql", EIGHT_WIDE EIGHT_WIDE EIGHT_WIDE, {49, 57, 57, 56, 56}},
        {"postgresql", EIGHT_WIDE EIGHT_WIDE EIGHT_WIDE EIGHT_WIDE, {65, 73, 73, 62, 62}},
        {"postgresql", "a" EIGHT_WIDE EIGHT_WIDE EIGHT_WIDE EIGHT_WIDE, {66, 74, 74, 63, 63}},
        {"cockroachdb", SIXTY "abcdefgh", {63, 63, 63, 63, 63}},
        {"sqlite", SIXTY "abcdefgh", {69, 79, 77, 76, 76}},
    };
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const SqlSchema *schema = related(scene, cases[i].provider, cases[i].relation);
        Text names[] = {schema->tables.items[2].name, schema->indexes.items[2].name,
                        schema->indexes.items[3].name, schema->foreign_keys.items[0].name,
                        schema->foreign_keys.items[1].name};
        for (size_t j = 0; j < COUNT(names); j++)
            expect(names[j].length == cases[i].bytes[j], "%s: %.*s has %zu", cases[i].relation,
                   TEXT_ARG(names[j]), names[j].length);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_table_of_two_columns),
        TEST(long_names_are_cut),
    };
    return RUN_TESTS(tests);
}

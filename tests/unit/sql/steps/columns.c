/* sql/steps.h */
#include "sql/steps.h"

#include "sql/diffing.h"

static const Change added_and_dropped_rows[] = {
    /* in the order of their names, the dropped ones first */
    {"postgresql", "z Int\nb Int\nk Int", "y Int\na Int?\nk Int",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP COLUMN `b`,\n"
     "DROP COLUMN `z`,\n"
     "ADD COLUMN     `a` INTEGER,\n"
     "ADD COLUMN     `y` INTEGER NOT NULL;\n"},
    {"postgresql", "a Int",
     "a Int\nb Int[]\nc String @default(`x`)\nd Int @default(autoincrement())\n"
     "e BigInt[] @default([1])",
     "-- AlterTable\n"
     "ALTER TABLE `A` ADD COLUMN     `b` INTEGER[],\n"
     "ADD COLUMN     `c` TEXT NOT NULL DEFAULT 'x',\n"
     "ADD COLUMN     `d` SERIAL NOT NULL,\n"
     "ADD COLUMN     `e` BIGINT[] DEFAULT ARRAY[1]::BIGINT[];\n"},
    /* a statement each */
    {"cockroachdb", "z Int\nb Int\nk Int", "y Int\na Int?\nk Int",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP COLUMN `b`;\n"
     "ALTER TABLE `A` DROP COLUMN `z`;\n"
     "ALTER TABLE `A` ADD COLUMN     `a` INT4;\n"
     "ALTER TABLE `A` ADD COLUMN     `y` INT4 NOT NULL;\n"},
    /* SQLite adds what may be null */
    {"sqlite", "a Int", "a Int\nc Int?\nb String?",
     "-- AlterTable\n"
     "ALTER TABLE `A` ADD COLUMN `b` TEXT;\n"
     "ALTER TABLE `A` ADD COLUMN `c` INTEGER;\n"},
};

static void added_and_dropped(void **state)
{
    assert_changes(*state, added_and_dropped_rows, COUNT(added_and_dropped_rows));
}

static const Change altered_rows[] = {
    /* in the order of the table */
    {"postgresql", "z Int\na Int\nm Int", "a Int?\nz Int?\nm BigInt",
     "-- AlterTable\n"
     "ALTER TABLE `A` ALTER COLUMN `z` DROP NOT NULL,\n"
     "ALTER COLUMN `a` DROP NOT NULL,\n"
     "ALTER COLUMN `m` SET DATA TYPE BIGINT;\n"},
    {"postgresql", "a Int?", "a Int",
     "-- AlterTable\nALTER TABLE `A` ALTER COLUMN `a` SET NOT NULL;\n"},
    /* a list is another type */
    {"postgresql", "a Int", "a Int[]",
     "-- AlterTable\nALTER TABLE `A` DROP COLUMN `a`,\nADD COLUMN     `a` INTEGER[];\n"},
    {"postgresql", "a Int[]", "a Int",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP COLUMN `a`,\n"
     "ADD COLUMN     `a` INTEGER NOT NULL;\n"},
    {"postgresql", "a String[]", "a String",
     "-- AlterTable\n"
     "ALTER TABLE `A` ALTER COLUMN `a` SET NOT NULL,\n"
     "ALTER COLUMN `a` SET DATA TYPE TEXT;\n"},
    {"postgresql", "a Int?", "a Int @default(1)",
     "-- AlterTable\n"
     "ALTER TABLE `A` ALTER COLUMN `a` SET NOT NULL,\n"
     "ALTER COLUMN `a` SET DEFAULT 1;\n"},
    /* all of it in one statement */
    {"postgresql", "a Int @default(1)", "a String?",
     "-- AlterTable\n"
     "ALTER TABLE `A` ALTER COLUMN `a` DROP NOT NULL,\n"
     "ALTER COLUMN `a` DROP DEFAULT,\n"
     "ALTER COLUMN `a` SET DATA TYPE TEXT;\n"},
    {"postgresql", "a String @db.VarChar(5)", "a String @db.VarChar(6)",
     "-- AlterTable\nALTER TABLE `A` ALTER COLUMN `a` SET DATA TYPE VARCHAR(6);\n"},
    /* a type that cannot be cast: dropped and added */
    {"postgresql", "a String", "a Int",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP COLUMN `a`,\n"
     "ADD COLUMN     `a` INTEGER NOT NULL;\n"},
    {"postgresql", "a String @default(`x`)", "a Int @default(1)",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP COLUMN `a`,\n"
     "ADD COLUMN     `a` INTEGER NOT NULL DEFAULT 1;\n"},
    /* nobody knows whether it is another one */
    {"postgresql", "a Unsupported(`circle`)", "a Unsupported(`box`)",
     "-- This is an empty migration.\n"},
    {"postgresql", "a Unsupported(`circle`)", "a Int",
     "-- AlterTable\nALTER TABLE `A` ALTER COLUMN `a` SET DATA TYPE INTEGER;\n"},
    /* drops, adds, then the others */
    {"postgresql", "z Int\ny Int\nx String", "y String?\nx Int\na Int",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP COLUMN `z`,\n"
     "ADD COLUMN     `a` INTEGER NOT NULL,\n"
     "ALTER COLUMN `y` DROP NOT NULL,\n"
     "ALTER COLUMN `y` SET DATA TYPE TEXT,\n"
     "DROP COLUMN `x`,\n"
     "ADD COLUMN     `x` INTEGER NOT NULL;\n"},
    /* an ALTER TABLE each */
    {"cockroachdb", "a Int?", "a Int @default(1)",
     "-- AlterTable\n"
     "ALTER TABLE `A` ALTER COLUMN `a` SET NOT NULL;\n"
     "ALTER TABLE `A` ALTER COLUMN `a` SET DEFAULT 1;\n"},
    /* another name in the database is another column */
    {"postgresql", "a Int @map(`b`)", "a Int @map(`c`)",
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP COLUMN `b`,\n"
     "ADD COLUMN     `c` INTEGER NOT NULL;\n"},
    {"postgresql", "a Int", "a  Int", "-- This is an empty migration.\n"},
};

static void altered(void **state)
{
    assert_changes(*state, altered_rows, COUNT(altered_rows));
}

static const Change autoincrement_rows[] = {
    {"postgresql", "a Int", "a Int @default(autoincrement())",
     "-- AlterTable\n"
     "CREATE SEQUENCE a_a_seq;\n"
     "ALTER TABLE `A` ALTER COLUMN `a` SET DEFAULT nextval('a_a_seq');\n"
     "ALTER SEQUENCE a_a_seq OWNED BY `A`.`a`;\n"},
    {"postgresql", "a Int @default(autoincrement())", "a Int",
     "-- AlterTable\nALTER TABLE `A` ALTER COLUMN `a` DROP DEFAULT;\nDROP SEQUENCE ``;\n"},
    {"postgresql", "a Int @default(autoincrement())", "a BigInt @default(autoincrement())",
     "-- AlterTable\nALTER TABLE `A` ALTER COLUMN `a` SET DATA TYPE BIGSERIAL;\n"},
    {"postgresql", "a Int @default(autoincrement())", "a Int @default(5)",
     "-- AlterTable\n"
     "ALTER TABLE `A` ALTER COLUMN `a` SET DEFAULT 5,\n"
     "ALTER COLUMN `a` DROP DEFAULT;\n"
     "DROP SEQUENCE ``;\n"},
    {"postgresql", "a Int @default(5)", "a Int @default(autoincrement())",
     "-- AlterTable\n"
     "CREATE SEQUENCE a_a_seq;\n"
     "ALTER TABLE `A` ALTER COLUMN `a` SET DEFAULT nextval('a_a_seq');\n"
     "ALTER SEQUENCE a_a_seq OWNED BY `A`.`a`;\n"},
    {"postgresql", "a Int @default(autoincrement())", "a Int?",
     "-- AlterTable\n"
     "ALTER TABLE `A` ALTER COLUMN `a` DROP NOT NULL,\n"
     "ALTER COLUMN `a` DROP DEFAULT;\n"
     "DROP SEQUENCE ``;\n"},
    /* a sequence that another column may use stays */
    {"postgresql", "a Int @default(autoincrement())\nb Int @default(autoincrement())",
     "a Int\nb Int @default(autoincrement())",
     "-- AlterTable\nALTER TABLE `A` ALTER COLUMN `a` DROP DEFAULT;\n"},
    /* the sequence's name is in lower case */
    {"postgresql",
     "aB Int @map(`\xC3\x84"
     "B`)",
     "aB Int @default(autoincrement()) @map(`\xC3\x84"
     "B`)",
     "-- AlterTable\n"
     "CREATE SEQUENCE a_\xC3\xA4"
     "b_seq;\n"
     "ALTER TABLE `A` ALTER COLUMN `\xC3\x84"
     "B` SET DEFAULT nextval('a_\xC3\xA4"
     "b_seq');\n"
     "ALTER SEQUENCE a_\xC3\xA4"
     "b_seq OWNED BY `A`.`\xC3\x84"
     "B`;\n"},
    {"postgresql", "schemas = [`s`]\n--\nmodel A {\n  id Int @id\n  @@schema(`s`)\n}\n",
     "schemas = [`s`]\n--\nmodel A {\n  id Int @id @default(autoincrement())\n"
     "  @@schema(`s`)\n}\n",
     "-- AlterTable\n"
     "CREATE SEQUENCE `s`.a_id_seq;\n"
     "ALTER TABLE `s`.`A` ALTER COLUMN `id` SET DEFAULT nextval('`s`.a_id_seq');\n"
     "ALTER SEQUENCE `s`.a_id_seq OWNED BY `s`.`A`.`id`;\n"},
    {"cockroachdb", "a BigInt", "a BigInt @default(autoincrement())",
     "-- AlterTable\nALTER TABLE `A` ALTER COLUMN `a` SET DEFAULT unique_rowid();\n"},
    {"cockroachdb", "a BigInt @default(autoincrement())", "a BigInt",
     "-- AlterTable\nALTER TABLE `A` ALTER COLUMN `a` DROP DEFAULT;\n"},
};

static void autoincrement(void **state)
{
    assert_changes(*state, autoincrement_rows, COUNT(autoincrement_rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(added_and_dropped),
        TEST(altered),
        TEST(autoincrement),
    };
    return RUN_TESTS(tests);
}

/* sql/findings.h. What is expected was answered by Prisma 6.19 and 7.10 on PostgreSQL and SQLite;
 * for CockroachDB it stands in migrations of real projects. */
#include "sql/findings.h"

#include "sql/diffing.h"

typedef struct Row {
    const char *provider;
    const char *before;
    const char *after;
    const char *found; /* a line each: "kind table.column" */
} Row;

static Text found_between(Scene *scene, const Row *row)
{
    const Steps *steps = steps_of(scene, row->provider, row->before, row->after);
    Findings findings = findings_of(scene->arena, steps);
    Buffer out = BUFFER(scene->arena);
    for (list_each(const Finding, finding, &findings.items)) {
        Text table = finding_table_name(steps, finding);
        Text column = finding_column_name(steps, finding);
        buffer_add_format(&out, "%s%s %.*s%s%.*s", out.length ? "\n" : "",
                          finding_name(finding->kind), TEXT_ARG(table), column.length ? "." : "",
                          TEXT_ARG(column));
        assert_int_equal(finding->number, NOT_COUNTED);
    }
    return buffer_text(&out);
}

static void assert_found(Scene *scene, const Row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const Row *row = &rows[i];
        Text found = found_between(scene, row);
        expect(text_is(found, row->found), "%s: %s => %s gives:\n%.*s", row->provider, row->before,
               row->after, TEXT_ARG(found));
    }
}

static const Row columns_rows[] = {
    {"postgresql", "a String\nb Int?", "b Int", "dropColumn A.a\nmakeRequired A.b"},
    {"sqlite", "a String\nb Int?", "b Int", "dropColumn A.a\nmakeRequired A.b"},
    {"postgresql", "a Int", "a Int\nb Int", "addRequired A.b"},
    {"sqlite", "a Int", "a Int\nb Int", "addRequired A.b"},
    {"sqlite", "a Int", "a Int\nb Int?", ""},
    {"postgresql", "a Int", "a Int\nb Int @default(4)", ""},
    {"postgresql", "a Int", "a Int\nb Int @default(autoincrement())", ""},
    {"postgresql", "a Int", "a Int\nb Int @default(dbgenerated())", ""},
    {"postgresql", "a Int", "a Int\nb Int[]", ""},
    {"postgresql", "a Int", "a Int\nb String @default(uuid())", "addRequiredDefault A.b"},
    {"sqlite 7", "a Int", "a Int\nb String @default(cuid())", "addRequiredDefault A.b"},
    {"postgresql", "a Int", "a Int\nb DateTime @updatedAt", "addRequired A.b"},
    /* NULLs become the default only where rows are copied */
    {"postgresql", "a Int?", "a Int @default(3)", "makeRequired A.a"},
    {"sqlite", "a Int?", "a Int @default(3)", ""},
    {"sqlite", "a Int?", "a String @default(uuid())", "makeRequired A.a"},
    {"postgresql", "a Int", "a Int?", ""},
};

static void columns(void **state)
{
    assert_found(*state, columns_rows, COUNT(columns_rows));
}

static const Row types_rows[] = {
    {"postgresql", "a BigInt", "a Int", "riskyCast A.a"},
    {"postgresql", "a Int", "a BigInt", ""},
    {"sqlite", "a Int", "a BigInt", "riskyCast A.a"},
    {"sqlite", "a Int", "a String", ""},
    {"postgresql", "a BigInt?", "a Int", "makeRequired A.a\nriskyCast A.a"},
    {"postgresql", "a BigInt[]", "a Int[]", "riskyCast A.a"},
    {"postgresql", "a Int[]", "a String", ""},
    {"postgresql", "a String", "a Int", "recreateRequired A.a"},
    {"postgresql", "a String?", "a Int?", "recreateColumn A.a"},
    {"postgresql", "a String", "a Int?", "recreateColumn A.a"},
    {"postgresql", "a String", "a Int @default(1)", "recreateColumn A.a"},
    {"postgresql", "a String?", "a Int @default(1)", "recreateColumn A.a"},
    {"postgresql", "a String?", "a Int", "addRequired A.a"},
    {"postgresql", "a Int[]", "a Int", "recreateRequired A.a"},
    {"postgresql", "a Int", "a Int[]", "recreateColumn A.a"},
    {"postgresql", "a BigInt?", "a String @default(uuid()) @db.Uuid", "addRequired A.a"},
    {"postgresql", "a BigInt?", "a String @default(dbgenerated()) @db.Uuid", "recreateColumn A.a"},
};

static void types(void **state)
{
    assert_found(*state, types_rows, COUNT(types_rows));
}

#define E "enum E {\n  X\n  Y\n}\nenum F {\n  X\n}\n"
#define LESS "enum E {\n  X\n}\nenum F {\n  X\n}\n"

static const Row enums_rows[] = {
    {"postgresql", "model A {\n  id Int @id\n  a E\n}\n" E,
     "model A {\n  id Int @id\n  a E\n}\n" LESS, "removeEnumValues E"},
    {"cockroachdb", "model A {\n  id Int @id\n  a E\n}\n" E,
     "model A {\n  id Int @id\n  a E\n}\n" LESS, "removeEnumValues E"},
    {"sqlite", "model A {\n  id Int @id\n  a E\n}\n" E, "model A {\n  id Int @id\n  a E\n}\n" LESS,
     ""},
    {"postgresql", "model A {\n  id Int @id\n  a E\n}\n" LESS,
     "model A {\n  id Int @id\n  a E\n}\n" E, ""},
    {"postgresql", "model A {\n  id Int @id\n  a E\n}\n" E, "model A {\n  id Int @id\n  a F\n}\n" E,
     "recreateRequired A.a"},
    {"postgresql", "model A {\n  id Int @id\n  a E?\n}\n" E,
     "model A {\n  id Int @id\n  a E[]\n}\n" E, "makeList A.a"},
    {"postgresql", "model A {\n  id Int @id\n  a E[]\n}\n" E,
     "model A {\n  id Int @id\n  a E\n}\n" E, ""},
};

static void enums(void **state)
{
    assert_found(*state, enums_rows, COUNT(enums_rows));
}

static const Row keys_rows[] = {
    {"postgresql", "a Int", "a Int @unique", "addUnique A"},
    {"sqlite", "a Int", "a Int\nb Int? @unique", "addUnique A"},
    {"postgresql", "a Int @unique", "a Int @unique(map: `x`)", ""},
    {"sqlite", "a Int @unique", "a Int @unique(map: `x`)", ""},
    {"postgresql", "model A {\n  id Int @id\n}\n",
     "model A {\n  id Int @id\n}\nmodel B {\n  id Int @id\n  u Int @unique\n}\n", ""},
    {"postgresql", "a Int @unique", "a DateTime @unique", "recreateRequired A.a"},
    /* not for an index that comes with a redefined table */
    {"sqlite", "a Int", "a String @unique", ""},
    {"postgresql", "model A {\n  id Int @id\n  a Int @unique\n}\n",
     "model A {\n  id Int @unique\n  a Int\n}\n", "changePrimaryKey A\naddUnique A"},
    {"sqlite", "model A {\n  id Int @id\n  a Int @unique\n}\n",
     "model A {\n  id Int @unique\n  a Int\n}\n", "changePrimaryKey A"},
    {"postgresql", "model A {\n  id Int @unique\n}\n", "model A {\n  id Int @id\n}\n", ""},
    {"postgresql", "model A {\n  id BigInt @id\n}\n", "model A {\n  id Int @id\n}\n",
     "changePrimaryKey A\nriskyCast A.id"},
    {"sqlite", "model A {\n  id BigInt @id\n}\n", "model A {\n  id Int @id\n}\n",
     "changePrimaryKey A\nriskyCast A.id"},
    {"postgresql", "model A {\n  id BigInt @id\n}\n", "model A {\n  id String @id @db.Uuid\n}\n",
     "changePrimaryKey A\nrecreateRequired A.id"},
    {"cockroachdb", "model A {\n  id BigInt @id\n  b BigInt\n}\n",
     "model A {\n  id Int @id\n  b Int\n}\n", "riskyCast A.b\nimpossibleCast A.id"},
    {"cockroachdb", "model A {\n  a BigInt @id\n  b BigInt\n}\n",
     "model A {\n  a BigInt\n  b BigInt\n  @@id([a, b])\n}\n", "changePrimaryKey A"},
};

static void keys(void **state)
{
    assert_found(*state, keys_rows, COUNT(keys_rows));
}

static const Row tables_rows[] = {
    {"postgresql", "model A {\n  id Int @id\n}\nmodel B {\n  id Int @id\n}\n",
     "model A {\n  id Int @id\n}\n", "dropTable B"},
    {"sqlite", "model A {\n  id Int @id\n}\nmodel B {\n  id Int @id\n}\n",
     "model A {\n  id Int @id\n}\n", "dropTable B"},
    {"postgresql", "a Int", NULL, "dropTable A"},
    {"postgresql", NULL, "a Int @unique", ""},
};

static void tables(void **state)
{
    assert_found(*state, tables_rows, COUNT(tables_rows));
}

static Text header_of(Scene *scene, const Steps *steps)
{
    Findings findings = findings_of(scene->arena, steps);
    Buffer out = BUFFER(scene->arena);
    findings_add_header(&out, &findings);
    return buffer_text(&out);
}

static void warnings_come_first_in_a_script(void **state)
{
    Scene *scene = *state;
    const Steps *steps = steps_of(
        scene, "postgresql",
        "model A {\n  id Int @id\n  a String\n  b Int?\n  c BigInt\n  d Decimal\n  u Int\n}\n"
        "model Z {\n  id Int @id\n}\nenum E {\n  V\n  W @map(`w w`)\n  X\n}\n",
        "model A {\n  id Int @id\n  e Int\n  f String @default(uuid())\n  b Int\n  c Int\n"
        "  d Decimal @db.Decimal(3, 1)\n  u Int\n  @@unique([u, b])\n}\n"
        "enum E {\n  V\n}\n");
    assert_text(header_of(scene, steps),
                "/*\n"
                "  Warnings:\n"
                "\n"
                "  - The values [w w,X] on the enum `E` will be removed. If these variants are "
                "still used in the database, this will fail.\n"
                "  - You are about to drop the column `a` on the `A` table. All the data in the "
                "column will be lost.\n"
                "  - You are about to alter the column `c` on the `A` table. The data in that "
                "column could be lost. The data in that column will be cast from `BigInt` to "
                "`Integer`.\n"
                "  - You are about to alter the column `d` on the `A` table. The data in that "
                "column could be lost. The data in that column will be cast from "
                "`Decimal(65,30)` to `Decimal(3,1)`.\n"
                "  - You are about to drop the `Z` table. If the table is not empty, all the data "
                "it contains will be lost.\n"
                "  - A unique constraint covering the columns `[u,b]` on the table `A` will be "
                "added. If there are existing duplicate values, this will fail.\n"
                "  - Added the required column `e` to the `A` table without a default value. This "
                "is not possible if the table is not empty.\n"
                "  - The required column `f` was added to the `A` table with a prisma-level "
                "default value. This is not possible if the table is not empty. Please add this "
                "column as optional, then populate it before making it required.\n"
                "  - Made the column `b` on table `A` required. This step will fail if there are "
                "existing NULL values in that column.\n"
                "\n"
                "*/\n");
}

static void types_are_those_of_the_schema_language_where_tables_are_redefined(void **state)
{
    Scene *scene = *state;
    const Steps *steps = steps_of(scene, "sqlite", "a BigInt\nb Unsupported(`x \\` y`)?\nc Bytes",
                                  "a Int\nb Unsupported(`z`)?\nc Int");
    assert_text(header_of(scene, steps),
                "/*\n"
                "  Warnings:\n"
                "\n"
                "  - You are about to alter the column `a` on the `A` table. The data in that "
                "column could be lost. The data in that column will be cast from `BigInt` to "
                "`Int`.\n"
                "  - You are about to alter the column `b` on the `A` table. The data in that "
                "column could be lost. The data in that column will be cast from "
                "`Unsupported(\"x \\\" y\")` to `Unsupported(\"z\")`.\n"
                "  - You are about to alter the column `c` on the `A` table. The data in that "
                "column could be lost. The data in that column will be cast from `Binary` to "
                "`Int`.\n"
                "\n"
                "*/\n");
}

static void no_findings_are_no_comment(void **state)
{
    Scene *scene = *state;
    assert_text(header_of(scene, steps_of(scene, "postgresql", "a Int", "a Int?")), "");
}

static void a_name_does_not_end_the_comment(void **state)
{
    Scene *scene = *state;
    const Steps *steps = steps_of(scene, "postgresql", "a Int @map(`x*/ DROP /*y`)", "");
    Text header = header_of(scene, steps);
    expect(text_contains(header, "`x* / DROP / *y`"), "%.*s", TEXT_ARG(header));
}

static void a_renamed_thing_has_its_new_name(void **state)
{
    Scene *scene = *state;
    Comparison *comparison =
        comparison_of(scene, "postgresql", "firstName String?\nx Int", "first_name String\nx Int");
    Steps steps;
    guess_renames(scene, comparison);
    steps_between(scene->arena, comparison, rules_of("postgresql"), STEPS_FORWARD, &steps);
    Findings findings = findings_of(scene->arena, &steps);
    assert_int_equal(findings.items.count, 1);
    assert_text(finding_table_name(&steps, findings.items.items), "A");
    assert_text(finding_column_name(&steps, findings.items.items), "first_name");
}

static void a_counted_finding_says_its_number(void **state)
{
    Scene *scene = *state;
    const Steps *steps = steps_of(scene, "postgresql", "a Int", "");
    Findings findings = findings_of(scene->arena, steps);
    Buffer out = BUFFER(scene->arena);
    findings.items.items[0].number = 4711;
    finding_add_text(&out, steps, findings.items.items);
    expect(text_contains(buffer_text(&out), "4711"), "%.*s", TEXT_ARG(buffer_text(&out)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(columns),
        TEST(types),
        TEST(enums),
        TEST(keys),
        TEST(tables),
        TEST(warnings_come_first_in_a_script),
        TEST(types_are_those_of_the_schema_language_where_tables_are_redefined),
        TEST(no_findings_are_no_comment),
        TEST(a_name_does_not_end_the_comment),
        TEST(a_renamed_thing_has_its_new_name),
        TEST(a_counted_finding_says_its_number),
    };
    return RUN_TESTS(tests);
}

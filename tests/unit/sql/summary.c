/* sql/summary.h */
#include "sql/summary.h"

#include "sql/diffing.h"

static const struct {
    const char *provider, *before, *after;
    const char *lines[12]; /* each begins so; there may be words behind */
} cases[] = {
    {"postgresql", "a Int", "a Int", {"There is no difference"}},
    {"postgresql",
     NULL,
     "enum E {\n  X\n}\nmodel A {\n  id Int @id\n  e E @unique\n}\n",
     {"+ enum E", "+ table A"}}, /* what a new table has is not told */
    {"postgresql",
     "enum E {\n  X\n}\nmodel A {\n  id Int @id\n  e E @unique\n}\n",
     NULL,
     {"- table A", "- enum E"}},
    {"postgresql",
     "enum E {\n  X\n  Y\n}\n",
     "enum E {\n  X\n  Z\n}\n",
     {"~ enum E", "    + value Z", "    - value Y"}},
    {"postgresql",
     "a Int\nb Int\nc String",
     "a Int?\nd Boolean\nc Int @default(1)",
     {"~ table A", "    - column b", "    + column d", "    ~ column a: required to optional",
      "    ~ column c: type, default added"}},
    {"postgresql",
     "a Int @default(1)\nb Int @default(1)\nc Int @default(autoincrement())\nd Int",
     "a Int\nb Int @default(2)\nc Int\nd Int @default(autoincrement())",
     {"~ table A", "    ~ column a: default removed", "    ~ column b: default changed",
      "    ~ column c: no longer counts", "    ~ column d: counts"}},
    {"postgresql",
     "a Int @unique\nb Int\n@@index([b], map: `i`)",
     "a Int\nb Int\n@@index([b], map: `j`)\n@@index([a, b])",
     {"~ table A", "    - unique index A_a_key (a)", "    + index A_a_b_idx (a, b)",
      "    ~ index i: renamed to j"}},
    {"postgresql",
     "model A {\n  id Int @id(map: `x`)\n}\n",
     "model A {\n  id Int @id(map: `y`)\n}\n",
     {"~ table A", "    ~ primary key"}},
    {"postgresql",
     "model A {\n  id Int @id\n  b Int @unique\n}\n",
     "model A {\n  id Int\n  b Int @unique @id\n}\n",
     {"~ table A", "    - primary key", "    + primary key"}},
    {"cockroachdb",
     "model A {\n  id Int @id\n  b Int @unique\n}\n",
     "model A {\n  id Int\n  b Int @unique @id\n}\n",
     {"~ table A", "    ~ primary key"}},
    {"postgresql",
     "schemas = [`s`]\n--\nmodel A {\n  id Int @id\n  @@schema(`s`)\n}\n",
     "schemas = [`s`, `t`]\nextensions = [x]\n--\nmodel A {\n  id Int @id\n  @@schema(`s`)\n}\n"
     "model B {\n  id Int @id\n  @@schema(`t`)\n}\n",
     {"+ schema t", "+ extension x", "+ table B"}},
    {"cockroachdb",
     "a Int @default(sequence())",
     "a Int @default(sequence(start: 2))",
     {"~ sequence prisma_sequence_A_a"}},
    {"sqlite",
     "a Int\nb Int",
     "a Int?\nc Boolean",
     {"~ table A", "    ~ column a: required to optional", "    - column b", "    + column c",
      "    (the table is rebuilt)"}},
    {"postgresql",
     "model A {\n  id Int @id\n  bs B[]\n}\n"
     "model B {\n  id Int @id\n  p Int\n  q Int\n  a A @relation(fields: [p], references: [id])\n}\n",
     "model A {\n  id Int @id\n  bs B[]\n}\n"
     "model B {\n  id Int @id\n  p Int\n  q Int\n  a A @relation(fields: [q], references: [id])\n}\n",
     {"~ table B", "    - foreign key B_p_fkey (to A)", "    + foreign key B_q_fkey (to A)"}},
    {"postgresql",
     "firstName Int",
     "first_name Int",
     {"~ table A", "    ~ column firstName: renamed to first_name"}},
    {"postgresql",
     "enum E {\n  X\n  NEW\n}\n",
     "enum F {\n  X\n  NEW\n}\n",
     {"~ enum E: renamed to F"}},
    {"postgresql",
     "enum E {\n  X\n  NEW\n}\n",
     "enum E {\n  X\n  NEWER\n}\n",
     {"~ enum E: value NEW renamed to NEWER"}},
};

static Text summary_between(Scene *scene, size_t i)
{
    Comparison *comparison =
        comparison_of(scene, cases[i].provider, cases[i].before, cases[i].after);
    guess_renames(scene, comparison);
    Steps steps;
    steps_between(scene->arena, comparison, rules_of(cases[i].provider), STEPS_FORWARD, &steps);
    Buffer out = BUFFER(scene->arena);
    summary_write(&steps, &out);
    return buffer_text(&out);
}

static void the_table(void **state)
{
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text summary = summary_between(*state, i);
        Text rest = summary;
        for (const char *const *line = cases[i].lines; *line; line++)
            expect(text_starts_with(text_cut(&rest, '\n'), *line), "%s in\n%.*s", *line,
                   TEXT_ARG(summary));
        expect(rest.length == 0, "%.*s", TEXT_ARG(summary));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(the_table)};
    return RUN_TESTS(tests);
}

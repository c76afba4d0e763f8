/* psl/resolve/where.h */
#include "psl/reading.h"

#define WHERE(condition) \
    "generator c {\n  provider = \"x\"\n  previewFeatures = [\"partialIndexes\"]\n}\n" \
    "datasource db {\n  provider = \"postgresql\"\n}\n" \
    "model A {\n  id Int @id\n  s String\n  e E\n  t DateTime\n  d Decimal\n  f Boolean\n  j Json\n" \
    "  u Unsupported(\"x\")\n  r B @relation(fields: [id], references: [id])\n" \
    "  @@index([id], where: " condition ")\n}\n" \
    "model B {\n  id Int @id\n  as A[]\n}\nenum E {\n  X\n}\n"
#define REFUSED(condition) \
    { \
        WHERE(condition), "@@index([id], where: " condition ")" \
    }

static const Finding conditions[] = {
    {WHERE("raw(\"x > 1\")"), ""},
    {WHERE("{ id: 1, s: \"x\", e: \"X\", t: \"y\", d: 1.5, f: true }"), ""},
    {WHERE("{ id: null, s: { not: null }, j: null }"), ""},
    {WHERE("{ id: { not: 5 } }"), ""},
    REFUSED("{}"),
    REFUSED("{ zz: 1 }"),
    REFUSED("{ r: 1 }"),
    REFUSED("{ u: 1 }"),
    REFUSED("{ id: \"x\" }"),
    REFUSED("{ s: 1 }"),
    REFUSED("{ d: \"1.5\" }"),
    REFUSED("{ j: \"x\" }"),
    REFUSED("{ id: foo }"),
    REFUSED("{ id: [1] }"),
    REFUSED("{ id: { gt: 5 } }"),
    REFUSED("{ id: { not: 1, gt: 2 } }"),
    REFUSED("{ id: { not: { not: 1 } } }"),
    REFUSED("raw()"),
    REFUSED("raw(\"\")"),
    REFUSED("foo(\"x\")"),
    {WHERE("raw(1)"), "1 | @@index([id], where: raw(1))"},
    {WHERE("1"), "@@index([id], where: 1) | 1"},
    {WHERE("{ id: 1, }"), "@@index([id], where: { id: 1, })\\n"},
};

static void test_conditions(void **state)
{
    assert_findings(*state, NULL, conditions, COUNT(conditions));
}

static void test_version_6_has_none(void **state)
{
    Scene *scene = *state;
    const char *schema = "datasource db {\n  provider = \"postgresql\"\n  url = env(\"U\")\n}\n"
                         "model A {\n  id Int @id\n  @@index([id], where: raw(\"x\"))\n  "
                         "@@index([id], where: {id: 1}, map: \"x\")\n}\n";
    assert_text(found_in(scene, read_schema(scene, schema, 0)),
                "@@index([id], where: {id: 1}, map: \"x\")\\n | where: raw(\"x\")");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_conditions),
        TEST(test_version_6_has_none),
    };
    return RUN_TESTS(tests);
}

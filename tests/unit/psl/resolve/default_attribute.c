/* psl/resolve/default_attribute.c */
#include "psl/reading.h"

#define MODEL(line) "model A {\n  id Int @id\n  " line "\n}\nenum E {\n  X\n}\n"

static const Finding defaults[] = {
    {MODEL("a Int @default(1)"), ""},
    {MODEL("a Int @default(\"1\")"), "@default(\"1\")"},
    {MODEL("a Int @default([1])"), "@default([1])"},
    {MODEL("a Int[] @default([1, 2])"), ""},
    {MODEL("a Int[] @default(1)"), "@default(1)"},
    {MODEL("a Int[] @default([1, \"a\", b])"), "@default([1, \"a\", b])"},
    {MODEL("a Float @default(-1.5)"), ""},
    {MODEL("a Decimal @default(\"1.5\")"), ""},
    {MODEL("a String @default(x)"), "@default(x)"},
    {MODEL("a Boolean @default(true)"), ""},
    {MODEL("a Boolean @default(True)"), "True"},
    {MODEL("a Boolean @default(\"true\")"), "@default(\"true\")"},
    {MODEL("a E @default(X)"), ""},
    {MODEL("a E @default(Y)"), "@default(Y)"},
    {MODEL("a E @default(\"X\")"), "@default(\"X\")"},
    {MODEL("a E[] @default([X, Y])"), "@default([X, Y])"},
    {MODEL("a E[] @default(X)"), "@default(X)"},
    {MODEL("a E @default([X])"), "@default([X])"},
    {MODEL("a Unsupported(\"x\") @default(1)"), "@default(1)"},
    {MODEL("a Unsupported(\"x\") @default(dbgenerated(\"x\"))"), ""},
    {MODEL("a Int @default"), "@default"},
    {MODEL("a Int @default(map: \"x\")"), "@default(map: \"x\") | map: \"x\""},
    {MODEL("a Int @default(value: 1, 2)"), "value: 1"},
    /* functions */
    {MODEL("a String @default(uuid(7))\n  b String @default(cuid(2))"), ""},
    {MODEL("a String @default(uuid(5))"), "@default(uuid(5))"},
    {MODEL("a String @default(cuid(3))"), "@default(cuid(3))"},
    {MODEL("a String @default(nanoid(1))"), "@default(nanoid(1))"},
    {MODEL("a String @default(nanoid(255))\n  b String @default(ulid())"), ""},
    {MODEL("a String @default(uuid(x))"), "@default(uuid(x))"},
    {MODEL("a String @default(ulid(1))"), "@default(ulid(1))"},
    {MODEL("a Int @default(now())"), "@default(now())"},
    {MODEL("a DateTime @default(now(1))"), "@default(now(1))"},
    {MODEL("a String @default(autoincrement())"), "@default(autoincrement())"},
    {MODEL("a Int @unique @default(autoincrement(), map: \"x\")"),
     "@default(autoincrement(), map: \"x\")"},
    {MODEL("a Int @default(dbgenerated(\"\"))"), "@default(dbgenerated(\"\"))"},
    {MODEL("a Int @default(dbgenerated(1))"), "@default(dbgenerated(1))"},
    {MODEL("a Int @default(dbgenerated())"), ""},
    {MODEL("a Int @default(auto(1))"), "@default(auto(1))"},
};

static void test_defaults(void **state)
{
    assert_findings(*state, "postgresql", defaults, COUNT(defaults));
}

#define TYPE(line) \
    "model A {\n  id String @id @map(\"_id\")\n  t T\n}\ntype T {\n  " line \
    "\n}\nenum E {\n  X\n}\n"

static const Finding in_types[] = {
    {TYPE("a Int @default(1)"), ""},
    {TYPE("a Int @default(1, map: \"x\")"), "@default(1, map: \"x\")"},
    {TYPE("a String @default(dbgenerated(\"x\"))"), "@default(dbgenerated(\"x\"))"},
    {TYPE("a Int @default(autoincrement())"), "@default(autoincrement())"},
    {TYPE("a String @default(uuid())"), ""},
    {TYPE("a String @default(nanoid())"), "@default(nanoid())"},
    {TYPE("a Int @default(foo())"), "foo()"},
    {TYPE("a E @default(Y)"), "@default(Y)"},
    {TYPE("a Int\n  b U? @default(1)") "type U {\n  a Int\n}\n", "@default(1)"},
};

static void test_defaults_in_types(void **state)
{
    assert_findings(*state, "mongodb", in_types, COUNT(in_types));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_defaults),
        TEST(test_defaults_in_types),
    };
    return RUN_TESTS(tests);
}

/* psl/resolve/names.c */
#include "psl/reading.h"

static const Finding names[] = {
    {"model A {\n  id Int @id\n}\nmodel A {\n  id Int @id\n}\n", "A"},
    {"model A {\n  id Int @id\n}\nenum A {\n  X\n}\n", "A"},
    {"model A {\n  id Int @id\n}\nview A {\n  id Int @unique\n}\n", "A"},
    /* of several, the last one counts */
    {"enum A {\n  X\n}\nmodel B {\n  id Int @id\n  a A @default(Y)\n}\nenum A {\n  Y\n}\n", "A"},
    {"model Int {\n  id Int @id\n}\n", "Int"},
    {"generator String {\n  provider = \"x\"\n}\n", "String"},
    {"model class {\n  id Int @id\n}\n", "model class {\\n  id Int @id\\n}"},
    {"enum PrismaClient {\n  X\n}\n", "enum PrismaClient {\\n  X\\n}"},
    {"model 1A {\n  id Int @id\n}\n", "1A"},
    {"model A-B {\n  id Int @id\n}\n", "A-B"},
    {"model A {\n  id Int @id\n  1a Int\n  b-c Int\n}\n", "1a | b-c"},
    {"enum E {\n  1\n  a-b\n}\n", "1 | a-b"},
    {"model A {\n  id Int @id\n  a Int\n  a String\n}\n", "a"},
    {"enum E {\n  X\n  X\n}\n", "X\\n"},
    {"model A {\n  id Int @id @1x\n}\n", "1x | @1x"},
};

static void test_names(void **state)
{
    assert_findings(*state, NULL, names, COUNT(names));
}

static const Finding blocks[] = {
    {"datasource a {\n  provider = \"sqlite\"\n  provider = \"sqlite\"\n  url = \"file:a\"\n}\n",
     "provider"},
    {"generator g {\n  provider = \"x\"\n}\ngenerator g {\n  provider = \"x\"\n}\n", "g"},
    {"generator g {\n  provider = \"x\"\n  a = \"1\"\n  a = \"2\"\n}\n", "a"},
    /* generators have names of their own */
    {"generator g {\n  provider = \"x\"\n}\nmodel g {\n  id Int @id\n}\n", ""},
};

static void test_configuration_names(void **state)
{
    assert_findings(*state, NULL, blocks, COUNT(blocks));
}

/* A type may have a reserved name, and its fields and values any. */
static const Finding types[] = {
    {"type class {\n  a Int\n}\n", ""},
    {"type A {\n  a Int\n  a Int\n}\n", "a"},
    {"type A {\n  1a Int\n}\n", ""},
};

static void test_names_in_types(void **state)
{
    assert_findings(*state, "mongodb", types, COUNT(types));
}

/* Large blocks are searched by maps, small ones one by one: with the same results. */
static void test_members_of_large_blocks(void **state)
{
    Scene *scene = *state;
    for (int count = 20; count <= 30; count++) {
        Buffer text = BUFFER(scene->arena);
        buffer_add_string(&text, "model A {\n  id Int @id\n");
        for (int i = 0; i < count; i++)
            buffer_add_format(&text, "  f%d Int\n", i);
        buffer_add_format(&text, "  f3 Int\n  @@index([f%d, f2])\n  @@index([none])\n}\n",
                          count - 1);
        Schema *schema = read_schema(scene, buffer_text(&text).data, PRISMA_6);
        assert_text(found_in(scene, schema), "f3 | @@index([none])");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_names),
        TEST(test_configuration_names),
        TEST(test_names_in_types),
        TEST(test_members_of_large_blocks),
    };
    return RUN_TESTS(tests);
}

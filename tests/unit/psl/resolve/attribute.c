/* psl/resolve/attribute.h: which attributes and arguments there may be */
#include "psl/reading.h"

#define MODEL(lines) "model A {\n  id Int @id\n" lines "\n}\n"

static const Finding attributes[] = {
    {MODEL("a Int @foo @Id"), "@foo  | @Id"},
    {MODEL("@@foo // c"), "@@foo // c"},
    {MODEL("a Int @map(\"b\") @map(\"c\")"), "@map(\"b\") | @map(\"c\")"},
    /* of several native types, the first is no error */
    {MODEL("a Int @db.Integer @db.Oid @x.y"), "@db.Oid  | @x.y"},
    /* only columns of built-in types have native types */
    {MODEL("a E @db.Text") "enum E {\n  X\n}\n", "@db.Text"},
    {"enum E {\n  X @map(\"x\") @default(1)\n  @@map(\"e\")\n  @@id([X])\n}\n",
     "@default(1) | @@id([X])"},
    {MODEL("a Int @updatedAt"), "@updatedAt"},
    {MODEL("a DateTime[] @updatedAt"), "@updatedAt"},
    {MODEL("a Int @relation(\"x\")"), "@relation(\"x\") | \"x\""},
    {MODEL("u Unsupported(\"x\") @ignore"), "@ignore"},
    {"model A {\n  id Int @id\n  a Int @ignore\n  @@ignore\n}\n", "a Int @ignore\\n"},
};

static void test_attributes(void **state)
{
    assert_findings(*state, "postgresql", attributes, COUNT(attributes));
}

static const Finding arguments[] = {
    {MODEL("a Int @map"), "@map"},
    {MODEL("a Int @map()"), "@map()"},
    {MODEL("a Int @map(1)"), "1"},
    {MODEL("a Int @map(name: \"b\")"), ""},
    {MODEL("a Int @map(\"b\", name: \"c\")"), "name: \"c\""},
    {MODEL("a Int @map(\"b\", foo: 1)"), "foo: 1"},
    {MODEL("a Int @map(\"b\", foo: 1, foo: 2)"), "foo: 2 | foo: 2"},
    {MODEL("a Int @map(\"b\", \"c\")"), "@map(\"b\", \"c\")"},
    {MODEL("a Int @map(\"b\",)"), ","},
    /* an argument without a value: the attribute is not read */
    {MODEL("a Int @map(name:)"), "name"},
    {MODEL("a String @default(uuid(x:), foo: 1)"), "x"},
    /* in a list it is read nevertheless */
    {MODEL("@@index([id(sort:)], foo: 1)"), "sort | foo: 1"},
    {MODEL("a Int @ignore(1)"), "1"},
    {MODEL("@@map(1)\n  @@map(\"\")"), "@@map(1) | @@map(\"\")"},
};

static void test_arguments(void **state)
{
    assert_findings(*state, "postgresql", arguments, COUNT(arguments));
}

/* Many arguments are looked up in maps, few one by one: with the same results. */
static void test_many_arguments(void **state)
{
    Scene *scene = *state;
    for (int count = 8; count <= 16; count++) {
        Buffer text = BUFFER(scene->arena);
        buffer_add_string(&text, "model A {\n  id Int @id\n  a Int @map(\"b\"");
        for (int i = 0; i < count; i++)
            buffer_add_format(&text, ", x%d: 1", i % 7);
        buffer_add_string(&text, ")\n}\n");
        Schema *schema = read_schema(scene, buffer_text(&text).data, PRISMA_6);
        /* each repeated one, and each name's last one as not taken */
        assert_int_equal(schema->diagnostics.error_count, (size_t)count);
    }
}

static const Finding names[] = {
    {MODEL("a Int @map(\"b\")\n  b Int"), "a Int @map(\"b\")\\n"},
    {MODEL("a Int @map(\"x\")\n  b Int @map(\"x\")"), "b Int @map(\"x\")\\n"},
    {MODEL("b Int @map(\"x\")\n  a Int @map(\"b\")"), ""},
    /* a column that gets another name further down still counts by its first one */
    {MODEL("a Int @map(\"b\")\n  b Int @map(\"x\")"), "a Int @map(\"b\")\\n"},
    {MODEL("a Int @map(\"a\")"), ""},
};

static void test_database_names(void **state)
{
    assert_findings(*state, "postgresql", names, COUNT(names));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_attributes),
        TEST(test_arguments),
        TEST(test_many_arguments),
        TEST(test_database_names),
    };
    return RUN_TESTS(tests);
}

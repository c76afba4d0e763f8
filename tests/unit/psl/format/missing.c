/* psl/format/missing.c, through schema_format(). */
#include "psl/format.h"
#include "support.h"

static const Provider *const no_providers[] = {NULL};
static const SchemaOptions options = {.providers = no_providers, .keep_layout = true};

static bool format(Scene *scene, Text text, Text *formatted)
{
    SchemaFile file = {TEXT("schema.prisma"), text};
    SchemaFiles files = {&file, 1, 1};
    SchemaFiles result;
    Schema *schema = NEW(scene->arena, Schema);
    assert_succeeds(schema_read(scene->arena, &files, &options, schema, &scene->error),
                    &scene->error);
    bool completed;
    if (!schema_format(scene->arena, schema, &result, &completed, &scene->error))
        return false;
    *formatted = result.items[0].content;
    return true;
}

#define B_WITH_ID "model B {\n  id Int @id\n"
#define A_WITH_ID "model A {\n  id Int @id\n"

typedef struct Case {
    const char *schema, *formatted;
} Case;

static void check_cases(Scene *scene, const Case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Text formatted;
        assert_succeeds(format(scene, text_from(cases[i].schema), &formatted), &scene->error);
        assert_text(formatted, cases[i].formatted);
    }
}

/* The field at the other end is a list, or optional when the relation is from one to one. */
static const Case back_fields[] = {
    {"model A {\n id Int @id\n b B @relation(fields: [x], references: [id])\n x Int\n}\n\n" B_WITH_ID
     "}",
     "model A {\n  id Int @id\n  b  B   @relation(fields: [x], references: [id])\n  x  Int\n}\n\n" B_WITH_ID
     "  as A[]\n}\n"},
    {"model A {\n id Int @id\n b B @relation(fields: [x], references: [id])\n x Int @unique\n}\n\n" B_WITH_ID
     "}",
     "model A {\n  id Int @id\n  b  B   @relation(fields: [x], references: [id])\n"
     "  x  Int @unique\n}\n\n" B_WITH_ID "  a  A?\n}\n"},
    /* It is ignored when its model is. */
    {"model User {\n id Int @id\n b B @relation(fields: [x], references: [id])\n x Int\n @@ignore\n}"
     "\n\n" B_WITH_ID "\n @@map(\"b\")\n}",
     "model User {\n  id Int @id\n  b  B   @relation(fields: [x], references: [id])\n  x  Int\n\n"
     "  @@ignore\n}\n\nmodel B {\n  id    Int    @id\n  users User[] @ignore\n\n  @@map(\"b\")\n}\n"},
};

static void adds_back_fields(void **state)
{
    check_cases(*state, back_fields, COUNT(back_fields));
}

/* A list alone gets its counterpart with a column for each field of the first id or unique. */
static const Case forward_fields[] = {
    {A_WITH_ID "  bs B[]\n}\n\n" B_WITH_ID "}",
     A_WITH_ID "  bs B[]\n}\n\nmodel B {\n  id  Int  @id\n"
               "  a   A?   @relation(fields: [aId], references: [id])\n  aId Int?\n}\n"},
    /* A column that exists says whether the field is optional. */
    {A_WITH_ID "  bs B[]\n}\n\n" B_WITH_ID "  aId Int\n}",
     A_WITH_ID "  bs B[]\n}\n\nmodel B {\n  id  Int @id\n  aId Int\n"
               "  a   A   @relation(fields: [aId], references: [id])\n}\n"},
    {"model A {\n  x  String @db.VarChar(9)\n  yZ Int\n  bs B[]\n\n  @@id([x, yZ])\n}\n\n" B_WITH_ID
     "}",
     "model A {\n  x  String @db.VarChar(9)\n  yZ Int\n  bs B[]\n\n  @@id([x, yZ])\n}\n\nmodel B {\n"
     "  id  Int     @id\n  a   A?      @relation(fields: [aX, aYZ], references: [x, yZ])\n"
     "  aX  String? @db.VarChar(9)\n  aYZ Int?\n}\n"},
    /* A relation of a model to itself. */
    {"model A {\n id Int @id\n as A[]\n}",
     "model A {\n  id  Int  @id\n  as  A[]\n  a   A?   @relation(fields: [aId], references: [id])\n"
     "  aId Int?\n}\n"},
};

static void adds_forward_fields(void **state)
{
    check_cases(*state, forward_fields, COUNT(forward_fields));
}

#define A_DONE(arguments) \
    "model A {\n  id  Int @id\n  b   B   @relation(" arguments ")\n  bId Int\n}\n\n"
#define A_LIST "  as A[]\n}\n"

static const Case attributes[] = {
    {A_WITH_ID "b B\n}\n\n" B_WITH_ID A_LIST,
     A_DONE("fields: [bId], references: [id]") B_WITH_ID A_LIST},
    {A_WITH_ID "b B @relation // c\n}\n\n" B_WITH_ID A_LIST,
     "model A {\n  id  Int @id\n  b   B   @relation(fields: [bId], references: [id]) // c\n"
     "  bId Int\n}\n\n" B_WITH_ID A_LIST},
    {A_WITH_ID "b B @relation(map: \"m\" )\n}\n\n" B_WITH_ID A_LIST,
     A_DONE("map: \"m\", fields: [bId], references: [id]") B_WITH_ID A_LIST},
    {A_WITH_ID "b B @relation(fields: [bId])\nbId Int\n}\n\n" B_WITH_ID A_LIST,
     A_DONE("fields: [bId], references: [id]") B_WITH_ID A_LIST},
    {A_WITH_ID "b B @relation(references: [id])\n}\n\n" B_WITH_ID A_LIST,
     A_DONE("references: [id], fields: [bId]") B_WITH_ID A_LIST},
    /* Where Prisma writes what it cannot read itself. */
    {A_WITH_ID "b B @relation( )\n}\n\n" B_WITH_ID A_LIST,
     A_DONE("fields: [bId], references: [id]") B_WITH_ID A_LIST},
    {A_WITH_ID "b B ?\n}\n\n" B_WITH_ID A_LIST,
     "model A {\n  id  Int  @id\n  b   B?   @relation(fields: [bId], references: [id])\n"
     "  bId Int?\n}\n\n" B_WITH_ID A_LIST},
};

static void adds_attributes(void **state)
{
    check_cases(*state, attributes, COUNT(attributes));
}

/* The columns follow the first id or unique, the references the first that cannot be null. */
static const Case uniques[] = {
    {A_WITH_ID "b B\n}\n\nmodel B {\n  x  Int? @unique\n  y  Int  @unique\n  as A[]\n}\n",
     "model A {\n  id Int @id\n  b  B   @relation(fields: [bX], references: [y])\n  bX Int\n}\n\n"
     "model B {\n  x  Int? @unique\n  y  Int  @unique\n  as A[]\n}\n"},
    {A_WITH_ID "b B\n}\n\nmodel B {\n  x  Int\n  as A[]\n}\n",
     "model A {\n  id Int @id\n  b  B   @relation(fields: [], references: [])\n}\n\n"
     "model B {\n  x  Int\n  as A[]\n}\n"},
    /* Columns whose type is an enum, and those behind them, are not added. */
    {A_WITH_ID
     "b B\n}\n\nmodel B {\n  x  Int\n  y  E\n  z  Int\n  as A[]\n\n  @@id([x, y, z])\n}\n\n"
     "enum E {\n  a\n}\n",
     "model A {\n  id Int @id\n  b  B   @relation(fields: [bX, bY, bZ], references: [x, y, z])\n"
     "  bX Int\n}\n\nmodel B {\n  x  Int\n  y  E\n  z  Int\n  as A[]\n\n  @@id([x, y, z])\n}\n\n"
     "enum E {\n  a\n}\n"},
};

static void refers_to_uniques(void **state)
{
    check_cases(*state, uniques, COUNT(uniques));
}

/* Many-to-many relations lack nothing, and nothing is added to what could not be resolved. */
static const Case untouched[] = {
    {A_WITH_ID "  bs B[]\n}\n\n" B_WITH_ID A_LIST, A_WITH_ID "  bs B[]\n}\n\n" B_WITH_ID A_LIST},
    {A_WITH_ID "  b  B\n  c  C\n}\n\n" B_WITH_ID "}\n",
     A_WITH_ID "  b  B\n  c  C\n}\n\n" B_WITH_ID "}\n"},
    {A_WITH_ID "  b  B\n\n  @@index([x])\n}\n\n" B_WITH_ID "}\n",
     A_WITH_ID "  b  B\n\n  @@index([x])\n}\n\n" B_WITH_ID "}\n"},
};

static void leaves_the_rest(void **state)
{
    check_cases(*state, untouched, COUNT(untouched));
}

/* A long name of a model would be repeated for each of its relations. */
static void refuses_to_grow(void **state)
{
    Scene *scene = *state;
    Buffer schema = BUFFER(scene->arena);
    buffer_add_string(&schema, B_WITH_ID "}\nmodel A");
    for (int i = 0; i < 100000; i++)
        buffer_add_char(&schema, 'x');
    buffer_add_string(&schema, " {\nid Int @id\n");
    for (int i = 0; i < 1000; i++)
        buffer_add_format(&schema, "b%d B @relation(\"r%d\")\n", i, i);
    buffer_add_string(&schema, "}\n");
    Text formatted;
    assert_fails(format(scene, buffer_text(&schema), &formatted), &scene->error, ERROR_P1012);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(adds_back_fields),  TEST(adds_forward_fields), TEST(adds_attributes),
        TEST(refers_to_uniques), TEST(leaves_the_rest),     TEST(refuses_to_grow),
    };
    return RUN_TESTS(tests);
}

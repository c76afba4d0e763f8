/* psl/format.h: layout. What is added to half-written relations is in format/missing.c. */
#include "psl/format.h"

#include "dialect/providers.h"
#include "support.h"

static const Provider *const no_providers[] = {NULL};
static const SchemaOptions options = {.providers = no_providers, .keep_layout = true};

static bool format_files(Scene *scene, const SchemaOptions *read_as, const SchemaFiles *files,
                         SchemaFiles *formatted)
{
    Schema *schema = NEW(scene->arena, Schema);
    assert_succeeds(schema_read(scene->arena, files, read_as, schema, &scene->error),
                    &scene->error);
    assert_false(schema->has_syntax_errors);
    bool completed;
    return schema_format(scene->arena, schema, formatted, &completed, &scene->error);
}

static Text format_as(Scene *scene, const SchemaOptions *read_as, Text schema)
{
    SchemaFile file = {TEXT("schema.prisma"), schema};
    SchemaFiles files = {&file, 1, 1};
    SchemaFiles formatted;
    assert_succeeds(format_files(scene, read_as, &files, &formatted), &scene->error);
    assert_int_equal(formatted.count, 1);
    assert_text(formatted.items[0].path, "schema.prisma");
    return formatted.items[0].content;
}

static Text format_text(Scene *scene, Text schema)
{
    return format_as(scene, &options, schema);
}

typedef struct Case {
    const char *schema, *formatted;
} Case;

static void check_cases(Scene *scene, const Case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_text(format_text(scene, text_from(cases[i].schema)), cases[i].formatted);
}

/* Every file ends with a line end, and none begins or ends with an empty line. */
static const Case file_cases[] = {
    {"", "\n"},
    {"\n\n \t\n", "\n"},
    {"// a", "// a\n"},
    {"\n\n  // a  \n\n\n/// b\n\n\n", "// a  \n\n/// b\n"},
    {"model A{\nid Int @id\n}\n\n\n\nmodel B{\nid Int @id\n}",
     "model A {\n  id Int @id\n}\n\nmodel B {\n  id Int @id\n}\n"},
    /* A line end behind a block makes an empty line; without one there is none. */
    {"model A{\nid Int @id\n}\nmodel B{\nid Int @id\n}",
     "model A {\n  id Int @id\n}\n\nmodel B {\n  id Int @id\n}\n"},
    {"model A{\nid Int @id\n} // a\nenum E {\na\n}type T {\na Int\n}\n",
     "model A {\n  id Int @id\n}\n// a\nenum E {\n  a\n}\ntype T {\n  a Int\n}\n"},
    /* What stands behind the brace is lost, as in Prisma. */
    {"  model \t A  { // a\n  id Int @id\n  }", "model A {\n  id Int @id\n}\n"},
    {"generator g {\n}\n", "generator g {\n}\n"},
    {"model A {\r\n id Int @id\r\n\r\n b Int // c\r\n}\r\n",
     "model A {\n  id Int @id\n\n  b Int // c\n}\n"},
    {"model A {\r id Int @id\r\r b Int\r}\r", "model A {\n  id Int @id\n\n  b Int\n}\n"},
    {"\xEF\xBB\xBFmodel A {\n id Int @id\n}\n", "model A {\n  id Int @id\n}\n"},
};

static void files(void **state)
{
    check_cases(*state, file_cases, COUNT(file_cases));
}

/* Names, types and attributes stand in columns, as wide as the longest of the lines that no empty
 * line parts. */
static const Case field_cases[] = {
    {"model A {\n id Int @id\n name String? // c\n\n  x Int @unique\n}",
     "model A {\n  id   Int     @id\n  name String? // c\n\n  x Int @unique\n}\n"},
    /* Comments between lines do not part them. */
    {"model A {\n id Int @id\n // c\n name String?\n}",
     "model A {\n  id   Int     @id\n  // c\n  name String?\n}\n"},
    /* Columns count bytes. */
    {"model A {\n id Int @id\n \xC3\xA9\xC3\xA9 Int @unique\n}",
     "model A {\n  id   Int @id\n  \xC3\xA9\xC3\xA9 Int @unique\n}\n"},
    {"model A {\n\xC2\xA0id\t Int\xE3\x80\x80@id  \n}", "model A {\n  id Int @id\n}\n"},
    {"model A {\n id Int @id\n a Unsupported( \"x\" ) []\n}",
     "model A {\n  id Int                  @id\n  a  Unsupported( \"x\" )[]\n}\n"},
    {"model A {\n id Int @id\n a Int ?\n b Int []\n}",
     "model A {\n  id Int   @id\n  a  Int?\n  b  Int[]\n}\n"},
    /* A comment that goes over lines is kept. */
    {"model A {\n id Int @id /* a\n    b */\n c Int\n}",
     "model A {\n  id Int @id /* a\n    b */\n  c  Int\n}\n"},
    /* The attributes' order. */
    {"model A {\n id Int @db.Int @ignore @map(\"i\") @b @a @updatedAt @default(1) @unique @id\n}",
     "model A {\n  id Int @id @unique @default(1) @updatedAt @map(\"i\") @ignore @db.Int @b @a\n}\n"},
    /* A name without attributes gets no padding before its comment. */
    {"enum E {\n a // c\n bcd @map( \"x\" )\n\n e @map(\"y\")\n}",
     "enum E {\n  a // c\n  bcd @map(\"x\")\n\n  e @map(\"y\")\n}\n"},
    /* Prisma puts no blank between the attributes of a value. */
    {"enum E {\n a @x @map(\"b\") @id\n}", "enum E {\n  a @x@map(\"b\")@id\n}\n"},
};

static void fields(void **state)
{
    check_cases(*state, field_cases, COUNT(field_cases));
}

static const Case expression_cases[] = {
    {"model A {\n id Int @id( )\n b Int @x(  1 ,-2.5,\"a  \\\" b\" , c.d,[ ] ,[ 1,[ 2 ] ])\n}",
     "model A {\n  id Int @id()\n  b  Int @x(1, -2.5, \"a  \\\" b\", c.d, [], [1, [2]])\n}\n"},
    {"model A {\n id Int @id\n b Int @x(a : 1,f ( g( ),b:h(c :2 )))\n}",
     "model A {\n  id Int @id\n  b  Int @x(a: 1, f(g(), b: h(c: 2)))\n}\n"},
    {"model A {\n id Int @  id\n\n @@ map ( \"a\" )\n}",
     "model A {\n  id Int @id\n\n  @@map(\"a\")\n}\n"},
};

static void expressions(void **state)
{
    check_cases(*state, expression_cases, COUNT(expression_cases));
}

/* Of version 7. */
static void objects(void **state)
{
    Scene *scene = *state;
    SchemaOptions seven = options;
    seven.version = PRISMA_7;
    assert_text(
        format_as(
            scene, &seven,
            TEXT(
                "model A {\n id Int @id\n @@index([id] , where : {a:1,b : { not:null}, c: {}})\n}")),
        "model A {\n  id Int @id\n\n"
        "  @@index([id], where: { a: 1, b: { not: null }, c: {  } })\n}\n");
}

/* Attributes of a block go to its end, behind an empty line, with the comments right before them.
 */
static const Case attribute_cases[] = {
    {"model A {\n @@map(\"a\")\n}", "model A {\n\n  @@map(\"a\")\n}\n"},
    {"model A {\n id Int @id\n @@map(\"a\") // m\n @@a\n // i\n /// j\n @@index([id]) /// k\n b Int\n"
     " @@id([id])\n}",
     "model A {\n  id Int @id\n  b  Int\n\n  @@id([id])\n  // i\n  /// j\n  @@index([id]) /// k\n"
     "  @@map(\"a\") // m\n  @@a\n}\n"},
    /* Empty lines before attributes vanish and part no columns. */
    {"model A {\n id Int @id\n\n @@a\n longer Int\n\n // c\n @@b\n\n}",
     "model A {\n  id     Int @id\n  longer Int\n\n  @@a\n  // c\n  @@b\n}\n"},
    /* An empty line behind the comment keeps it in its place. */
    {"model A {\n id Int @id\n\n // c\n\n @@a\n}",
     "model A {\n  id Int @id\n\n  // c\n\n  @@a\n}\n"},
    {"model A {\n @@a\n\n id Int @id\n}", "model A {\n\n  id Int @id\n\n  @@a\n}\n"},
    {"enum E {\n @@map(\"e\")\n a\n}", "enum E {\n  a\n\n  @@map(\"e\")\n}\n"},
};

static void attributes(void **state)
{
    check_cases(*state, attribute_cases, COUNT(attribute_cases));
}

static const Case property_cases[] = {
    {"datasource db {\n\n provider=\"sqlite\"\n url = env( \"U\" ) // c\n\n\n relationMode  =  \"prisma\"\n}",
     "datasource db {\n  provider = \"sqlite\"\n  url      = env(\"U\") // c\n\n"
     "  relationMode = \"prisma\"\n}\n"},
    {"generator g {\n // c\n x = [ \"a\",\"b\" ]\n\n // d\n\n}",
     "generator g {\n  // c\n  x = [\"a\", \"b\"]\n\n  // d\n}\n"},
};

static void properties(void **state)
{
    check_cases(*state, property_cases, COUNT(property_cases));
}

/* Prisma's layout would take the sign away, and with it the setting. */
static void a_property_without_a_value_is_refused(void **state)
{
    Scene *scene = *state;
    SchemaOptions read_as = {.providers = dialect_providers, .keep_layout = true};
    SchemaFiles *files = NEW(scene->arena, SchemaFiles);
    SchemaFiles formatted;
    list_add(scene->arena, files,
             (SchemaFile){TEXT("a.prisma"), TEXT("generator g {\n a = 1\n bcd = // c\n}\n")});
    assert_fails(format_files(scene, &read_as, files, &formatted), &scene->error, ERROR_P1012);
    assert_int_equal(scene->error.line, 3);
}

static const Case comment_cases[] = {
    {"/*a*/\n", "/**\n * a\n */\n"},
    {"/**/", "/**\n */\n"},
    {"/**\n\n * a\n *\n  **b\n\tc \xE2\x80\x83\xC2\x85\n*/", "/**\n * a\n * *b\n * c\n */\n"},
    {"/* a\r\n * b\r\n */\r\n", "/**\n * a\n * b\n */\n"},
    {"/*\xC2\xA0*\xE2\x80\x80\xC2\x85 a */", "/**\n * a\n */\n"},
    {"/* a */ // b\n/// c /* d */\n/* e */",
     "/**\n * a\n */\n// b\n/// c /* d */\n/**\n * e\n */\n"},
    {"model A {\n // a\n   /* b */ id Int @id\n /* c */}",
     "model A {\n  // a\n  /**\n   * b\n   */\n  id Int @id\n  /**\n   * c\n   */\n}\n"},
    {"model A {\n\n\n // a\n\n\n // b\n id Int @id\n\n\n // c\n\n}",
     "model A {\n  // a\n\n  // b\n  id Int @id\n\n  // c\n}\n"},
    {"//\n///\n////  a\n", "//\n///\n////  a\n"},
};

static void comments(void **state)
{
    check_cases(*state, comment_cases, COUNT(comment_cases));
}

/* Formatting again changes nothing, but for what Prisma does otherwise the second time, too: a
 * block that follows another one on its line, and attributes with an empty line behind them at the
 * beginning of a block. */
static void twice(void **state)
{
    static const struct {
        const Case *cases;
        size_t count;
    } tables[] = {{comment_cases, COUNT(comment_cases)},
                  {expression_cases, COUNT(expression_cases)}};
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(tables); i++)
        for (size_t k = 0; k < tables[i].count; k++)
            assert_text(format_text(scene, text_from(tables[i].cases[k].formatted)),
                        tables[i].cases[k].formatted);
}

static void several_files(void **state)
{
    Scene *scene = *state;
    SchemaFile items[] = {{TEXT("a.prisma"), TEXT("model A {\nid Int @id\n\n\nb   B\n}")},
                          {TEXT("empty.prisma"), TEXT("")},
                          {TEXT("b.prisma"), TEXT("\n\nmodel B {\nid Int @id\n as  A[]\n}\n\n")}};
    SchemaFiles files = {items, COUNT(items), COUNT(items)};
    SchemaFiles formatted;
    assert_succeeds(format_files(scene, &options, &files, &formatted), &scene->error);
    assert_int_equal(formatted.count, 3);
    assert_text(formatted.items[0].path, "a.prisma");
    assert_text(formatted.items[0].content,
                "model A {\n  id Int @id\n\n  b   B   @relation(fields: [bId], references: [id])\n"
                "  bId Int\n}\n");
    assert_text(formatted.items[1].path, "empty.prisma");
    assert_text(formatted.items[1].content, "\n");
    assert_text(formatted.items[2].path, "b.prisma");
    assert_text(formatted.items[2].content, "model B {\n  id Int @id\n  as A[]\n}\n");
}

/* A name of a megabyte beside a hundred short ones would take a hundred megabytes. */
static void wide_columns(void **state)
{
    Scene *scene = *state;
    Buffer schema = BUFFER(scene->arena);
    buffer_add_string(&schema, "model A {\n");
    for (int i = 0; i < 1000000; i++)
        buffer_add_char(&schema, 'x');
    buffer_add_string(&schema, " Int @id\n");
    for (int i = 0; i < 100; i++)
        buffer_add_format(&schema, "f%d Int\n", i);
    buffer_add_string(&schema, "}\n");
    SchemaFile file = {TEXT("schema.prisma"), buffer_text(&schema)};
    SchemaFiles files = {&file, 1, 1};
    SchemaFiles formatted;
    assert_fails(format_files(scene, &options, &files, &formatted), &scene->error, ERROR_P1012);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(files),
        TEST(fields),
        TEST(expressions),
        TEST(objects),
        TEST(attributes),
        TEST(properties),
        TEST(a_property_without_a_value_is_refused),
        TEST(comments),
        TEST(twice),
        TEST(several_files),
        TEST(wide_columns),
    };
    return RUN_TESTS(tests);
}

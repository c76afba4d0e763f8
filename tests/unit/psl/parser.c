/* psl/parser.h */
#include "psl/parser.h"

#include <string.h>

#include "reading.h"

static void add_expression(Buffer *out, const Source *source, const Expression *expression);

static void add_arguments(Buffer *out, const Source *source, const ArgumentList *list)
{
    buffer_add_char(out, '(');
    for (uint32_t i = 0; i < list->count; i++) {
        Text name = source_text(source, list->items[i].name);
        if (i > 0)
            buffer_add_char(out, ' ');
        if (name.length > 0)
            buffer_add_format(out, "%.*s=", TEXT_ARG(name));
        add_expression(out, source, &list->items[i].value);
    }
    for (uint32_t i = 0; i < list->empty_count; i++) {
        Text name = source_text(source, list->empty[i]);
        buffer_add_format(out, " %.*s=?", TEXT_ARG(name));
    }
    buffer_add_string(out, span_is_none(list->trailing_comma) ? ")" : ",)");
}

static void add_expression(Buffer *out, const Source *source, const Expression *expression)
{
    switch (expression->kind) {
    case EXPRESSION_NUMBER:
        buffer_add_char(out, '#');
        break;
    case EXPRESSION_STRING:
        buffer_add_char(out, '\'');
        break;
    case EXPRESSION_CONSTANT:
    case EXPRESSION_FUNCTION:
        break;
    case EXPRESSION_ARRAY:
        buffer_add_char(out, '[');
        for (uint32_t i = 0; i < expression->item_count; i++) {
            if (i > 0)
                buffer_add_char(out, ' ');
            add_expression(out, source, &expression->items[i]);
        }
        buffer_add_char(out, ']');
        return;
    case EXPRESSION_OBJECT:
        buffer_add_char(out, '{');
        add_arguments(out, source, expression->arguments);
        buffer_add_char(out, '}');
        return;
    }
    buffer_add(out, expression->text);
    if (expression->kind == EXPRESSION_STRING)
        buffer_add_char(out, '\'');
    if (expression->kind == EXPRESSION_FUNCTION)
        add_arguments(out, source, expression->arguments);
}

static void add_attributes(Buffer *out, const Source *source, const AstAttribute *attributes,
                           uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        Text name = source_text(source, attributes[i].name);
        buffer_add_format(out, " @%.*s", TEXT_ARG(name));
        if (attributes[i].arguments->count + attributes[i].arguments->empty_count > 0)
            add_arguments(out, source, attributes[i].arguments);
    }
}

static void add_block(Buffer *out, const Source *source, const AstBlock *block)
{
    static const char *const arities[] = {"", "?", "[]"};
    static const char *const kinds[] = {"model", "view", "type", "enum", "datasource", "generator"};
    Text block_name = source_text(source, block->name);
    buffer_add_format(out, "%s%s %.*s:", out->length ? "; " : "", kinds[block->kind],
                      TEXT_ARG(block_name));
    for (uint32_t i = 0; i < block->field_count; i++) {
        const AstField *field = &block->fields[i];
        Text name = source_text(source, field->name);
        Text type = source_text(source, field->type);
        buffer_add_format(out, "%s %.*s", i ? "," : "", TEXT_ARG(name));
        if (type.length > 0)
            buffer_add_format(out, " %.*s%s", TEXT_ARG(type), arities[field->arity]);
        add_attributes(out, source, field->attributes, field->attribute_count);
    }
    for (uint32_t i = 0; i < block->property_count; i++) {
        Text name = source_text(source, block->properties[i].name);
        buffer_add_format(out, " %.*s=", TEXT_ARG(name));
        if (block->properties[i].value)
            add_expression(out, source, block->properties[i].value);
    }
    if (block->attribute_count > 0)
        buffer_add_string(out, " |");
    add_attributes(out, source, block->attributes, block->attribute_count);
}

typedef struct Reading {
    Source source;
    Ast ast;
    Diagnostics diagnostics;
} Reading;

static Reading *parse(Scene *scene, Text text, int options)
{
    Reading *reading = NEW(scene->arena, Reading);
    SchemaFiles *files = NEW(scene->arena, SchemaFiles);
    list_add(scene->arena, files, (SchemaFile){TEXT("schema.prisma"), text});
    assert_succeeds(source_make(scene->arena, files, &reading->source, &scene->error),
                    &scene->error);
    reading->diagnostics = DIAGNOSTICS(scene->arena);
    ast_parse(scene->arena, &reading->source, options, &reading->ast, &reading->diagnostics);
    return reading;
}

static Text tree_of(Scene *scene, const Reading *reading)
{
    Buffer *out = NEW(scene->arena, Buffer);
    *out = BUFFER(scene->arena);
    for (uint32_t i = 0; i < reading->ast.block_count; i++)
        add_block(out, &reading->source, reading->ast.blocks[i]);
    return buffer_text(out);
}

static const struct {
    const char *schema, *tree;
} trees[] = {
    {"", ""},
    {"\n\n  \n", ""},
    {"model A {\n}", "model A:"},
    {"model A {\n}\n", "model A:"},
    {"  model   A   { // comment }\n  id Int\n  }  // end\n", "model A: id Int"},
    {"model A {\r\n  id Int @id\r\n}\r\n", "model A: id Int @id"},
    {"model A {\r  id Int @id\r}\r", "model A: id Int @id"},
    {"\xEF\xBB\xBFmodel A {\n}\n", "model A:"},
    /* a keyword needs no blank behind it, and tabs and wide blanks are blanks */
    {"modelA{\n}\n", "model A:"},
    {"model\xC2\xA0"
     "A\t{\n\tid\tInt\n}\n",
     "model A: id Int"},
    /* what stands behind the brace is not read */
    {"model A { id Int }\n  b Int\n}\n", "model A: b Int"},
    {"view A {\n}\ntype B {\n}\nenum C {\n  X\n  Y @map(\"y\")\n}\n",
     "view A:; type B:; enum C: X, Y @map('y')"},
    /* names begin with a letter of any script, or a digit */
    {"model \xC3\x84\xE6\x97\xA5 {\n  1-a_ Int\n}\n", "model \xC3\x84\xE6\x97\xA5: 1-a_ Int"},
    /* types */
    {"model A {\n  a Int?\n  b Int[]\n  c Int ?\n  d Int []\n  e Unsupported(\"x y\")?\n}\n",
     "model A: a Int?, b Int[], c Int?, d Int[], e \"x y\"?"},
    {"model A {\n  a Unsupported @x\n}\n", "model A: a Unsupported @x"},
    /* attributes and expressions */
    {"model A {\n  a Int @x @y() @z(1) @ w @db.Text\n}\n",
     "model A: a Int @x @y @z(#1) @w @db.Text"},
    {"model A {\n  a Int @x(-1.5, \"s\", n, now(), b: [1, [], f(x: 2)], c: d.e)\n}\n",
     "model A: a Int @x(#-1.5 's' n now() b=[#1 [] f(x=#2)] c=d.e)"},
    {"model A {\n  a Int @x( b : 1 , )\n  c Int @y(d:)\n}\n",
     "model A: a Int @x(b=#1,), c Int @y( d=?)"},
    {"model A {\n  @@id([a, b(sort: Desc)]) // c\n  @@map(\"a\")   \n}\n",
     "model A: | @id([a b(sort=Desc)]) @map('a')"},
    {"model A {\n  a Int @x(\"\\\"\\\\\\/\\n\\t\\u00e9\\ud83d\\ude00\")\n}\n",
     "model A: a Int @x('\"\\/\n\t\xC3\xA9\xF0\x9F\x98\x80')"},
    /* comments */
    {"model A {\n  a Int // x\n  b Int /// y\n  c Int /* z\n z */\n  /* w */ d Int\n}\n",
     "model A: a Int, b Int, c Int, d Int"},
    /* settings */
    {"datasource db {\n  provider = \"x\" // c\n  url = env(\"U\")\n  a =\n}\n",
     "datasource db: provider='x' url=env('U') a="},
    {"generator g {\n  f = [\"a\", \"b\"]\n}\n", "generator g: f=['a' 'b']"},
    /* the lines of a block that is never closed are read each for itself */
    {"enum B {\n  X\n}\nmodel A {\n  a Int\n", "enum B: X"},
    /* a block ends at the first line that begins with a brace */
    {"model A {\n  a Int\nenum B {\n}\n", "model A: a Int"},
};

static void test_trees(void **state)
{
    Scene *scene = *state;
    for (size_t i = 0; i < sizeof trees / sizeof trees[0]; i++) {
        Text tree = tree_of(scene, parse(scene, text_from(trees[i].schema), PARSE_LAYOUT));
        expect(text_is(tree, trees[i].tree), "'%.*s' instead of '%s' of:\n%s", TEXT_ARG(tree),
               trees[i].tree, trees[i].schema);
    }
}

static const Finding faults[] = {
    {"hello\nmodel A {\n  id Int @id\n}\n", "hello\\n"},
    {"foo {\n  a\n}\n", "foo {\\n  a\\n}"},
    {"type A = String @id // x\n", "type A = String @id "},
    {"model A {\n  id Int @id\n  a b c\n}\n", "a b c\\n"},
    {"model A {\n  id Int @id\n  a\n}\n", "a\\n"},
    {"model A {\n  id Int @id\n  a: Int\n}\n", ":"},
    {"model A {\n  id Int @id\n  a Int!\n}\n", "Int!"},
    {"model A {\n  id Int @id\n  a [Int]\n}\n", "[Int]"},
    {"model A {\n  id Int @id\n  a Int[]?\n}\n", "Int[]?"},
    /* of several old forms on a line, the first is told */
    {"model A {\n  id Int @id\n  a: [Int]\n}\n", ":"},
    {"enum A {\n  X\n  a b\n}\n", "a b\\n"},
    {"generator g {\n  provider = \"x\"\n  a b\n}\n", "a b\\n"},
    {"type A {\n  a Int @id\n  b Int\n  @@map(\"a\") // c\n}\n",
     "a Int @id\\n | @@map(\"a\") // c | @id"},
    {"model A {\n  id Int @id @map(\"\\q\")\n}\n", "\\q"},
    {"model A {\n  id Int @id @map(\"\\u12x\")\n}\n", "\\u12"},
    {"model A {\n  id Int @id @map(\"\\ud800x\")\n}\n", "\\ud800"},
    /* a line that is refused after all says nothing of its strings */
    {"model A {\n  id Int @id\n  a Int @map(\"\\q\") b\n}\n", "a Int @map(\"\\q\") b\\n"},
    {"model A {\n  id Int @id\n  a Int @x([1,])\n}\n", "a Int @x([1,])\\n"},
    {"model A {\n  id Int @id\n", "model A {\\n | id Int @id\\n"},
};

static void test_faults(void **state)
{
    assert_findings(*state, NULL, faults, sizeof faults / sizeof faults[0]);
}

static void test_objects_are_of_version_7(void **state)
{
    Scene *scene = *state;
    Text schema = TEXT("model A {\n  @@index([a], where: {a: 1, b: {not: null}})\n}\n");
    Reading *with = parse(scene, schema, PARSE_OBJECTS);
    assert_text(tree_of(scene, with), "model A: | @index([a] where={(a=#1 b={(not=null)})})");
    assert_true(with->ast.has_objects);
    Reading *without = parse(scene, schema, 0);
    assert_int_equal(without->diagnostics.error_count, 1);
    assert_int_equal(parse(scene, TEXT("model A {\n  @@x({a: 1,})\n}\n"), PARSE_OBJECTS)
                         ->diagnostics.error_count,
                     1);
}

static Text repeated(Scene *scene, const char *part, size_t count)
{
    Buffer *out = NEW(scene->arena, Buffer);
    *out = BUFFER(scene->arena);
    for (size_t i = 0; i < count; i++)
        buffer_add_string(out, part);
    return buffer_text(out);
}

static void test_nesting_has_a_limit(void **state)
{
    Scene *scene = *state;
    for (size_t depth = EXPRESSION_DEPTH_LIMIT; depth <= EXPRESSION_DEPTH_LIMIT + 1; depth++) {
        Text open = repeated(scene, "[", depth);
        Text close = repeated(scene, "]", depth);
        Text schema = text_format(scene->arena, "model A {\n  @@x(%.*s%.*s)\n}\n", TEXT_ARG(open),
                                  TEXT_ARG(close));
        Reading *reading = parse(scene, schema, 0);
        assert_int_equal(reading->diagnostics.error_count, depth > EXPRESSION_DEPTH_LIMIT);
    }
    Text open = repeated(scene, "[", 100000);
    Text schema = text_format(scene->arena, "model A {\n  @@x(%.*s\n}\n", TEXT_ARG(open));
    assert_int_equal(parse(scene, schema, 0)->diagnostics.error_count, 1);
}

/* Blocks that are never closed, and lines that look like openings, take linear time. */
static void test_many_openings(void **state)
{
    Scene *scene = *state;
    Reading *reading = parse(scene, repeated(scene, "model A {\n  a Int }\n", 50000), 0);
    assert_int_equal(reading->ast.block_count, 0);
    assert_int_equal(reading->diagnostics.error_count, 100000);
}

/* Every prefix of a schema is read to its end, and every span lies within it. */
static void test_every_prefix(void **state)
{
    static const char schema[] =
        "/// A\nmodel A {\r\n  id Int[] @id @default(f([1, \"\\u00e9\"], b: c)) // x\n"
        "  /* y\n */ b Unsupported(\"z\")?\n  @@x([a(sort: Desc)])\n}\nenum E {\n  X\n}\n"
        "datasource db {\n  url = env(\"\xC3\xA9\")\n}\ntype A = B\nfoo {\n}\n";
    Scene *scene = *state;
    for (size_t length = 0; length < sizeof schema; length++) {
        Text prefix = {schema, length};
        if (((unsigned char)schema[length] & 0xc0) == 0x80)
            continue;
        Reading *reading = parse(scene, prefix, PARSE_LAYOUT | PARSE_OBJECTS);
        for (list_each(Diagnostic, diagnostic, &reading->diagnostics.list)) {
            assert_true(diagnostic->span.start <= diagnostic->span.end);
            assert_true(diagnostic->span.end <= length);
        }
        for (list_each(LayoutItem, item, &reading->ast.layout))
            assert_true(item->span.end <= length);
    }
}

static void test_documentation_belongs_to_what_follows(void **state)
{
    Scene *scene = *state;
    Reading *reading =
        parse(scene,
              TEXT("/// of A\nmodel A {\n  /// of a\n  a Int /// too\n\n  /// of b\n\n"
                   "  b Int\n}\n/// nobody's\n\n/// of g, and so of B\ngenerator g "
                   "{\n}\nmodel B {\n}\n"),
              0);
    const Ast *ast = &reading->ast;
    assert_int_equal(ast->block_count, 3);
    assert_text(ast_documentation(scene->arena, ast, ast->blocks[0]->comment_before), "of A");
    const AstField *fields = ast->blocks[0]->fields;
    assert_text(ast_field_documentation(scene->arena, ast, &fields[0]), "of a\ntoo");
    assert_text(ast_field_documentation(scene->arena, ast, &fields[1]), "of b");
    assert_text(ast_documentation(scene->arena, ast, ast->blocks[2]->comment_before),
                "of g, and so of B");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_trees),
        TEST(test_faults),
        TEST(test_objects_are_of_version_7),
        TEST(test_nesting_has_a_limit),
        TEST(test_many_openings),
        TEST(test_every_prefix),
        TEST(test_documentation_belongs_to_what_follows),
    };
    return RUN_TESTS(tests);
}

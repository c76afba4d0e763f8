/* psl/ast.h */
#include "psl/ast.h"

#include "psl/parser.h"
#include "support.h"

/* The tree of a schema, and its only model. */
static const AstBlock *model_of(Scene *scene, const char *schema, Ast *ast)
{
    SchemaFile file = {TEXT("schema.prisma"), text_from(schema)};
    SchemaFiles files = {&file, 1, 1};
    Source *source = NEW(scene->arena, Source);
    Diagnostics diagnostics = DIAGNOSTICS(scene->arena);
    assert_succeeds(source_make(scene->arena, &files, source, &scene->error), &scene->error);
    ast_parse(scene->arena, source, 0, ast, &diagnostics);
    assert_int_equal(diagnostics.error_count, 0);
    assert_int_equal(ast->block_count, 1);
    return ast->blocks[0];
}

/* Comments of a model, and what they say; NULL: nothing. */
static const struct {
    const char *comments, *says;
} blocks[] = {
    {"", NULL},
    {"// plain\n", NULL},
    {"/// a\n", "a"},
    {"///a  \t\n", "a  \t"},
    {"///\n", ""},
    {"////four\n", "/four"},
    {"/// a\n/// b\n", "a\nb"},
    {"/// a\n// b\n/// c\n", "a\nc"},
    {"/// a\r\n/// b\r\n", "a\nb"},
    {"/// a\r/// b\r", "a\nb"},
    {"///\n///\n", "\n"},
    {"/// \xC2\xA0\xE3\x80\x80 a\xC2\xA0\n", "a\xC2\xA0"},
    {"/// a /// b\n", "a /// b"},
    {"/// /* a */\n", "/* a */"},
    {"/* a */\n", "a"},
    {"/** a **/\n", "* a *"},
    {"/**/\n", ""},
    {"/***/\n", "*"},
    {"/*\n  a\n  b\n*/\n", "a\n  b"},
    {"/* a\r\n b */\n", "a\r\n b"},
    {"/* // a */\n", "// a"},
    {"// /* a\n", NULL},
    {"/* \xE2\x80\x83\xC2\x85 a \xE2\x80\xA8*/\n", "a"},
    {"/* a */\n/// b\n", "a\nb"},
    {"/* a */ // b\n", "a"},
    {"   /* a */\n", "a"},
    /* Blanks before a comment count as its own, except before the first. */
    {"/* a */ /* b */\n", "a\n* b"},
    {"// x\n /* b */\n", "* b"},
    {"// x\n  /* b */\n", "/* b"},
    {"// x\n   /* b */\n", "/* b"},
    {"// x\n   /// b\n", "b"},
    {"// x\n /**/\n", "*"},
};

static void documentation_of_blocks(void **state)
{
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(blocks); i++) {
        Ast ast;
        Text schema = text_format(scene->arena, "%smodel M {\n}\n", blocks[i].comments);
        const AstBlock *model = model_of(scene, schema.data, &ast);
        Text says = ast_documentation(scene->arena, &ast, model->comment_before);
        expect((says.data != NULL) == (blocks[i].says != NULL), "case %zu", i);
        assert_same_text(says, text_from(blocks[i].says));
    }
}

/* A field with its comments before and behind, and what they say. */
static const struct {
    const char *lines, *says;
} fields[] = {
    {"id Int", NULL},
    {"// a\nid Int // b", NULL},
    {"/// a\nid Int", "a"},
    {"id Int /// b", "b"},
    {"/// a\nid Int @id /// b", "a\nb"},
    {"/// a\n// b\n/* c */\nid Int /* d */", "a\nc\nd"},
    {"///\nid Int ///", "\n"},
    {"/// a\nid Int //", "a"},
    {"id Int    /* b */", "b"},
    {"/// a\n\nid Int", "a"},
    {"/// a\n\n/// b\nid Int", "b"},
    {"/// a\n@@index([id])\nid Int", "a"},
};

static void documentation_of_fields(void **state)
{
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(fields); i++) {
        Ast ast;
        Text schema = text_format(scene->arena, "model M {\n%s\n}\n", fields[i].lines);
        const AstBlock *model = model_of(scene, schema.data, &ast);
        assert_int_equal(model->field_count, 1);
        Text says = ast_field_documentation(scene->arena, &ast, &model->fields[0]);
        expect((says.data != NULL) == (fields[i].says != NULL), "case %zu", i);
        assert_same_text(says, text_from(fields[i].says));
    }
}

static void many_comments_take_linear_time(void **state)
{
    enum { LINES = 100000 };
    Scene *scene = *state;
    Ast ast;
    Buffer schema = BUFFER(scene->arena);
    for (int i = 0; i < LINES; i++)
        buffer_add_string(&schema, "/// a\n");
    buffer_add_string(&schema, "model M {\n}\n");
    const AstBlock *model = model_of(scene, buffer_text(&schema).data, &ast);
    Text says = ast_documentation(scene->arena, &ast, model->comment_before);
    assert_int_equal(says.length, 2 * LINES - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(documentation_of_blocks),
        TEST(documentation_of_fields),
        TEST(many_comments_take_linear_time),
    };
    return RUN_TESTS(tests);
}

/* psl/config_blocks.h */
#include "psl/config_blocks.h"

#include "support.h"

static SchemaFiles *files_of(Scene *scene, const char *schema)
{
    SchemaFiles *files = NEW(scene->arena, SchemaFiles);
    list_add(scene->arena, files, (SchemaFile){TEXT("schema.prisma"), text_from(schema)});
    return files;
}

static ConfigBlocks blocks_of(Scene *scene, const char *schema)
{
    ConfigBlocks blocks = {0};
    assert_succeeds(
        config_blocks_read(scene->arena, files_of(scene, schema), &blocks, &scene->error),
        &scene->error);
    return blocks;
}

/* A block in one line: d for datasource or g, the name, and the settings with their kinds. */
static void add_block(Buffer *out, const ConfigBlock *block)
{
    buffer_add_format(out, "%s%c %.*s", out->length ? " | " : "", block->is_datasource ? 'd' : 'g',
                      TEXT_ARG(block->name));
    for (size_t i = 0; i < block->settings.count; i++) {
        const ConfigSetting *setting = &block->settings.items[i];
        buffer_add_format(out, " %.*s=", TEXT_ARG(setting->name));
        if (setting->kind == CONFIG_VARIABLE)
            buffer_add_char(out, '$');
        if (setting->kind == CONFIG_OTHER)
            buffer_add_char(out, '?');
        buffer_add(out, setting->text);
        for (size_t j = 0; j < setting->list.count; j++)
            buffer_add_format(out, "%s%.*s", j ? "," : "[", TEXT_ARG(setting->list.items[j]));
        if (setting->kind == CONFIG_STRING_LIST)
            buffer_add_string(out, setting->list.count ? "]" : "[]");
    }
}

static const struct {
    const char *schema, *blocks;
} cases[] = {
    {"", ""},
    {"// nothing\n", ""},
    {"datasource db {\n  provider = \"postgresql\"\n  url      = env(\"DATABASE_URL\")\n}\n",
     "d db provider=postgresql url=$DATABASE_URL"},
    {"datasource db {\r\n  provider = \"sqlite\"\r\n  url = \"file:./dev.db\"\r\n}\r\n",
     "d db provider=sqlite url=file:./dev.db"},
    {"\xEF\xBB\xBF"
     "datasource db {\n}\n",
     "d db"},
    {"datasource db {\n}\ngenerator client {\n  provider = \"prisma-client-js\"\n}",
     "d db | g client provider=prisma-client-js"},
    {"  datasource   db   {\n}", "d db"},
    /* comments */
    {"// datasource no {\n// }\ndatasource db { // } comment\n  // a = \"b\"\n"
     "  c = \"d\" // e = \"f\"\n"
     "  /// g\n}\n",
     "d db c=d"},
    {"/*\ndatasource old {\n  provider = \"mysql\"\n}\n*/\ndatasource db {\n  a = \"b\"\n}",
     "d db a=b"},
    {"/* one */ datasource db {\n}", "d db"},
    {"datasource db {\n  /* a = \"1\"\n  } */\n  b = \"2\" /* c } */\n  d = \"e\"\n}",
     "d db b=2 d=e"},
    {"model A {\n  /* { */\n  a Int @default(\"/*\") // /*\n}\ndatasource db {\n}", "d db"},
    /* values */
    {"datasource db {\n  schemas = [\"a\", \"b\"]\n"
     "  extensions = [pgcrypto, postgis(version: \"2.1\")]\n"
     "  c = []\n}",
     "d db schemas=[a,b] extensions=[pgcrypto,postgis] c=[]"},
    /* a setting is on one line */
    {"datasource db {\n  schemas = [\n    \"a\"\n  ]\n  c = \"d\"\n}", "d db c=d"},
    {"datasource db {\n  url = env( \"A\" )\n  b = env(\"B\") // c\n}", "d db url=$A b=$B"},
    {"datasource db {\n  url = env(A)\n  b = true\n  c = 12 + x // y\n}",
     "d db url=?env(A) b=?true"},
    {"datasource db {\n  a = \"x\\\"y\\n\"\n}", "d db a=x\"y\n"},
    {"datasource db {\n  a\n  = \"x\"\n  b \"c\"\n  d = \"e\"\n}", "d db d=e"},
    {"datasource db {\n  a =\n  b = \"c\"\n}", "d db a=? b=c"},
    {"datasource db {\n  a = \"}\"\n}\ngenerator g {\n}", "d db a=} | g g"},
    {"datasource db {\n  a = \"not closed\n  b = \"c\"\n}", "d db b=c"},
    {"datasource db {\n  a = \"1\"\n  a = \"2\"\n}", "d db a=1 a=2"},
    /* the rest of the schema is passed over, and may be wrong */
    {"model A {\n  datasource Int @default(dbgenerated(\"}\")) // }\n  j Json @default(\"{\")\n}\n"
     "enum E {\n  datasource\n}\ntype T {\n}\nview V {\n}\ndatasource db {\n}",
     "d db"},
    {"model A {\n  x { { } }\n}\ndatasource db {\n}", "d db"},
    {"nonsense @@ } ) \"\n}\ndatasource db {\n}\nmore nonsense", "d db"},
    {"datasource db {\n}\n}\ngenerator g {\n}", "d db | g g"},
};

static void the_table(void **state)
{
    Scene *scene = *state;
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT(cases); i++) {
        ConfigBlocks blocks = blocks_of(scene, cases[i].schema);
        Buffer found = BUFFER(scene->arena);
        for (list_each(ConfigBlock, block, &blocks))
            add_block(&found, block);
        if (text_is(buffer_text(&found), cases[i].blocks))
            continue;
        wrong++;
        print_error("%s\n  gave %.*s\n", cases[i].schema, TEXT_ARG(buffer_text(&found)));
    }
    assert_int_equal(wrong, 0);
}

static void a_schema_whose_datasource_cannot_be_read(void **state)
{
    Scene *scene = *state;
    static const struct {
        const char *schema;
        size_t line, column;
    } open[] = {
        {"datasource db {\n  provider = \"x\"\n", 1, 1},
        {"// x\n\n  generator g {", 3, 3},
        {"model A {\n  a Int\n\ndatasource db {\n}\n", 4, 1},
        {"datasource db {\n  a = [\"b\"", 1, 1},
        {"enum E {\n", 1, 1},
    };
    for (size_t i = 0; i < COUNT(open); i++) {
        ConfigBlocks blocks = {0};
        assert_fails(config_blocks_read(scene->arena, files_of(scene, open[i].schema), &blocks,
                                        &scene->error),
                     &scene->error, ERROR_P1012);
        expect(scene->error.line == open[i].line && scene->error.column == open[i].column, "%s",
               open[i].schema);
        assert_text(scene->error.file, "schema.prisma");
        assert_true(scene->error.excerpt.length > 0);
    }
}

static void looking_settings_up(void **state)
{
    Scene *scene = *state;
    ConfigBlocks blocks = blocks_of(scene, "datasource db {\n  a = \"1\"\n  b = \"2\"\n}");
    const ConfigBlock *block = &blocks.items[0];
    assert_text(config_setting(block, "b")->text, "2");
    assert_int_equal(config_setting(block, "b")->offset, 32);
    assert_int_equal(block->offset, 0);
    assert_null(config_setting(block, "c"));
}

static void blocks_of_several_files(void **state)
{
    Scene *scene = *state;
    SchemaFiles *files = files_of(scene, "model A {\n}\n");
    list_add(scene->arena, files, (SchemaFile){TEXT("b.prisma"), TEXT("\n generator g {\n}")});
    list_add(scene->arena, files, (SchemaFile){TEXT("c.prisma"), TEXT("datasource db {\n}")});
    ConfigBlocks blocks = {0};
    assert_succeeds(config_blocks_read(scene->arena, files, &blocks, &scene->error), &scene->error);
    assert_int_equal(blocks.count, 2);
    assert_text(blocks.items[0].file->path, "b.prisma");
    assert_int_equal(blocks.items[0].offset, 2);
    assert_text(blocks.items[1].file->path, "c.prisma");
    assert_false(error_in_schema(&scene->error, blocks.items[0].file, 2));
    assert_int_equal(scene->error.line, 2);
    assert_int_equal(scene->error.column, 2);
    assert_text(scene->error.excerpt, " generator g {");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_table),
        TEST(a_schema_whose_datasource_cannot_be_read),
        TEST(looking_settings_up),
        TEST(blocks_of_several_files),
    };
    return RUN_TESTS(tests);
}

/* psl/configuration.h */
#include "psl/configuration.h"

#include "base/buffer.h"
#include "psl/parser.h"
#include "support.h"

static const char *const pear_names[] = {"postgresql", "pear", NULL};
static const char *const fig_names[] = {"fig", NULL};

/* One with everything, one without foreign keys. */
static const Provider pear = {
    .names = pear_names,
    .product = "Pear",
    .capabilities = CAPABILITY_MULTI_SCHEMA,
    .relation_modes = 1u << RELATION_MODE_FOREIGN_KEYS | 1u << RELATION_MODE_PRISMA,
    .default_relation_mode = RELATION_MODE_FOREIGN_KEYS,
    .has_extensions = true,
};
static const Provider fig = {
    .names = fig_names,
    .product = "Fig",
    .has_optional_url = true,
    .relation_modes = 1u << RELATION_MODE_PRISMA,
    .default_relation_mode = RELATION_MODE_PRISMA,
};
static const Provider *const providers[] = {&pear, &fig, NULL};

typedef struct Read {
    Source source;
    Ast ast;
    Datamodel datamodel;
    Diagnostics diagnostics;
} Read;

/* Reads files, parted by '|'. */
static Read *read_files(Scene *scene, PrismaVersion version, Text schema)
{
    Read *read = NEW(scene->arena, Read);
    SchemaFiles files = {0};
    SchemaOptions options = {.providers = providers, .version = version};
    while (schema.data)
        list_add(scene->arena, &files, (SchemaFile){TEXT("x.prisma"), text_cut(&schema, '|')});
    read->diagnostics = DIAGNOSTICS(scene->arena);
    assert_succeeds(source_make(scene->arena, &files, &read->source, &scene->error), &scene->error);
    ast_parse(scene->arena, &read->source, false, &read->ast, &read->diagnostics);
    assert_int_equal(read->diagnostics.error_count, 0);
    read->datamodel = (Datamodel){.source = &read->source, .ast = &read->ast};
    configuration_read(scene->arena, &read->datamodel, &options, &read->diagnostics);
    return read;
}

/* What is wrong, in order: "E" or "W" and what the span covers, parted by " ; ". A whole block is
 * its first line. */
static Text wrongs(Scene *scene, const Read *read)
{
    Buffer out = BUFFER(scene->arena);
    for (list_each(const Diagnostic, diagnostic, &read->diagnostics.list)) {
        Text text = source_text(&read->source, diagnostic->span);
        Text line = text_cut(&text, '\n');
        buffer_add_format(&out, "%s%c %.*s", out.length ? " ; " : "",
                          diagnostic->severity == SEVERITY_ERROR ? 'E' : 'W', TEXT_ARG(line));
    }
    return buffer_text(&out);
}

typedef struct Case {
    const char *body; /* of a block: its lines */
    const char *wrongs;
} Case;

static void check_cases(Scene *scene, PrismaVersion version, const char *head, const Case *cases,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Text schema = text_format(scene->arena, "%s%s\n}\n", head, cases[i].body);
        Text found = wrongs(scene, read_files(scene, version, schema));
        expect(text_is(found, cases[i].wrongs), "%s: %.*s", cases[i].body, TEXT_ARG(found));
    }
}

static void datasources_of_version_6(void **state)
{
    static const Case cases[] = {
        {"provider = \"pear\"\n url = \"x\"", ""},
        {"provider = \"pear\"\n url = env(\"X\")", ""},
        /* the provider */
        {"url = \"x\"", "E datasource db {"},
        {"", "E datasource db {"},
        {"provider = \"plum\"\n url = 1\n nonsense = 2", "E \"plum\""},
        {"provider = \"Pear\"\n url = \"x\"", "E \"Pear\""},
        {"provider = \"\"\n url = \"x\"", "E \"\""},
        {"provider = [\"pear\"]\n url = \"x\"", "E [\"pear\"]"},
        {"provider = pear\n url = \"x\"", "E pear"},
        {"provider = env(\"X\")\n url = \"x\"", "E datasource db {"},
        /* URLs */
        {"provider = \"pear\"", "E datasource db {"},
        {"provider = \"pear\"\n url = 3\n nonsense = 2", "E 3"},
        {"provider = \"pear\"\n url = f(\"x\")", "E f(\"x\")"},
        {"provider = \"pear\"\n url = env()", "E env()"},
        {"provider = \"pear\"\n url = env(\"a\", \"b\")", "E env(\"a\", \"b\")"},
        {"provider = \"pear\"\n url = env(\"a\",)", "E env(\"a\",)"},
        {"provider = \"pear\"\n url = env(x:)", "E env(x:)"},
        {"provider = \"pear\"\n url = env(3)", "E 3"},
        {"provider = \"pear\"\n url = env(x: \"a\")", "W x: \"a\""},
        {"provider = \"pear\"\n url = \"x\"\n directUrl = 3\n shadowDatabaseUrl = 4", "E 4 ; E 3"},
        {"provider = \"pear\"\n url = \"x\"\n shadowDatabaseUrl = \"x\"", "E \"x\""},
        {"provider = \"pear\"\n url = env(\"A\")\n shadowDatabaseUrl = env(\"A\")", "E env(\"A\")"},
        {"provider = \"pear\"\n url = env(\"A\")\n shadowDatabaseUrl = \"A\"", ""},
        {"provider = \"pear\"\n url = \"\"\n shadowDatabaseUrl = \"\"", ""},
        {"provider = \"pear\"\n url = \"x\"\n directUrl = \"y\"\n shadowDatabaseUrl = \"y\"",
         "E \"y\""},
        {"provider = \"pear\"\n url = \"x\"\n directUrl = \"x\"", ""},
        /* the relation mode */
        {"provider = \"pear\"\n url = \"x\"\n relationMode = \"prisma\"", ""},
        {"provider = \"pear\"\n url = \"x\"\n relationMode = \"x\"", "E datasource db {"},
        {"provider = \"pear\"\n url = \"x\"\n relationMode = prisma", "E prisma"},
        {"provider = \"fig\"\n url = \"x\"\n relationMode = \"foreignKeys\"", "E \"foreignKeys\""},
        {"provider = \"pear\"\n url = \"x\"\n referentialIntegrity = \"prisma\"",
         "W referentialIntegrity = \"prisma\""},
        {"provider = \"pear\"\n url = \"x\"\n relationMode = 1\n referentialIntegrity = 2",
         "W referentialIntegrity = 2 ; E referentialIntegrity = 2"},
        /* schemas */
        {"provider = \"pear\"\n url = \"x\"\n schemas = [\"b\", \"a\"]", ""},
        {"provider = \"pear\"\n url = \"x\"\n schemas = \"a\"", ""},
        {"provider = \"pear\"\n url = \"x\"\n schemas = []", "E []"},
        {"provider = \"pear\"\n url = \"x\"\n schemas = [\"a\", 3, b]", "E 3 ; E b"},
        {"provider = \"fig\"\n url = \"x\"\n schemas = [\"a\", \"a\"]", "E [\"a\", \"a\"]"},
        {"provider = \"fig\"\n url = \"x\"\n schemas = []", "E []"},
        {"provider = \"fig\"\n url = \"x\"\n schemas = [\"a\", 3]", "E 3"},
        {"provider = \"pear\"\n url = \"x\"\n schemas = [\"b\", \"a\", \"b\", \"b\"]",
         "E \"b\" ; E \"b\""},
        {"provider = \"fig\"\n url = \"x\"\n schemas = [\"b\"]", "E [\"b\"]"},
        {"provider = \"fig\"\n url = \"x\"\n schemas = [b]", "E b"},
        /* the rest */
        {"provider = \"pear\"\n url = \"x\"\n previewFeatures = []", "E previewFeatures = []"},
        {"provider = \"pear\"\n url = \"x\"\n a = 1\n b = 2", "E a = 1 ; E b = 2"},
        {"provider = \"pear\"\n url = \"x\"\n a =\n b =", "E datasource db {"},
        {"provider = \"fig\"\n url = \"x\"\n extensions = [a]", "E extensions = [a]"},
    };
    check_cases(*state, PRISMA_6, "datasource db {\n", cases, COUNT(cases));
}

static void datasources_of_version_7(void **state)
{
    static const Case cases[] = {
        {"provider = \"pear\"", ""},
        {"provider = \"pear\"\n url = env(\"X\")", "E url = env(\"X\")"},
        {"provider = \"pear\"\n directUrl = 1\n shadowDatabaseUrl = 2\n url = 3",
         "E url = 3 ; E shadowDatabaseUrl = 2 ; E directUrl = 1"},
        {"provider = \"pear\"\n url = 3\n schemas = []", "E url = 3 ; E []"},
        {"url = 3", "E datasource db {"},
    };
    check_cases(*state, PRISMA_7, "datasource db {\n", cases, COUNT(cases));
}

static void extensions(void **state)
{
    static const Case cases[] = {
        {"[a, b(map: \"x\", schema: \"y\", version: \"1\"), c()]", ""},
        {"a", ""},
        {"[\"a\", 3]", "E \"a\" ; E 3"},
        {"[a(x: \"1\", map: \"2\", y: \"3\")]", "E x: \"1\" ; E y: \"3\""},
        {"[a(\"1\", 2)]", "E \"1\" ; E 2"},
        {"[a(map: \"1\", map: \"2\", map: 3)]", "E map: \"2\" ; E map: 3"},
        {"[a(x: \"1\", x: 2)]", "E x: 2 ; E x: \"1\""},
        {"[a(map: 3, version: 4)]", "E 3 ; E 4 ; E map: 3 ; E version: 4"},
    };
    check_cases(*state, PRISMA_7, "datasource db {\n provider = \"pear\"\n extensions = ", cases,
                COUNT(cases));
    Read *read = read_files(*state, PRISMA_7,
                            TEXT("datasource db {\n provider = \"pear\"\n extensions = [b, a(map: "
                                 "\"x\", version: \"1\")]\n}"));
    const Datasource *datasource = read->datamodel.datasource;
    assert_int_equal(datasource->extensions.count, 2);
    assert_text(datasource->extensions.items[0].name, "a");
    assert_text(datasource->extensions.items[0].mapped_name, "x");
    assert_text(datasource->extensions.items[0].version, "1");
    assert_true(text_is_none(datasource->extensions.items[0].schema));
    assert_text(datasource->extensions.items[1].name, "b");
}

static void generators(void **state)
{
    static const Case cases[] = {
        {"provider = \"p\"", ""},
        {"provider = env(\"P\")\n output = \"../x\"", ""},
        {"", "E generator g {"},
        {"engineType = 1", "E 1 ; E generator g {"},
        {"provider = 1\n output = 2", "E 1"},
        {"provider = [\"p\"]", "E [\"p\"]"},
        {"provider = \"p\"\n output = x", "E x"},
        {"provider = \"p\"\n a =\n b =", "E generator g {"},
        {"provider = \"p\"\n engineType = env(\"x\")", "E env(\"x\")"},
        {"provider = \"p\"\n binaryTargets = [\"a\", env(\"b\"), 3, c]", "E 3 ; E c"},
        {"provider = \"p\"\n binaryTargets = \"a\"", ""},
        {"provider = \"p\"\n a = 3\n b = c\n d = f(1)\n e = [1, [env(\"x\")]]\n f = f(env())", ""},
        {"provider = \"p\"\n a = [1, [env()]]\n b = env()", "E env()"},
    };
    check_cases(*state, PRISMA_6, "generator g {\n", cases, COUNT(cases));
}

static void preview_features(void **state)
{
    static const Case cases_6[] = {
        {"[]", ""},
        {"\"views\"", ""},
        {"[\"VIEWS\", \"typedSql\", \"reactNative\", \"relationJoins\"]", ""},
        {"[\"views\", \"what\", \"omitApi\"]",
         "E [\"views\", \"what\", \"omitApi\"] ; W [\"views\", \"what\", \"omitApi\"]"},
        {"[1, views]", "E 1 ; E views"},
        {"[\"metrics\"]", "W [\"metrics\"]"},
        {"[\"partialIndexes\"]", "E [\"partialIndexes\"]"},
        {"[\"fullTextSearch\"]", "W [\"fullTextSearch\"]"},
        {"[\"fullTextSearchPostgres\"]", "E [\"fullTextSearchPostgres\"]"},
    };
    static const Case cases_7[] = {
        {"[\"metrics\"]", "E [\"metrics\"]"},
        {"[\"partialIndexes\"]", ""},
    };
    const char *head = "generator g {\n provider = \"p\"\n previewFeatures = ";
    check_cases(*state, PRISMA_6, head, cases_6, COUNT(cases_6));
    check_cases(*state, PRISMA_7, head, cases_7, COUNT(cases_7));
}

/* Some features belong to a provider: that of the datasource in the same file. */
static void preview_features_of_a_provider(void **state)
{
    static const struct {
        const char *schema, *wrongs;
        bool on;
    } cases[] = {
        {"generator g {\n provider = \"p\"\n previewFeatures = [\"fullTextSearchPostgres\"]\n}\n"
         "datasource db {\n provider = \"pear\"\n}\n",
         "", true},
        {"generator g {\n provider = \"p\"\n previewFeatures = [\"fullTextSearch\"]\n}\n"
         "datasource db {\n provider = \"pear\"\n}\n",
         "W [\"fullTextSearch\"]", true},
        {"generator g {\n provider = \"p\"\n previewFeatures = [\"fullTextSearchPostgres\"]\n}\n"
         "datasource db {\n provider = \"fig\"\n}\n",
         "E [\"fullTextSearchPostgres\"]", false},
        {"generator g {\n provider = \"p\"\n previewFeatures = [\"fullTextSearchPostgres\"]\n}\n|"
         "datasource db {\n provider = \"pear\"\n}\n",
         "E [\"fullTextSearchPostgres\"]", false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Read *read = read_files(*state, PRISMA_7, text_from(cases[i].schema));
        Text found = wrongs(*state, read);
        expect(text_is(found, cases[i].wrongs), "%zu: %.*s", i, TEXT_ARG(found));
        assert_int_equal(has_preview_feature(&read->datamodel, PREVIEW_FULL_TEXT_SEARCH_POSTGRES),
                         cases[i].on);
    }
}

/* Version 6 takes a datasource without a URL when a generator of its file has the feature for it.
 */
static void a_url_may_be_missing(void **state)
{
    static const struct {
        const char *schema, *wrongs;
    } cases[] = {
        {"datasource db {\n provider = \"fig\"\n}\n", "E datasource db {"},
        {"datasource db {\n provider = \"fig\"\n}\n"
         "generator g {\n provider = \"p\"\n previewFeatures = [\"schemaEngineDriverAdapters\"]\n}\n",
         ""},
        {"datasource db {\n provider = \"fig\"\n}\n"
         "generator g {\n previewFeatures = \"schemaEngineDriverAdapters\"\n}\n",
         "E generator g {"},
        {"datasource db {\n provider = \"fig\"\n}\n"
         "generator g {\n provider = \"p\"\n previewFeatures = [\"schemaenginedriveradapters\"]\n}\n",
         "E datasource db {"},
        {"datasource db {\n provider = \"pear\"\n}\n"
         "generator g {\n provider = \"p\"\n previewFeatures = [\"schemaEngineDriverAdapters\"]\n}\n",
         "E datasource db {"},
        {"datasource db {\n provider = \"fig\"\n}\n|"
         "generator g {\n provider = \"p\"\n previewFeatures = [\"schemaEngineDriverAdapters\"]\n}\n",
         "E datasource db {"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text found = wrongs(*state, read_files(*state, PRISMA_6, text_from(cases[i].schema)));
        expect(text_is(found, cases[i].wrongs), "%zu: %.*s", i, TEXT_ARG(found));
    }
}

static void more_than_one_datasource(void **state)
{
    const char *a = "datasource a {\n provider = \"pear\"\n}\n";
    const char *b = "datasource b {\n provider = \"fig\"\n}\n";
    const char *bad = "datasource c {\n}\n";
    Arena *arena = ((Scene *)*state)->arena;
    Read *read = read_files(*state, PRISMA_7, text_format(arena, "%s%s%s", a, b, bad));
    assert_text(wrongs(*state, read),
                "E datasource c { ; E datasource a { ; E datasource b { ; E datasource c {");
    assert_ptr_equal(read->datamodel.provider, &pear);
    read = read_files(*state, PRISMA_7, text_format(arena, "%s%s", bad, b));
    assert_text(wrongs(*state, read), "E datasource c {");
    assert_ptr_equal(read->datamodel.provider, &fig);
    assert_int_equal(read->datamodel.relation_mode, RELATION_MODE_PRISMA);
    read = read_files(*state, PRISMA_7, text_format(arena, "%s|%s", a, b));
    assert_text(wrongs(*state, read), "");
    assert_ptr_equal(read->datamodel.provider, &pear);
}

static void what_is_read(void **state)
{
    Read *read = read_files(
        *state, 0,
        TEXT(
            "datasource db {\n provider = \"pear\"\n url = env(\"A\")\n directUrl = \"b\"\n"
            " schemas = [\"z\", \"y\"]\n relationMode = \"prisma\"\n}\n"
            "generator g {\n provider = \"p\"\n previewFeatures = [\"views\"]\n output = \"o\"\n}\n"
            "generator broken {\n}\n"));
    const Datasource *datasource = read->datamodel.datasource;
    const Generator *generator = read->datamodel.generators.items;
    assert_int_equal(read->datamodel.version, PRISMA_6);
    assert_text(datasource->provider_name, "pear");
    assert_text(datasource->url.variable, "A");
    assert_true(text_is_none(datasource->url.literal));
    assert_text(datasource->direct_url.literal, "b");
    assert_true(span_is_none(datasource->shadow_database_url.span));
    assert_text(datasource->schemas.items[0].name, "y");
    assert_true(datasource->has_relation_mode);
    assert_int_equal(read->datamodel.relation_mode, RELATION_MODE_PRISMA);
    assert_int_equal(read->datamodel.generators.count, 1);
    assert_text(generator->output.literal, "o");
    assert_true(has_preview_feature(&read->datamodel, PREVIEW_VIEWS));
    assert_text(source_text(&read->source, generator->preview_features_span), "[\"views\"]");
}

static void versions(void **state)
{
    static const struct {
        const char *schema;
        PrismaVersion version;
    } cases[] = {
        {"", PRISMA_6},
        {"generator g {\n provider = \"p\"\n}\n", PRISMA_6},
        {"datasource db {\n provider = \"pear\"\n}\n", PRISMA_7},
        {"datasource db {\n provider = \"pear\"\n url = 1\n}\n", PRISMA_6},
        {"datasource db {\n directUrl = \"x\"\n}\n", PRISMA_6},
        {"datasource db {\n shadowDatabaseUrl = \"x\"\n}\n", PRISMA_6},
        {"datasource a {\n}\n|datasource b {\n url = \"x\"\n}\n", PRISMA_6},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Read *read = read_files(*state, 0, text_from(cases[i].schema));
        expect(prisma_version_detect(&read->ast) == cases[i].version, "%s", cases[i].schema);
        assert_int_equal(read->datamodel.version, cases[i].version);
    }
}

/* What a schema without a datasource may contain. */
static void no_datasource(void **state)
{
    Read *read = read_files(*state, 0, TEXT("model A {\n id Int @id\n}\n"));
    const Provider *provider = read->datamodel.provider;
    assert_null(read->datamodel.datasource);
    assert_true(provider_can(provider, CAPABILITY_ENUMS));
    assert_false(provider_can(provider, CAPABILITY_SCALAR_LISTS));
    assert_null(provider_native_type(provider, TEXT("Text")));
    assert_int_equal(read->datamodel.relation_mode, RELATION_MODE_FOREIGN_KEYS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(datasources_of_version_6),
        TEST(datasources_of_version_7),
        TEST(extensions),
        TEST(generators),
        TEST(preview_features),
        TEST(preview_features_of_a_provider),
        TEST(a_url_may_be_missing),
        TEST(more_than_one_datasource),
        TEST(what_is_read),
        TEST(versions),
        TEST(no_datasource),
    };
    return RUN_TESTS(tests);
}

/* introspect/put_configuration.c, introspect/put_extensions.c */
#include "introspect/pulling.h"

#include "dialect/providers.h"

static Text settings_of(Scene *scene, const SqlSchema *live, const char *settings,
                        const TextList *namespaces)
{
    SchemaFiles *files = NEW(scene->arena, SchemaFiles);
    SchemaOptions options = {.providers = dialect_providers, .version = PRISMA_6};
    Schema *present = NEW(scene->arena, Schema);
    Introspection pulled;
    list_add(scene->arena, files,
             (SchemaFile){TEXT("schema.prisma"), with_quotes(scene, settings)});
    assert_succeeds(schema_read(scene->arena, files, &options, present, &scene->error),
                    &scene->error);
    assert_int_equal(present->diagnostics.error_count, 0);
    IntrospectRequest request = {.rules = rules_of("postgresql"),
                                 .live = live,
                                 .present = present,
                                 .options = &options,
                                 .namespaces = namespaces};
    assert_succeeds(introspect(scene->arena, &request, &pulled, &scene->error), &scene->error);
    Text whole = whole_of(&pulled);
    return text_trim(text_slice(whole, 0, (size_t)text_find(whole, "model ")));
}

static void settings_have_prismas_order(void **state)
{
    static const struct {
        const char *settings, *written;
    } cases[] = {
        {"datasource db {\n url = env(`URL`)\n // gone\n directUrl = `x://`\n"
         " provider = `postgresql`\n}\n",
         "datasource db {\n  provider  = `postgresql`\n  url       = env(`URL`)\n"
         "  directUrl = `x://`\n}"},
        /* generators come first; of their own settings the names count */
        {"datasource db {\n provider = `postgresql`\n url = `x://`\n}\n"
         "generator g {\n zeta = 1\n previewFeatures = [`views`, `postgresqlExtensions`]\n"
         " alpha = [`a`, `b`]\n output = `../o`\n binaryTargets = `native`\n provider = `p`\n}",
         "generator g {\n  provider        = `p`\n  output          = `../o`\n"
         "  previewFeatures = [`postgresqlExtensions`, `views`]\n"
         "  binaryTargets   = [`native`]\n  alpha           = [`a`, `b`]\n"
         "  zeta            = `1`\n}\n\n"
         "datasource db {\n  provider = `postgresql`\n  url      = `x://`\n}"},
    };
    Scene *scene = *state;
    const SqlSchema *live = database_of(scene, "postgresql", "model A {\n id Int @id\n}");
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_same_text(settings_of(scene, live, cases[i].settings, NULL),
                         with_quotes(scene, cases[i].written));
}

static void namespaces_that_were_asked_for_take_the_place_of_others(void **state)
{
    Scene *scene = *state;
    const SqlSchema *live = database_of(
        scene, "postgresql", "schemas = [`a`]\n--\nmodel A {\n id Int @id\n @@schema(`a`)\n}");
    TextList asked = {0};
    list_add(scene->arena, &asked, TEXT("a"));
    list_add(scene->arena, &asked, TEXT("z"));
    Text written = settings_of(
        scene, live,
        "datasource db {\n provider = `postgresql`\n url = `x://`\n schemas = [`b`]\n}", &asked);
    assert_same_text(written,
                     with_quotes(scene, "datasource db {\n  provider = `postgresql`\n"
                                        "  url      = `x://`\n  schemas  = [`a`, `z`]\n}"));
}

/* The datasource lists, the database knows better. */
static void extensions_are_brought_up_to_date(void **state)
{
    static const struct {
        const char *listed, *written; /* NULL: no line */
    } cases[] = {
        {NULL, NULL},
        {"[]", NULL},
        {"[gone]", NULL},
        {"[hstore, citext]", "[citext, hstore]"},
        {"[citext(schema: `old`, version: `1`)]", "[citext(schema: `public`, version: `1.6`)]"},
        {"[uuid(map: `uuid-ossp`)]", "[uuid(map: `uuid-ossp`)]"},
    };
    Scene *scene = *state;
    SqlSchema *live = database_of(scene, "postgresql", "model A {\n id Int @id\n}");
    const char *const names[] = {"uuid-ossp", "citext", "hstore"};
    for (size_t i = 0; i < COUNT(names); i++)
        list_add(scene->arena, &live->extensions,
                 (SqlExtension){.name = text_from(names[i]),
                                .schema = TEXT("public"),
                                .version = TEXT("1.6")});
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text settings = text_format(
            scene->arena,
            "datasource db {\n provider = `postgresql`\n url = `x://`\n%s%s\n}\n"
            "generator g {\n provider = `p`\n previewFeatures = [`postgresqlExtensions`]\n}",
            cases[i].listed ? " extensions = " : "", cases[i].listed ? cases[i].listed : "");
        Text written = settings_of(scene, live, text_cstr(scene->arena, settings), NULL);
        ptrdiff_t place = text_find(written, "extensions = ");
        if (!cases[i].written) {
            expect(place < 0, "%.*s", TEXT_ARG(written));
            continue;
        }
        Text rest = text_slice(written, (size_t)place + strlen("extensions = "), written.length);
        assert_same_text(text_cut(&rest, '\n'), with_quotes(scene, cases[i].written));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(settings_have_prismas_order),
        TEST(namespaces_that_were_asked_for_take_the_place_of_others),
        TEST(extensions_are_brought_up_to_date),
    };
    return RUN_TESTS(tests);
}

#include "introspect/pulling.h"

#include "dialect/providers.h"

SqlSchema *database_of(Scene *scene, const char *provider, const char *schema)
{
    SqlSchema *live = NEW(scene->arena, SqlSchema);
    *live = *sql_schema_of(scene, provider, schema);
    return live;
}

Introspection *pull(Scene *scene, const char *provider, const SqlSchema *live, const char *present)
{
    Introspection *pulled = NEW(scene->arena, Introspection);
    const Schema *schema = schema_of(scene, provider, present[0] ? present : NULL);
    SchemaOptions options = {.providers = dialect_providers, .version = live->version};
    IntrospectRequest request = {.rules = rules_of(provider),
                                 .live = live,
                                 .present = schema,
                                 .options = &options,
                                 .new_file = TEXT("introspected.prisma")};
    assert_succeeds(introspect(scene->arena, &request, pulled, &scene->error), &scene->error);
    return pulled;
}

Text whole_of(const Introspection *pulled)
{
    assert_int_equal(pulled->files.count, 1);
    return pulled->files.items[0].content;
}

Text blocks_of(const Introspection *pulled)
{
    Text whole = whole_of(pulled);
    for (int settings = 0; settings < 2; settings++) {
        ptrdiff_t end = text_find(whole, "\n}\n");
        expect(end >= 0, "%.*s", TEXT_ARG(whole));
        whole = text_slice(whole, (size_t)end + 3, whole.length);
    }
    return text_trim(whole);
}

Text warnings_of(Scene *scene, const Introspection *pulled)
{
    Buffer out = BUFFER(scene->arena);
    for (list_each(const Warning, warning, &pulled->warnings.list)) {
        buffer_add_format(&out, "%s%s %.*s%s%.*s", out.length ? "\n" : "",
                          warning_name(warning->kind), TEXT_ARG(warning->owner),
                          warning->owner.length ? "." : "", TEXT_ARG(warning->name));
        if (warning->detail.length)
            buffer_add_format(&out, " (%.*s)", TEXT_ARG(warning->detail));
    }
    return buffer_text(&out);
}

void assert_pulled(Scene *scene, const Pulling *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const SqlSchema *live = database_of(scene, rows[i].provider, rows[i].database);
        Text blocks = blocks_of(pull(scene, rows[i].provider, live, rows[i].present));
        expect(text_equal(blocks, with_quotes(scene, rows[i].pulled)),
               "%s: %s\nand: %s\n=>\n%s\ngives:\n%.*s", rows[i].provider, rows[i].database,
               rows[i].present, rows[i].pulled, TEXT_ARG(blocks));
    }
}

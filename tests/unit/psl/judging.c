#include "psl/judging.h"

#include "psl/reading.h"

const Schema *schema_of(Scene *scene, const char *provider, const char *datasource,
                        const char *blocks)
{
    bool is_plain = provider[0] == '-';
    const char *features = "  previewFeatures = [\"views\", \"shardKeys\"]\n";
    Text text = text_format(scene->arena,
                            "datasource db {\n  provider = \"%s\"\n  url = \"x://\"\n%s\n}\n"
                            "generator g {\n  provider = \"x\"\n%s}\n%s\n",
                            provider + is_plain, datasource ? datasource : "",
                            is_plain ? "" : features, blocks);
    return read_schema(scene, text_cstr(scene->arena, text), PRISMA_6);
}

Text wrongs_of(Scene *scene, const Schema *schema)
{
    Buffer out = BUFFER(scene->arena);
    for (list_each(const Diagnostic, diagnostic, &schema->diagnostics.list)) {
        Text text = source_text(&schema->source, diagnostic->span);
        Text line = text_cut(&text, '\n');
        buffer_add_format(&out, "%s%c %.*s", out.length ? " ; " : "",
                          diagnostic->severity == SEVERITY_ERROR ? 'E' : 'W', TEXT_ARG(line));
    }
    return buffer_text(&out);
}

void judge(Scene *scene, const Judged *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const Judged *item = &cases[i];
        Text found =
            wrongs_of(scene, schema_of(scene, item->provider, item->datasource, item->blocks));
        expect(text_is(found, item->wrongs), "%s: %s\nhas: %.*s", item->provider, item->blocks,
               TEXT_ARG(found));
    }
}

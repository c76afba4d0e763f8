#include "reading.h"

#include <string.h>

#include "dialect/providers.h"

Schema *read_schema(Scene *scene, const char *text, PrismaVersion version)
{
    SchemaFiles *files = NEW(scene->arena, SchemaFiles);
    SchemaOptions options = {.providers = dialect_providers, .version = version};
    Schema *schema = NEW(scene->arena, Schema);
    list_add(scene->arena, files, (SchemaFile){TEXT("schema.prisma"), text_from(text)});
    assert_succeeds(schema_read(scene->arena, files, &options, schema, &scene->error),
                    &scene->error);
    return schema;
}

Schema *read_schema_for(Scene *scene, const char *provider, const char *text)
{
    Text whole = text_format(scene->arena,
                             "datasource db {\n  provider = \"%s\"\n  url = env(\"URL\")\n}\n%s",
                             provider, text);
    return read_schema(scene, whole.data, 0);
}

Text found_in(Scene *scene, const Schema *schema)
{
    Buffer *out = NEW(scene->arena, Buffer);
    *out = BUFFER(scene->arena);
    for (list_each(const Diagnostic, diagnostic, &schema->diagnostics.list)) {
        Text text = source_text(&schema->source, diagnostic->span);
        if (out->length > 0)
            buffer_add_string(out, " | ");
        if (diagnostic->severity == SEVERITY_WARNING)
            buffer_add_string(out, "warning: ");
        for (size_t i = 0; i < text.length; i++) {
            if (text.data[i] == '\n')
                buffer_add_string(out, "\\n");
            else
                buffer_add_char(out, text.data[i]);
        }
    }
    return buffer_text(out);
}

void assert_findings(Scene *scene, const char *provider, const Finding *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Schema *schema = provider ? read_schema_for(scene, provider, rows[i].schema)
                                  : read_schema(scene, rows[i].schema, 0);
        Text found = found_in(scene, schema);
        expect(text_is(found, rows[i].found), "found '%.*s' instead of '%s' in:\n%s",
               TEXT_ARG(found), rows[i].found, rows[i].schema);
    }
}

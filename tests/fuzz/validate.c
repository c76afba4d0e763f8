/* Reading, resolving and validating schemas: any bytes, with each provider. What
 * is wrong has a place in the source and words. */
#include <stdlib.h>

#include "base/utf8.h"
#include "dialect/providers.h"
#include "psl/schema.h"
#include "psl/source_lines.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool condition)
{
    if (!condition)
        abort();
}

static void check_diagnostics(Arena *arena, const Schema *schema)
{
    SourceLines lines = source_lines_make(arena, &schema->source);
    const Diagnostics *diagnostics = &schema->diagnostics;
    check(diagnostics->list.count <= diagnostics->error_count + diagnostics->warning_count);
    for (list_each(const Diagnostic, diagnostic, &diagnostics->list)) {
        Span span = diagnostic->span;
        check(span.start <= span.end && span.end <= schema->source.text.length);
        check(diagnostic->message.length > 0 && utf8_first_invalid(diagnostic->message) < 0);
        check(utf8_first_invalid(diagnostic->hint) < 0);
        SourcePlace place = source_lines_place(&lines, span);
        SourcePlace same = source_place(&schema->source, span);
        check(place.file == same.file && place.start == same.start && place.end == same.end);
        check(place.line == same.line && place.column == same.column);
    }
}

static void check_version(Arena *arena, const SchemaFiles *files, PrismaVersion version)
{
    Error error = {.arena = arena};
    SchemaOptions options = {.providers = dialect_providers, .version = version};
    Schema schema;
    if (!schema_read(arena, files, &options, &schema, &error)) {
        check(error.code == ERROR_P1012 && error.message.length > 0);
        return;
    }
    check(schema.datamodel.provider && schema.datamodel.version != 0);
    check_diagnostics(arena, &schema);
}

/* The input, below a datasource of the provider: few inputs would come to have one. */
static Text with_datasource(Arena *arena, const Provider *provider, PrismaVersion version,
                            Text schema)
{
    return text_format(arena, "datasource db {\n  provider = \"%s\"\n%s}\n%.*s", provider->names[0],
                       version == PRISMA_6 ? "  url = \"x\"\n" : "", TEXT_ARG(schema));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    PrismaVersion version = size % 2 ? PRISMA_7 : PRISMA_6;
    Arena *arena = arena_new();
    Text rest = text_copy(arena, (Text){(const char *)data, size});
    Text first = text_cut(&rest, '\1'); /* two files in one input */
    for (const Provider *const *provider = dialect_providers;; provider++) {
        SchemaFiles files = {0};
        Text content = *provider ? with_datasource(arena, *provider, version, first) : first;
        list_add(arena, &files, (SchemaFile){TEXT("a.prisma"), content});
        if (rest.data)
            list_add(arena, &files, (SchemaFile){TEXT("b.prisma"), rest});
        check_version(arena, &files, *provider ? version : 0);
        if (!*provider)
            break;
    }
    arena_free(arena);
    return 0;
}

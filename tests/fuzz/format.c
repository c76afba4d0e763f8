/* Formatting a schema: any bytes that are a schema. What comes out is one, too, and formatting it
 * again comes to rest: Prisma's layout needs a second pass where a block begins on another one's
 * last line, or with attributes and an empty line behind them. */
#include <stdlib.h>

#include "dialect/providers.h"
#include "psl/format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool condition)
{
    if (!condition)
        abort();
}

/* Reads and formats; false when there is nothing to format. */
static bool format(Arena *arena, PrismaVersion version, bool complete, Text *text)
{
    SchemaOptions options = {
        .providers = dialect_providers, .version = version, .keep_layout = true};
    Error error = {.arena = arena};
    SchemaFile file = {TEXT("schema.prisma"), *text};
    SchemaFiles files = {&file, 1, 1};
    SchemaFiles formatted;
    Schema schema;
    if (!schema_read(arena, &files, &options, &schema, &error) || schema.has_syntax_errors)
        return false;
    schema.is_resolved &= complete;
    bool completed;
    if (!schema_format(arena, &schema, &formatted, &completed, &error))
        return false;
    check(formatted.count == 1);
    *text = formatted.items[0].content;
    check(text->length > 0 && text->data[text->length - 1] == '\n');
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_new();
    PrismaVersion version = size % 2 ? PRISMA_6 : PRISMA_7;
    Text text = text_copy(arena, (Text){(const char *)data, size});
    if (format(arena, version, true, &text)) {
        check(format(arena, version, false, &text));
        Text second = text;
        check(format(arena, version, false, &text));
        check(text_equal(text, second));
    }
    arena_free(arena);
    return 0;
}

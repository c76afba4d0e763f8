/* Finding the datasource and generator blocks of a schema: any bytes. */
#include <stdlib.h>

#include "psl/config_blocks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_new();
    Error error = {.arena = arena};
    SchemaFiles files = {0};
    ConfigBlocks blocks = {0};
    Text schema = text_copy(arena, (Text){(const char *)data, size});
    list_add(arena, &files, (SchemaFile){TEXT("schema.prisma"), schema});
    if (!config_blocks_read(arena, &files, &blocks, &error) && error.line == 0)
        abort();
    for (list_each(ConfigBlock, block, &blocks)) {
        if (block->offset >= size)
            abort();
        for (size_t i = 0; i < block->settings.count; i++)
            if (block->settings.items[i].offset > size ||
                !config_setting(block, text_cstr(arena, block->settings.items[i].name)))
                abort();
    }
    arena_free(arena);
    return 0;
}

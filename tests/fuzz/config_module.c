/* Feeds bytes to the reader of configuration modules. */
#include "project/config_module.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_new();
    Error error = {.arena = arena};
    Text source = text_copy(arena, (Text){(const char *)data, size});
    Environment environment = {MAP(arena)};
    ConfigModule module;
    environment_set(&environment, TEXT("DATABASE_URL"), TEXT("postgres://u:p@h/d"));
    config_module_read(arena, TEXT("/nowhere/prisma.config.ts"), source, TEXT("/nowhere"),
                       &environment, &module, &error);
    arena_free(arena);
    return 0;
}

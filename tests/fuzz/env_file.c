/* Feeds bytes to the reader of .env files, and merges what it finds in every way. */
#include "project/env_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_new();
    Text source = text_copy(arena, (Text){(const char *)data, size});
    EnvPairs pairs;
    env_file_parse(arena, source, &pairs);
    for (unsigned how = 0; how < 8; how++) {
        Error error = {.arena = arena};
        Environment environment = {MAP(arena)};
        environment_set(&environment, TEXT("A"), TEXT("${B} $B \\${B}"));
        env_pairs_merge(arena, &pairs, how, &environment, &error);
    }
    arena_free(arena);
    return 0;
}

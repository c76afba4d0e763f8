/* Reading connection strings: any bytes. What is shown of one never holds its password. */
#include <stdlib.h>
#include <string.h>

#include "database/connection.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A mark put where a password stands must not come out. */
static void check_secret(Arena *arena, Text tail)
{
    Text url = text_format(arena, "postgresql://u:S3CRET@%.*s", TEXT_ARG(tail));
    if (text_contains(url_without_secrets(arena, url), "S3CRET"))
        abort();
    url = text_format(arena, "postgresql://u:%.*sS3CRET%.*s@h/db", TEXT_ARG(tail), TEXT_ARG(tail));
    if (text_contains(url_without_secrets(arena, url), "S3CRET"))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_new();
    Error error = {.arena = arena};
    Connection connection;
    Text text = text_copy(arena, (Text){(const char *)data, size});
    if (connection_parse(arena, text, TEXT("/folder"), &connection, &error))
        connection_place(arena, &connection);
    else if (error.code == ERROR_NONE || error.message.length == 0)
        abort();
    if (text_find_char(text, '\0') < 0 && !text_contains(text, "S3CRET"))
        check_secret(arena, text);
    arena_free(arena);
    return 0;
}

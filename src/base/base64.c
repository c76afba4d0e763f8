#include "base/base64.h"

#include <nettle/base64.h>

bool base64_decode(Arena *arena, Text text, Text *bytes)
{
    struct base64_decode_ctx context;
    size_t length = BASE64_DECODE_LENGTH(text.length);
    uint8_t *decoded = arena_alloc(arena, length + 1);
    base64_decode_init(&context);
    if (!base64_decode_update(&context, &length, decoded, text.length, text.data) ||
        !base64_decode_final(&context))
        return false;
    *bytes = (Text){(const char *)decoded, length};
    return true;
}

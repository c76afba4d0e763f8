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

Text base64_encode(Arena *arena, Text bytes)
{
    size_t length = BASE64_ENCODE_RAW_LENGTH(bytes.length);
    char *encoded = arena_alloc(arena, length + 1);
    base64_encode_raw(encoded, bytes.length, (const uint8_t *)bytes.data);
    return (Text){encoded, length};
}

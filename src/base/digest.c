#include "base/digest.h"

#include <sha256.h>

struct Digester {
    SHA2_CTX context;
};

Digester *digester_new(Arena *arena)
{
    Digester *digester = NEW(arena, Digester);
    SHA256Init(&digester->context);
    return digester;
}

void digester_add(Digester *digester, Text text)
{
    if (text.length)
        SHA256Update(&digester->context, (const uint8_t *)text.data, text.length);
}

Digest digester_end(Digester *digester)
{
    Digest digest;
    SHA256Final(digest.bytes, &digester->context);
    return digest;
}

Digest digest_of(const Text *parts, size_t count)
{
    Digester digester;
    SHA256Init(&digester.context);
    for (size_t i = 0; i < count; i++)
        digester_add(&digester, parts[i]);
    return digester_end(&digester);
}

static Text hex(Arena *arena, Digest digest, bool padded)
{
    char *data = arena_alloc(arena, (size_t)DIGEST_SIZE * 2 + 1);
    size_t used = 0;
    for (size_t i = 0; i < DIGEST_SIZE; i++) {
        unsigned value = digest.bytes[i];
        if (padded || value > 0xf)
            data[used++] = "0123456789abcdef"[value >> 4];
        data[used++] = "0123456789abcdef"[value & 0xf];
    }
    return (Text){data, used};
}

Text digest_hex(Arena *arena, Digest digest)
{
    return hex(arena, digest, true);
}

Text digest_hex_unpadded(Arena *arena, Digest digest)
{
    return hex(arena, digest, false);
}

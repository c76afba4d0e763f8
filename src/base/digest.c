#include "base/digest.h"

#include <nettle/sha2.h>

struct Digester {
    struct sha256_ctx context;
};

Digester *digester_new(Arena *arena)
{
    Digester *digester = NEW(arena, Digester);
    sha256_init(&digester->context);
    return digester;
}

void digester_add(Digester *digester, Text text)
{
    if (text.length)
        sha256_update(&digester->context, text.length, (const uint8_t *)text.data);
}

Digest digester_end(Digester *digester)
{
    Digest digest;
    sha256_digest(&digester->context, DIGEST_SIZE, digest.bytes);
    return digest;
}

Digest digester_so_far(const Digester *digester)
{
    Digester copy = *digester;
    return digester_end(&copy);
}

Digest digest_of(const Text *parts, size_t count)
{
    Digester digester;
    sha256_init(&digester.context);
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

/* SHA-256, by nettle, which uses the processor's own instructions where there are some. */
#ifndef DUNLIN_BASE_DIGEST_H
#define DUNLIN_BASE_DIGEST_H

#include "base/text.h"

enum { DIGEST_SIZE = 32 };

typedef struct Digest {
    unsigned char bytes[DIGEST_SIZE];
} Digest;

/* The digest of several texts, one after the other. */
Digest digest_of(const Text *parts, size_t count);

/* A digest that is fed piece by piece. */
typedef struct Digester Digester;
Digester *digester_new(Arena *arena);
void digester_add(Digester *digester, Text text);
Digest digester_end(Digester *digester);

/* The digest of what it was fed until now; it can be fed on. */
Digest digester_so_far(const Digester *digester);

/* 64 lower-case hexadecimal digits. */
Text digest_hex(Arena *arena, Digest digest);

/* The same with no leading zero in any byte: 0x0e is "e". Old Prisma releases wrote this. */
Text digest_hex_unpadded(Arena *arena, Digest digest);

#endif

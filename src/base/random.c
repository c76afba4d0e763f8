#include "base/random.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>

Text random_uuid(Arena *arena)
{
    unsigned char b[16];
    size_t have = 0;
    while (have < sizeof b) {
        ssize_t got = getrandom(b + have, sizeof b - have, 0);
        if (got > 0)
            have += (size_t)got;
        else if (errno != EINTR)
            abort(); /* a kernel without random numbers cannot make a unique name */
    }
    b[6] = (unsigned char)((b[6] & 0x0F) | 0x40);
    b[8] = (unsigned char)((b[8] & 0x3F) | 0x80);
    return text_format(
        arena, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", b[0], b[1],
        b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
}

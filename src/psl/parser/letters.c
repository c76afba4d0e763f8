#include "psl/parser/letters.h"

#include <stddef.h>

/* The first and the last of every run of letters; made by tools/unicode-letters. */
static const uint32_t runs[][2] = {
#include "unicode_letters.inc"
};

bool is_unicode_letter(uint32_t c)
{
    size_t low = 0;
    size_t high = sizeof runs / sizeof runs[0];
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c > runs[middle][1])
            low = middle + 1;
        else if (c < runs[middle][0])
            high = middle;
        else
            return true;
    }
    return false;
}

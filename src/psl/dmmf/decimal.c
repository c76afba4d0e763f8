#include "psl/dmmf/decimal.h"

#include <math.h>

#include "psl/validate/literal.h"

/* A whole number; more than DBL_MAX needs not fit. */
enum { LIMBS = 40 };

typedef struct Whole {
    uint32_t limbs[LIMBS]; /* the lowest first */
    int count;
    bool is_too_large;
} Whole;

static void append_digit(Whole *whole, unsigned digit)
{
    uint64_t carry = digit;
    for (int i = 0; i < whole->count; i++) {
        carry += (uint64_t)whole->limbs[i] * 10;
        whole->limbs[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry == 0)
        return;
    if (whole->count == LIMBS)
        whole->is_too_large = true;
    else
        whole->limbs[whole->count++] = (uint32_t)carry;
}

/* The highest 64 bits, rounded to a double, times the power of two that they stand for; what is
 * below them does not count. */
static double whole_to_double(const Whole *whole)
{
    enum { LIMB_BITS = 32, KEPT = 64 };
    if (whole->is_too_large)
        return INFINITY;
    uint64_t high = 0;
    int below = whole->count * LIMB_BITS; /* the bits that are not in `high` yet */
    for (; below > 0 && high >> (KEPT - 1) == 0; below--)
        high = high << 1 | (whole->limbs[(below - 1) / LIMB_BITS] >> (below - 1) % LIMB_BITS & 1);
    return ldexp((double)high, below);
}

/* By squaring, each step rounded, and the reciprocal of that for negative powers. */
static double power_of_ten(int32_t exponent)
{
    uint32_t rest = exponent < 0 ? 0u - (uint32_t)exponent : (uint32_t)exponent;
    double square = 10;
    double power = 1;
    for (;;) {
        if (rest & 1)
            power *= square;
        rest >>= 1;
        if (rest == 0)
            return exponent < 0 ? 1 / power : power;
        square *= square;
    }
}

double dmmf_decimal(Text text)
{
    Whole whole = {.count = 0};
    uint64_t scale = 0; /* how many of the digits stand behind the point; may wrap around */
    bool behind_point = false;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (c == 'e' || c == 'E') {
            scale -= (uint64_t)literal_integer(text_slice(text, i + 1, text.length));
            break;
        }
        if (c == '.')
            behind_point = true;
        else
            scale += behind_point ? 1 : 0; /* an underscore counts, too */
        if (is_digit(c) && !whole.is_too_large)
            append_digit(&whole, (unsigned)(c - '0'));
    }
    if (whole.count == 0)
        return 0;
    double value = whole_to_double(&whole) * power_of_ten((int32_t)(uint32_t)(0 - scale));
    return text_starts_with(text, "-") ? -value : value;
}

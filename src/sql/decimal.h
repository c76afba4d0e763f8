/* Decimal numbers of any size, as texts. */
#ifndef DUNLIN_SQL_DECIMAL_H
#define DUNLIN_SQL_DECIMAL_H

#include "base/text.h"

/* A copy of the number without exponent, plus sign, underscores and leading zeros: "-1.50E1" as
 * "-15.0". Zeros at the end stay. A number that would get thousands of zeros keeps its exponent.
 * `text` is a valid literal (see psl/validate/literal.h). */
Text decimal_plain(Arena *arena, Text text);

/* True when two plain numbers are the same: "1.5" and "1.500". */
bool decimal_equal(Text a, Text b);

#endif

/* Decimal numbers as the document for generators shows them. */
#ifndef DUNLIN_PSL_DMMF_DECIMAL_H
#define DUNLIN_PSL_DMMF_DECIMAL_H

#include "base/text.h"

/* The number that the reference makes of `-12.50` or `1_000e-3`. It multiplies the digits by a
 * power of ten, so it is not always the nearest one: 0.3 is 0.30000000000000004. Infinite where
 * that is too large. */
double dmmf_decimal(Text text);

#endif

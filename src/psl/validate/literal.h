/* The forms of values in defaults, exactly as the reference reads them. */
#ifndef DUNLIN_PSL_VALIDATE_LITERAL_H
#define DUNLIN_PSL_VALIDATE_LITERAL_H

#include "base/text.h"

/* Digits behind an optional "-" or "+", within 64 bits. */
bool literal_is_integer(Text text);

/* The number of such a literal; 0 when it is none. */
int64_t literal_integer(Text text);

/* A decimal number of any length, perhaps with an exponent; "_" may stand behind a digit. */
bool literal_is_decimal(Text text);

/* RFC 4648's base64, with its padding. */
bool literal_is_base64(Text text);

/* RFC 3339: "2020-03-19T14:21:00.5+02:00". A blank may stand for the "T". */
bool literal_is_time(Text text);

/* RFC 8259, at most 127 deep, with numbers no larger than a double holds. */
bool literal_is_json(Text text);

#endif

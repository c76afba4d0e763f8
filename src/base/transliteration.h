/* Letters of other alphabets in ASCII. */
#ifndef DUNLIN_BASE_TRANSLITERATION_H
#define DUNLIN_BASE_TRANSLITERATION_H

#include "base/buffer.h"

/* Appends the text with what has a customary spelling in ASCII written so: "ü" as "ue", "я" as
 * "ya". All else stays as it is. */
void transliterate(Buffer *out, Text text);

#endif

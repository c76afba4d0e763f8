/* Times as defaults have them: RFC 3339, normalised. */
#ifndef DUNLIN_PSL_DATE_TIME_H
#define DUNLIN_PSL_DATE_TIME_H

#include "base/text.h"

/* `2020-01-01 00:00:00.5Z` as "2020-01-01T00:00:00.500+00:00", with `between` instead of the "T"
 * and `before_offset` before the offset. The fraction has no digits, three, six or nine of them.
 * `text` is valid (see literal.h). */
Text date_time_format(Arena *arena, Text text, const char *between, const char *before_offset);

#endif

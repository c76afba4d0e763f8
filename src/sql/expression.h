/* SQL expressions, as far as two of them can be told to say the same. */
#ifndef DUNLIN_SQL_EXPRESSION_H
#define DUNLIN_SQL_EXPRESSION_H

#include "base/text.h"

/* The expression in one form of the many that PostgreSQL takes for the same: every operation in
 * parentheses, keywords in capitals, names in quotes, `<>` for `!=`, and operands without the types
 * that the server adds to literals ('a'::text). Data is NULL when the text is not understood. */
Text expression_canonical(Arena *arena, Text text);

#endif

/* Texts as the literals of a schema; parser.h reads them. */
#ifndef DUNLIN_PSL_STRING_LITERAL_H
#define DUNLIN_PSL_STRING_LITERAL_H

#include "base/buffer.h"

/* Appends the literal that means the text, with its quotes. */
void string_literal_put(Buffer *out, Text text);

#endif

/* How many columns of a terminal characters take. */
#ifndef DUNLIN_CLI_WIDTH_H
#define DUNLIN_CLI_WIDTH_H

#include "base/text.h"

/* One character as a terminal shows it. */
typedef struct Glyph {
    Text bytes;    /* in the text */
    int columns;   /* 0 for one that joins the character before it, 2 for a wide one */
    bool is_shown; /* false: it would control the terminal, or turn the direction of writing */
} Glyph;

/* The character at the byte `offset`, which is less than the text's length. What is not UTF-8 is a
 * glyph of one byte that is not shown. */
Glyph glyph_at(Text text, size_t offset);

/* The text with U+FFFD for what is not to be shown; line ends stay. */
Text text_shown(Arena *arena, Text text);

#endif

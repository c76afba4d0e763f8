/* UTF-8 as RFC 3629 has it: no surrogates, no overlong forms, nothing above U+10FFFF. */
#ifndef DUNLIN_BASE_UTF8_H
#define DUNLIN_BASE_UTF8_H

#include "base/text.h"

/* The length (1 to 4) of the character at `offset`; 0 when the bytes there are not one. */
size_t utf8_length(Text text, size_t offset);

/* The first byte that is not part of a valid character, or -1. */
ptrdiff_t utf8_first_invalid(Text text);

/* A copy in which every maximal ill-formed part is U+FFFD, as browsers and Node.js decode. */
Text utf8_replace_invalid(Arena *arena, Text text);

/* Without a byte order mark at the start. */
Text utf8_without_mark(Text text);

/* The byte at which the `count`-th character (from 0) begins, or the length. */
size_t utf8_offset(Text text, size_t count);

/* The character at `offset` of a valid text; `length` becomes that of its bytes. */
uint32_t utf8_character(Text text, size_t offset, size_t *length);

/* The whole text in lower case, as Unicode has it for single characters. */
Text utf8_lower(Arena *arena, Text text);

/* Writes a character into `bytes`, which has room for four; returns its length. */
size_t utf8_write(uint32_t character, char *bytes);

#endif

/* Base64 (RFC 4648), by nettle. */
#ifndef DUNLIN_BASE_BASE64_H
#define DUNLIN_BASE_BASE64_H

#include "base/text.h"

/* Decodes into new bytes; false when the text is no base64 with its padding. */
bool base64_decode(Arena *arena, Text text, Text *bytes);

/* Encodes, with padding, into the arena. */
Text base64_encode(Arena *arena, Text bytes);

#endif

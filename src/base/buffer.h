/* A growing text in an arena. Appending cannot fail, so nothing needs checking between appends.
 * A Buffer must not be copied while it is written to. */
#ifndef DUNLIN_BASE_BUFFER_H
#define DUNLIN_BASE_BUFFER_H

#include "base/text.h"

typedef struct Buffer {
    Arena *arena;
    char *data;
    size_t length;
    size_t capacity;
} Buffer;

/* An empty buffer that grows in `arena`. */
#define BUFFER(in_arena) ((Buffer){.arena = (in_arena)})

/* Makes room for `more` bytes at once, where it is known about how many there will be. */
void buffer_reserve(Buffer *buffer, size_t more);

void buffer_add(Buffer *buffer, Text text);
void buffer_add_string(Buffer *buffer, const char *string);
void buffer_add_char(Buffer *buffer, char c);
void buffer_add_format(Buffer *buffer, const char *format, ...) PRINTF_LIKE(2, 3);

/* What was written so far; valid until the next append. A NUL byte follows it. */
Text buffer_text(Buffer *buffer);

/* Forgets what was written and keeps the room. */
void buffer_clear(Buffer *buffer);

#endif

/* Files that are being made: under a name that nobody takes for a whole one, until they are whole.
 * A killed run leaves such a file behind; the next one knows that nobody writes it any more. */
#ifndef DUNLIN_ROLLBACK_BACKUP_PARTIAL_H
#define DUNLIN_ROLLBACK_BACKUP_PARTIAL_H

#include "base/error.h"

typedef struct Partial {
    Text path;      /* what is being made */
    int descriptor; /* keeps it locked, so that others see that it is being made; -1: closed */
} Partial;

/* Makes an empty file in an existing folder, beside where `name` will be. The caller publishes or
 * discards it. D1021 on failure. */
bool partial_make(Arena *arena, Text folder, Text name, Partial *partial, Error *error);

/* Gives the whole file, safely on disk, its place, where it replaces what is there. D1021. */
bool partial_publish(Arena *arena, Partial *partial, Text path, Error *error);

/* Takes it away, with SQLite's files beside it. Does nothing when it was published. */
void partial_discard(Arena *arena, Partial *partial);

/* Takes away what killed runs have left in a folder. What cannot be looked at stays. */
void partial_clean(Arena *arena, Text folder);

/* Writes a text under such a name, and publishes it. D1021 on failure. */
bool partial_write(Arena *arena, Text path, Text content, Error *error);

/* Waits until what happened to names in a folder is on disk. */
void folder_sync(Arena *arena, Text folder);

#endif

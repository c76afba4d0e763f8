/* Checksums of migration scripts, as _prisma_migrations keeps them. */
#ifndef DUNLIN_HISTORY_CHECKSUM_H
#define DUNLIN_HISTORY_CHECKSUM_H

#include "base/error.h"

/* SHA-256 of the script's bytes, in 64 lower-case hexadecimal digits. */
Text checksum_of(Arena *arena, Text script);

/* Does the file match a stored checksum? True also when it does with other line ends, when the
 * checksum was written by an old release without zero padding, and when bytes that are not UTF-8
 * were replaced before hashing, as Node.js does. The file is read piece by piece, whatever its
 * size. Sets `matches`; D1007 when the file cannot be read. */
bool checksum_matches_file(Arena *arena, Text path, Text stored, bool *matches, Error *error);

/* The same for a script that is at hand. */
bool checksum_matches_text(Arena *arena, Text script, Text stored);

/* The quick answer for the usual case: does migration.sql in the sub-folder `name` of the open
 * folder hash to exactly the stored checksum? False says nothing: ask checksum_matches_file(). */
bool checksum_matches_at(Arena *arena, int folder, Text name, Text stored);

#endif

/* The one clock. Times are milliseconds since 1970-01-01 00:00:00 UTC. */
#ifndef DUNLIN_BASE_CLOCK_H
#define DUNLIN_BASE_CLOCK_H

#include "base/text.h"

int64_t clock_now(void);

/* Makes clock_now() start at `milliseconds` and advance by one at each call; for tests. */
void clock_set(int64_t milliseconds);

/* Milliseconds of a clock that never jumps; for measuring and for waiting. */
int64_t clock_monotonic(void);

void clock_sleep(int64_t milliseconds);

/* "2026-11-21 01:38:30.072", in UTC. */
Text clock_format(Arena *arena, int64_t milliseconds);

/* Reads "YYYY-MM-DD HH:MM:SS[.fff]" and RFC 3339 ("T", "Z" or "+hh:mm"), and RFC 2822
 * ("Sat, 21 Nov 2026 01:38:30 +0000"). Without a zone UTC is meant. */
bool clock_parse(Text text, int64_t *milliseconds);

/* Reads a duration: "30s", "500ms", "2m", "1h", "30d", "1m30s"; a bare number means seconds. */
bool duration_parse(Text text, int64_t *milliseconds);

#endif

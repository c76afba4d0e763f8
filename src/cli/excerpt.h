/* A line of a file with a part of it underlined. */
#ifndef DUNLIN_CLI_EXCERPT_H
#define DUNLIN_CLI_EXCERPT_H

#include "base/buffer.h"

/* How excerpts look. */
typedef struct ExcerptLook {
    int gutter;      /* columns for the line number */
    size_t width;    /* columns of the terminal */
    const char *dim; /* escape codes, or empty strings */
    const char *mark;
    const char *plain;
} ExcerptLook;

/* Appends a line of a file and, on the next, marks under the bytes from `start` to `end`:
 *
 *     12 |   name Strin
 *        |        ^^^^^
 *
 * Passwords in connection strings are hidden, tabs become blanks, and a line that is too wide for
 * the terminal is cut around the marks. */
void excerpt_add(Buffer *out, const ExcerptLook *look, size_t number, Text line, size_t start,
                 size_t end);

/* Appends the sign for lines that are left out. */
void excerpt_add_gap(Buffer *out, const ExcerptLook *look);

#endif

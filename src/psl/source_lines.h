/* Finding lines and columns in a large source without counting from its beginning each time. */
#ifndef DUNLIN_PSL_SOURCE_LINES_H
#define DUNLIN_PSL_SOURCE_LINES_H

#include "psl/source.h"

/* What lies before every so many bytes of a source. */
typedef struct SourceCount {
    uint32_t lines;
    uint32_t characters;
    uint32_t units;      /* of UTF-16 */
    uint32_t line_start; /* of the line that it is in */
} SourceCount;

typedef struct SourceLines {
    const Source *source;
    const SourceCount *counts;
} SourceLines;

/* Counts once through the source, which must outlive the result. */
SourceLines source_lines_make(Arena *arena, const Source *source);

/* The same as source_place(). */
SourcePlace source_lines_place(const SourceLines *lines, Span span);

/* The line that holds the byte at `offset`, without its line end. */
Span source_lines_at(const SourceLines *lines, uint32_t offset);

#endif

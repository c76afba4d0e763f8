/* What is wrong with a schema: errors and warnings, each with its place. */
#ifndef DUNLIN_PSL_DIAGNOSTIC_H
#define DUNLIN_PSL_DIAGNOSTIC_H

#include "psl/source.h"

typedef enum Severity {
    SEVERITY_ERROR,
    SEVERITY_WARNING,
} Severity;

typedef struct Diagnostic {
    Severity severity;
    Span span;
    Text message; /* lower case, no full stop, names in single quotes */
    Text hint;    /* what to do, or empty */
} Diagnostic;

typedef struct Diagnostics {
    Arena *arena;
    LIST_OF(Diagnostic)
    list; /* in the order in which they were found; the first DIAGNOSTICS_KEPT */
    size_t error_count;
    size_t warning_count;
} Diagnostics;

/* More than these are counted but not kept. */
#define DIAGNOSTICS_KEPT 10000

#define DIAGNOSTICS(in_arena) ((Diagnostics){.arena = (in_arena)})

void diagnose_error(Diagnostics *diagnostics, Span span, const char *format, ...) PRINTF_LIKE(3, 4);
void diagnose_warning(Diagnostics *diagnostics, Span span, const char *format, ...)
    PRINTF_LIKE(3, 4);

/* Counts errors that nobody has kept. */
void diagnose_more_errors(Diagnostics *diagnostics, size_t count);

/* Adds a hint to the latest diagnostic. */
void diagnose_hint(Diagnostics *diagnostics, const char *format, ...) PRINTF_LIKE(2, 3);

#endif

/* Errors are values: a code, what happened, where, the database's own words, and what to do next.
 *
 * A function that can fail takes an Error as its last parameter and returns false or NULL after
 * filling it. Nothing below cli/ prints one. No secret may be put into one. */
#ifndef DUNLIN_BASE_ERROR_H
#define DUNLIN_BASE_ERROR_H

#include "base/text.h"

typedef enum ErrorCode {
    ERROR_NONE,
#define ERROR(code, meaning) ERROR_##code,
#include "base/errors.def"
#undef ERROR
    ERROR_COUNT
} ErrorCode;

/* One field of the payload that Prisma gives with the code, such as `migration_name`: a text, or a
 * list of texts. */
typedef struct ErrorField {
    const char *name;
    Text value;
    bool is_list;
    TextList values;
} ErrorField;

typedef struct Error {
    Arena *arena; /* holds the texts; set it before the error is handed out */
    ErrorCode code;
    Text message;       /* what happened: lower case, no full stop */
    Text detail;        /* more about it; may have several lines */
    Text hint;          /* what to do next; commands stand on lines of their own */
    Text database_code; /* SQLSTATE or the library's result code */
    Text database_text; /* the database's own message */
    Text file;          /* where, if in a file */
    size_t line;        /* from 1; 0: not known */
    size_t column;      /* from 1, in characters */
    Text excerpt;       /* that line of the file */
    LIST_OF(ErrorField) fields;
} Error;

/* "P3009"; the empty string for ERROR_NONE. */
const char *error_code_name(ErrorCode code);

/* The meaning of the code in one phrase. */
const char *error_code_meaning(ErrorCode code);

/* Fills the error and returns false, so that it can stand in a `return`. What an earlier failure
 * had put there is forgotten. */
bool fail(Error *error, ErrorCode code, const char *format, ...) PRINTF_LIKE(3, 4);

/* Each adds to a filled error and returns false. */
bool error_hint(Error *error, const char *format, ...) PRINTF_LIKE(2, 3);
bool error_detail(Error *error, const char *format, ...) PRINTF_LIKE(2, 3);
bool error_field(Error *error, const char *name, Text value);
bool error_list_field(Error *error, const char *name, const TextList *values);

#endif

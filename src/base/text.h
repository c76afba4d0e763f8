/* Text: a view of bytes with a length. It never owns its bytes; they live in an arena, a file
 * buffer or the program itself, and may hold any byte. */
#ifndef DUNLIN_BASE_TEXT_H
#define DUNLIN_BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"

typedef struct Text {
    const char *data;
    size_t length;
} Text;

typedef LIST_OF(Text) TextList;

/* A Text of a string literal. */
#define TEXT(literal) ((Text){"" literal, sizeof(literal) - 1})
/* For printf's "%.*s"; the argument is evaluated twice. */
#define TEXT_ARG(text) (int)(text).length, (text).data

#if defined(__GNUC__)
#define PRINTF_LIKE(template, first) __attribute__((format(printf, template, first)))
#else
#define PRINTF_LIKE(template, first)
#endif

/* A view of a NUL-terminated string; NULL gives the empty text. */
Text text_from(const char *string);

/* A copy in the arena, followed by a NUL byte that is not counted. */
Text text_copy(Arena *arena, Text text);

/* The same as a C string. Bytes behind a NUL inside the text are lost to the reader of the string,
 * so check for them where it matters. */
char *text_cstr(Arena *arena, Text text);

/* printf into the arena. */
Text text_format(Arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
Text text_format_list(Arena *arena, const char *format, va_list arguments) PRINTF_LIKE(2, 0);

/* The text as one word of a shell: in single quotes unless it is plain. */
Text text_shell_word(Arena *arena, Text text);

static inline bool text_equal(Text a, Text b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}
bool text_is(Text a, const char *string);
bool text_equal_ignoring_case(Text a, Text b); /* ASCII letters only */
/* A number for hash tables; the same in one run only. */
uint64_t text_hash(Text text);
int text_compare(Text a, Text b); /* by bytes, as memcmp() */
bool text_starts_with(Text text, const char *prefix);
bool text_ends_with(Text text, const char *suffix);
bool text_contains(Text text, const char *part);

/* How many letters have to be put in, taken out or changed to make one of the other (Levenshtein),
 * however they are cased. Neither is longer than TEXT_DISTANCE_LONGEST bytes. */
enum { TEXT_DISTANCE_LONGEST = 128 };
size_t text_distance(Text a, Text b);

/* True when one was probably meant to be the other: not the same, but one or two letters away,
 * however they are cased. Long texts are never. */
bool text_is_near(Text a, Text b);

/* Where `part` first begins, or -1. */
ptrdiff_t text_find(Text text, const char *part);
ptrdiff_t text_find_char(Text text, char c);
ptrdiff_t text_find_last_char(Text text, char c);

/* The bytes from `from` up to `to` (exclusive); both are cut to the length. */
Text text_slice(Text text, size_t from, size_t to);

/* Without blanks, tabs and line ends at both ends. */
Text text_trim(Text text);

/* Splits at the first `separator`: the part before it is returned, `rest` becomes what follows.
 * Without a separator all of it is returned and `rest` becomes empty with data NULL. */
Text text_cut(Text *rest, char separator);

/* Reads a whole decimal number that fits; false when the text is anything else. */
bool text_to_int64(Text text, int64_t *value);

/* Line and column (both from 1; the column counts characters, not bytes) of a byte. */
void text_position(Text text, size_t offset, size_t *line, size_t *column);

/* The line, without its line end, that holds the byte at `offset`. */
Text text_line_at(Text text, size_t offset);

bool is_space(char c);
bool is_digit(char c);
bool is_letter(char c);
bool is_word(char c); /* letter, digit or underscore */
char to_lower(char c);

#endif

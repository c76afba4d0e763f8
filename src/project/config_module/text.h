/* Texts as JavaScript sees them: what counts as white space, and how a number is written. Source of
 * facts: ECMA-262, and Node.js 20. */
#ifndef DUNLIN_PROJECT_CONFIG_MODULE_TEXT_H
#define DUNLIN_PROJECT_CONFIG_MODULE_TEXT_H

#include "base/text.h"

/* The bytes of the white space or line end at `offset`, as `\s` of a regular expression has it; 0
 * when there is none. `text` is UTF-8. */
size_t script_space(Text text, size_t offset);

/* The bytes of the line end at `offset` (LF, CR, U+2028, U+2029); 0 when there is none. */
size_t script_line_end(Text text, size_t offset);

/* The first byte from `offset` on that is no white space, or the length. */
size_t script_skip_space(Text text, size_t offset);

/* What String.prototype.trim() leaves; a view. */
Text script_trim(Text text);

/* No text that is computed may become longer than this. */
enum { SCRIPT_TEXT_LIMIT = 1024 * 1024 };

/* `text` with the first `pattern` in it replaced by what String.prototype.replace() would put
 * there: "$$", "$&", "$`" and "$'" in `replacement` have their meaning. `all`: every pattern, as
 * replaceAll(). False when the result would be longer than SCRIPT_TEXT_LIMIT; else it lives in
 * `arena`. */
bool script_replace(Arena *arena, Text text, Text pattern, Text replacement, bool all,
                    Text *result);

/* Number to text. False for the numbers that need an exponent or are not finite. */
bool script_number_text(Arena *arena, double number, Text *text);

/* Text to number, as Number() does: decimal, 0x, 0b and 0o; blank is 0. False when it is none. */
bool script_number(Text text, double *number);

/* What the inside of a string or a template stands for: escapes are resolved, line ends are LF. */
Text script_unescape(Arena *arena, Text inside);

/* Writes a code point as UTF-8 to `out` (room for 4 bytes) and returns how many bytes it took; a
 * surrogate or a value above U+10FFFF becomes U+FFFD. */
size_t script_encode(uint32_t code, char *out);

#endif

/* Letters of all scripts. */
#ifndef DUNLIN_PSL_PARSER_LETTERS_H
#define DUNLIN_PSL_PARSER_LETTERS_H

#include <stdbool.h>
#include <stdint.h>

/* True for Unicode's general category L. */
bool is_unicode_letter(uint32_t c);

#endif

/* The tokens of the Prisma schema language. */
#ifndef DUNLIN_PSL_LEXER_H
#define DUNLIN_PSL_LEXER_H

#include "base/text.h"

typedef enum PslTokenKind {
    PSL_END,
    PSL_NEW_LINE,
    PSL_NAME,   /* letters, digits, '_' and '-', beginning with a letter or '_' */
    PSL_STRING, /* with its quotes; one that is not closed ends before its line does */
    PSL_NUMBER,
    PSL_COMMENT, /* "//" to the end of the line, or between slash-star and star-slash */
    PSL_SYMBOL,  /* one character of anything else */
} PslTokenKind;

typedef struct PslToken {
    PslTokenKind kind;
    size_t start;
    size_t end;
} PslToken;

/* The token at or after `from`; blanks other than line ends are passed over. */
PslToken psl_token(Text schema, size_t from);

/* True for a symbol of one character. */
bool psl_token_is(Text schema, PslToken token, char symbol);

/* What a string token stands for: without quotes, with escapes resolved. */
Text psl_string(Arena *arena, Text schema, PslToken token);

#endif

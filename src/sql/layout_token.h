/* Pieces of a query for its layout (see layout.h). They are cut as Prisma's formatter does it,
 * which is not how a database reads them: "#" begins a comment, "[" a name in brackets. */
#ifndef DUNLIN_SQL_LAYOUT_TOKEN_H
#define DUNLIN_SQL_LAYOUT_TOKEN_H

#include "base/text.h"

typedef enum LayoutTokenKind {
    LAYOUT_SPACE,
    LAYOUT_STRING, /* in quotes of any kind, or in brackets */
    LAYOUT_NUMBER,
    LAYOUT_NAME,
    LAYOUT_OPERATOR,
    LAYOUT_OPEN,  /* a parenthesis or CASE */
    LAYOUT_CLOSE, /* a parenthesis or END */
    LAYOUT_LINE_COMMENT,
    LAYOUT_BLOCK_COMMENT,
    LAYOUT_PLACEHOLDER,
    LAYOUT_WORD,           /* one of layout_words.def that stands within a line */
    LAYOUT_NEW_LINE,       /* one that begins a line */
    LAYOUT_TOP_LEVEL,      /* one that stands on a line of its own, with lines below it */
    LAYOUT_TOP_LEVEL_FLAT, /* one on a line of its own */
} LayoutTokenKind;

typedef struct LayoutToken {
    LayoutTokenKind kind;
    Text text;
} LayoutToken;

/* The token at the beginning of `rest`, which is not empty, behind the token `before` (or NULL, or
 * spaces); it is taken off. */
LayoutToken layout_token(Text *rest, const LayoutToken *before);

#endif

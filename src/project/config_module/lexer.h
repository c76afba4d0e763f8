/* The tokens of a JavaScript or TypeScript file. Brackets are matched while reading, so whoever
 * uses the tokens can step over any part of the file without understanding it. */
#ifndef DUNLIN_PROJECT_CONFIG_MODULE_LEXER_H
#define DUNLIN_PROJECT_CONFIG_MODULE_LEXER_H

#include "base/error.h"

/* Brackets may not be nested deeper than this. */
enum { SCRIPT_NESTING_LIMIT = 200 };

typedef enum ScriptTokenKind {
    SCRIPT_END,
    SCRIPT_NAME, /* also keywords, and "#private" */
    SCRIPT_NUMBER,
    SCRIPT_STRING,
    SCRIPT_TEMPLATE, /* one piece: from "`" or "}" to "${" or "`" */
    SCRIPT_REGEX,
    SCRIPT_SIGN, /* ">" always stands alone */
} ScriptTokenKind;

typedef struct ScriptToken {
    ScriptTokenKind kind;
    bool after_line_end; /* a line end stands before it */
    bool is_first;       /* of a template: begins with "`" */
    bool is_last;        /* of a template: ends with "`" */
    Text text;           /* as written */
    Text value;          /* strings and templates: what they stand for; may be another arena's */
    size_t partner;      /* brackets: the other one; the first piece of a template: its last one */
} ScriptToken;

typedef struct ScriptTokens {
    ScriptToken *items; /* the last one is SCRIPT_END */
    size_t count;
    size_t capacity;
} ScriptTokens;

/* Splits `source` into tokens, which refer to it and live in `arena`. D1003 with the place, when a
 * string, a comment or a bracket is not closed, or when brackets are nested too deeply. */
bool script_tokens(Arena *arena, Text path, Text source, ScriptTokens *tokens, Error *error);

/* Fails with D1003 at a byte of the file: line, column and the line itself, without passwords. */
bool script_fail(Error *error, Text path, Text source, size_t offset, const char *message);

bool script_token_is(const ScriptToken *token, const char *text); /* a name or a sign */

#endif

/* Text to syntax tree. */
#ifndef DUNLIN_PSL_PARSER_H
#define DUNLIN_PSL_PARSER_H

#include "psl/ast.h"
#include "psl/diagnostic.h"

/* Deeper nesting of expressions is an error. */
#define EXPRESSION_DEPTH_LIMIT 200

typedef enum ParseOption {
    PARSE_LAYOUT = 1 << 0,  /* fill Ast.layout, too */
    PARSE_OBJECTS = 1 << 1, /* read objects, which are not of the language before version 7 */
} ParseOption;

/* Parses all files of the source. It goes on behind what it cannot read, which becomes a
 * diagnostic. `options` are ParseOptions. */
void ast_parse(Arena *arena, const Source *source, int options, Ast *ast, Diagnostics *diagnostics);

/* What a string literal, which stands in a tree with its quotes, means. It is a view of `literal`
 * where nothing in it is escaped. */
Text string_literal_value(Arena *arena, Text literal);

#endif

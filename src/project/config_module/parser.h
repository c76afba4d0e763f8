/* What the files of the parser of configuration modules share. */
#ifndef DUNLIN_PROJECT_CONFIG_MODULE_PARSER_H
#define DUNLIN_PROJECT_CONFIG_MODULE_PARSER_H

#include "project/config_module/tree.h"

typedef struct ScriptParser {
    Arena *arena;
    Text source;
    const ScriptToken *tokens;
    size_t at;
    unsigned depth; /* of calls of the parser in itself */
    bool failed;    /* an expression was not understood; the statement decides what to do */
} ScriptParser;

enum { SCRIPT_DEPTH_LIMIT = 300, SCRIPT_HEIGHT_LIMIT = 600 };

static inline const ScriptToken *script_here(const ScriptParser *parser)
{
    return &parser->tokens[parser->at];
}

bool script_at(const ScriptParser *parser, const char *text);
bool script_accept(ScriptParser *parser, const char *text);

/* Like script_accept(); marks the parser as failed when something else stands there. */
bool script_expect(ScriptParser *parser, const char *text);

/* True where something ends that began outside of what is being parsed: at a closing bracket, at
 * the rest of a template, at the end. Nothing may step over such a token but who stepped over its
 * opening one. */
bool script_at_closer(const ScriptParser *parser);

/* The index behind a token; behind the closing bracket when it is an opening one. Stays at the end.
 */
size_t script_behind(const ScriptParser *parser, size_t index);

ScriptNode *script_node(ScriptParser *parser, ScriptNodeKind kind);

/* Ends a node at the present token and returns it. */
ScriptNode *script_done(ScriptParser *parser, ScriptNode *node);

/* A node of the present token, which is stepped over. */
ScriptNode *script_token_node(ScriptParser *parser, ScriptNodeKind kind, Text text);

/* A node that begins where `part`, its first part, begins. */
ScriptNode *script_node_around(ScriptParser *parser, ScriptNodeKind kind, ScriptNode *part);

/* An unknown node; marks the parser as failed. */
ScriptNode *script_failure(ScriptParser *parser);

/* An expression without commas outside of brackets, and one with. On failure parser->failed is set
 * and the node is unknown. */
ScriptNode *script_parse_expression(ScriptParser *parser);
ScriptNode *script_parse_sequence(ScriptParser *parser);

/* The same inside of brackets; what is not understood up to the next "," or the closing bracket is
 * stepped over and becomes an unknown node. */
ScriptNode *script_parse_value(ScriptParser *parser);

/* A name, or {…} or […] of names, with their defaults. */
ScriptNode *script_parse_pattern(ScriptParser *parser);

/* A function from the word "function" on, or from its parameters on. */
ScriptNode *script_parse_function(ScriptParser *parser);
ScriptNode *script_parse_function_rest(ScriptParser *parser, ScriptNode *function);

/* The function that begins here with "=>" behind its parameters, or NULL. */
ScriptNode *script_parse_arrow(ScriptParser *parser);

/* An object, an array, a template, with the present token as its first. */
ScriptNode *script_parse_object(ScriptParser *parser);
ScriptNode *script_parse_array(ScriptParser *parser);
ScriptNode *script_parse_template(ScriptParser *parser);
void script_parse_arguments(ScriptParser *parser, ScriptNode *call);

/* A statement; {…} with its statements. */
ScriptNode *script_parse_statement(ScriptParser *parser);
ScriptNode *script_parse_block(ScriptParser *parser);

ScriptNode *script_parse_import(ScriptParser *parser);
ScriptNode *script_parse_export(ScriptParser *parser);

/* True when a statement can end before the present token, as far as the line ends tell. */
bool script_statement_ends(const ScriptParser *parser);

/* Ends a statement at the present token; one that was not understood is skipped. */
ScriptNode *script_end_statement(ScriptParser *parser, ScriptNode *node);

/* Goes back to `begin` and steps over a statement that is not understood: up to a ";", a "}" or a
 * line that cannot belong to it. */
ScriptNode *script_skip_statement(ScriptParser *parser, size_t begin, const char *what);

/* The index behind the type that begins at `index`, or `index` when there is none. */
size_t script_skip_type(const ScriptParser *parser, size_t index);

/* The index behind "<…>" that begins at `index`, or `index` when that is no list of types. */
size_t script_skip_type_arguments(const ScriptParser *parser, size_t index);

#endif

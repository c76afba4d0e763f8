/* The syntax tree of a configuration module. What the parser does not know becomes a node of its
 * own (SCRIPT_NODE_UNKNOWN, SCRIPT_NODE_SKIPPED), so that the rest of the file can still be
 * evaluated. */
#ifndef DUNLIN_PROJECT_CONFIG_MODULE_TREE_H
#define DUNLIN_PROJECT_CONFIG_MODULE_TREE_H

#include "project/config_module/lexer.h"

typedef enum ScriptNodeKind {
    /* expressions */
    SCRIPT_NODE_UNKNOWN,     /* text: what it is, for people */
    SCRIPT_NODE_TEXT,        /* text */
    SCRIPT_NODE_NUMBER,      /* text: as written */
    SCRIPT_NODE_NAME,        /* text; also true, null, this */
    SCRIPT_NODE_TEMPLATE,    /* items: texts and expressions by turns */
    SCRIPT_NODE_OBJECT,      /* items: PAIR, SPREAD */
    SCRIPT_NODE_ARRAY,       /* items: expressions, SPREAD, NULL for a hole */
    SCRIPT_NODE_PAIR,        /* text or a: name, b: value or pattern, c: default; flag: getter */
    SCRIPT_NODE_SPREAD,      /* a */
    SCRIPT_NODE_MEMBER,      /* a: object; text or b: name; flag: optional */
    SCRIPT_NODE_CALL,        /* a: function, items; flag: optional */
    SCRIPT_NODE_NEW,         /* a: class, items */
    SCRIPT_NODE_UNARY,       /* text: operator, a */
    SCRIPT_NODE_BINARY,      /* text: operator, a, b; also && || ?? and "," */
    SCRIPT_NODE_CONDITIONAL, /* a, b, c */
    SCRIPT_NODE_ASSIGN,      /* text: operator, a: target, b: value */
    SCRIPT_NODE_FUNCTION,    /* text: name or empty; items: PAIR or SPREAD with patterns; a: body */
    SCRIPT_NODE_IMPORT_META,
    /* statements */
    SCRIPT_NODE_BLOCK,          /* items */
    SCRIPT_NODE_VARIABLES,      /* items: PAIR with b: pattern, c: initial value */
    SCRIPT_NODE_EXPRESSION,     /* a */
    SCRIPT_NODE_RETURN,         /* a or NULL */
    SCRIPT_NODE_IF,             /* a, b, c or NULL */
    SCRIPT_NODE_FOR_OF,         /* a: list, b: pattern, c: statement */
    SCRIPT_NODE_TRY,            /* a: block, b: handler or NULL, c: last block or NULL */
    SCRIPT_NODE_THROW,          /* a */
    SCRIPT_NODE_IMPORT,         /* text: module; items: PAIR with text: what, b: local name */
    SCRIPT_NODE_EXPORT_DEFAULT, /* a */
    SCRIPT_NODE_SKIPPED,        /* text: what it is; first, last: its tokens */
} ScriptNodeKind;

typedef struct ScriptNode ScriptNode;
typedef LIST_OF(ScriptNode *) ScriptNodes;
struct ScriptNode {
    ScriptNodeKind kind;
    bool flag;
    unsigned height; /* the longest way down */
    size_t offset;   /* its first byte in the file */
    size_t first;    /* its tokens, from here */
    size_t last;     /* up to here, exclusive */
    Text text;
    ScriptNode *a, *b, *c;
    ScriptNodes items;
};

/* The names that an import takes a whole module by. */
#define SCRIPT_WHOLE_MODULE "*"

/* Parses the tokens of a file into a block of statements. Never fails: what is not understood is
 * marked in the tree. Everything lives in `arena`. */
ScriptNode *script_parse(Arena *arena, Text source, const ScriptTokens *tokens);

#endif

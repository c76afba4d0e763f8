/* The syntax tree of a schema. Every node keeps its place; names and values are views of the
 * source, so the source must live as long as the tree. Lines that are no Prisma schema have been
 * reported and are not in it. */
#ifndef DUNLIN_PSL_AST_H
#define DUNLIN_PSL_AST_H

#include "psl/source.h"

typedef enum ExpressionKind {
    EXPRESSION_NUMBER,   /* text: as written */
    EXPRESSION_STRING,   /* text: without quotes, escapes resolved */
    EXPRESSION_CONSTANT, /* text: a name or a path of names, as written */
    EXPRESSION_FUNCTION, /* text: its name, and `arguments` */
    EXPRESSION_ARRAY,    /* `items` and `item_count` */
    EXPRESSION_OBJECT,   /* {name: value}, of version 7: `arguments` */
} ExpressionKind;

typedef struct Expression {
    ExpressionKind kind;
    uint32_t item_count;
    Span span; /* a string's includes its quotes */
    Text text;
    union {
        const struct ArgumentList *arguments;
        const struct Expression *items;
    };
} Expression;

/* The word `null`, which only conditions of indexes know. */
static inline bool expression_is_null(const Expression *value)
{
    return value->kind == EXPRESSION_CONSTANT && text_is(value->text, "null");
}

typedef struct Argument {
    Span name; /* none for one without name */
    Span span;
    Expression value;
} Argument;

/* What stands between parentheses. */
typedef struct ArgumentList {
    const Argument *items;
    const Span *empty; /* names without a value: `map:` */
    uint32_t count;
    uint32_t empty_count;
    Span trailing_comma; /* or none */
} ArgumentList;

typedef struct AstAttribute {
    Span name; /* without "@" and "@@" */
    /* From its "@"; blanks behind a name without parentheses count, and so do those behind a
     * block's attribute, with its comment. */
    Span span;
    Span comment_behind;           /* of a block's attribute, or none */
    const ArgumentList *arguments; /* never NULL; without parentheses it is empty */
} AstAttribute;

typedef enum Arity {
    ARITY_REQUIRED,
    ARITY_OPTIONAL,
    ARITY_LIST,
} Arity;

/* A field of a model, view or composite type, or a value of an enum. */
typedef struct AstField {
    Span name;
    Span span; /* up to and with its line end */
    Span type; /* its name; with Unsupported("x"), the string with its quotes; none for enum values
                */
    Span type_span;      /* all of it: `String[]`, `Unsupported("x")?` */
    Span comment_before; /* the comments that belong to it, or none */
    Span comment_behind; /* on its line, or none */
    const AstAttribute *attributes;
    uint32_t attribute_count;
    Arity arity : 8;
    bool is_unsupported; /* Unsupported("...") */
} AstField;

/* A line of a datasource or generator. */
typedef struct AstProperty {
    Span name;
    Span span; /* with blanks and a comment behind it */
    Span comment_behind;
    const Expression *value; /* NULL: none was written */
} AstProperty;

typedef enum BlockKind {
    BLOCK_MODEL,
    BLOCK_VIEW,
    BLOCK_TYPE, /* a composite type */
    BLOCK_ENUM,
    BLOCK_DATASOURCE,
    BLOCK_GENERATOR,
} BlockKind;

typedef struct AstBlock {
    BlockKind kind;
    uint32_t field_count;
    uint32_t attribute_count;
    uint32_t property_count;
    Span name;
    Span span;     /* from its keyword to its "}" */
    Span contents; /* between the braces */
    Span comment_before;
    const AstField *fields;
    const AstAttribute *attributes;
    const AstProperty *properties;
} AstBlock;

/* What follows what, for the formatter: filled only when asked for. */
typedef enum LayoutKind {
    LAYOUT_BLOCK, /* index: of the block; its own items follow, up to LAYOUT_BLOCK_END */
    LAYOUT_BLOCK_END,
    LAYOUT_FIELD, /* index: within the block's fields */
    LAYOUT_ATTRIBUTE,
    LAYOUT_PROPERTY,
    LAYOUT_COMMENTS,    /* one or more comments, each with its line end */
    LAYOUT_EMPTY_LINES, /* one or more lines of blanks, with the last one's line end */
    LAYOUT_INVALID,     /* a line or a block that was reported */
} LayoutKind;

typedef struct LayoutItem {
    LayoutKind kind;
    uint32_t index;
    Span span;
} LayoutItem;

typedef struct Ast {
    const Source *source;
    const AstBlock *const *blocks; /* of all files, in order */
    uint32_t block_count;
    LIST_OF(LayoutItem) layout;
    bool has_objects;     /* an EXPRESSION_OBJECT was read somewhere */
    bool has_odd_names;   /* a name begins with a digit or has a '-' in it */
    uint32_t index_count; /* of attributes that are ids, uniques and indexes by their names */
} Ast;

/* The words of comments: of "///" and slash-star ones, a line each, or empty. */
Text ast_documentation(Arena *arena, const Ast *ast, Span comments);

/* A field's documentation, from before and behind it. */
Text ast_field_documentation(Arena *arena, const Ast *ast, const AstField *field);

#endif

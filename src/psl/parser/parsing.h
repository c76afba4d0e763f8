/* What the files of the parser share: a place in the text, and what was found so far.
 *
 * The language is given by a grammar of ordered choices: a rule either matches and moves on, or
 * leaves the place as it was. Blanks between the parts of a rule are passed over; line ends are not
 * blanks. */
#ifndef DUNLIN_PSL_PARSER_PARSING_H
#define DUNLIN_PSL_PARSER_PARSING_H

#include <string.h>

#include "psl/parser.h"

typedef enum SyntaxFault {
    FAULT_LINE,           /* outside of blocks */
    FAULT_BLOCK,          /* name { ... } */
    FAULT_TYPE_ALIAS,     /* type A = B */
    FAULT_FIELD_LINE,     /* in a model, view or type */
    FAULT_VALUE_LINE,     /* in an enum */
    FAULT_PROPERTY_LINE,  /* in a datasource or generator */
    FAULT_NO_TYPE,        /* a field without a type */
    FAULT_COLON,          /* name: Type */
    FAULT_BANG,           /* Type! */
    FAULT_BRACKETS,       /* [Type] */
    FAULT_OPTIONAL_LIST,  /* Type[]? */
    FAULT_ESCAPE,         /* in a string */
    FAULT_UNICODE_ESCAPE, /* in a string */
    FAULT_TYPE_ATTRIBUTE, /* a block attribute in a composite type */
    FAULT_TYPE_FIELD,     /* a field attribute that a composite type may not have */
    FAULT_DEPTH,          /* an expression nested too deeply */
} SyntaxFault;

typedef struct Fault {
    SyntaxFault fault;
    Span span;
    Text about; /* a name that belongs to it */
} Fault;

/* Lists that grow while their rules are tried live in `scratch` and are copied to `arena` once they
 * are whole; so `arena` can be rewound when a rule fails after all. */
typedef struct Parser {
    Arena *arena;
    Arena *scratch;
    const char *text; /* of the source */
    uint32_t place;
    uint32_t end; /* of the file that is read */
    uint32_t depth;
    bool too_deep;
    bool keep_layout;
    bool allow_objects;
    bool has_objects;
    bool has_odd_names;
    uint32_t index_count;
    uint32_t last_brace; /* behind the file's last "}" */
    uint32_t feed;       /* the first line feed, or the end, behind `feed_from` */
    uint32_t feed_from;
    uint32_t last_comment; /* behind the file's last end of a comment */
    uint32_t unclosed[3];  /* where a block of a kind of contents began that is never closed */
    LIST_OF(Expression) expressions;
    LIST_OF(Argument) arguments;
    LIST_OF(Span) empty_arguments;
    LIST_OF(AstAttribute) field_attributes;
    LIST_OF(AstAttribute) block_attributes;
    LIST_OF(AstField) fields;
    LIST_OF(AstProperty) properties;
    LIST_OF(const AstBlock *) blocks;
    LIST_OF(LayoutItem) layout;
    LIST_OF(Fault) faults; /* the first FAULTS_KEPT */
    size_t more_faults;    /* beyond them */
} Parser;

/* More are counted, as diagnostics are. */
#define FAULTS_KEPT DIAGNOSTICS_KEPT

/* --- cursor.c: characters and words --- */

/* Passes over blanks: spaces of all kinds, and tabs. */
void skip_blanks_here(Parser *in);

static inline void skip_blanks(Parser *in)
{
    /* Nearly always there is none, or text follows. */
    if (in->place < in->end && (unsigned char)(in->text[in->place] - '!') > '~' - '!')
        skip_blanks_here(in);
}

/* Each passes over what it names, if it stands here. */
static inline bool read_char(Parser *in, char c)
{
    if (in->place >= in->end || in->text[in->place] != c)
        return false;
    in->place++;
    return true;
}
/* Whatever follows it. */
static inline bool read_word(Parser *in, const char *word)
{
    size_t length = strlen(word);
    if (in->end - in->place < length || in->text[in->place] != word[0] ||
        memcmp(in->text + in->place, word, length) != 0)
        return false;
    in->place += (uint32_t)length;
    return true;
}

bool read_line_end(Parser *in);
bool read_identifier(Parser *in, Span *span);
bool read_path(Parser *in, Span *span); /* identifiers with dots */
void read_rest_of_path(Parser *in);     /* behind its first identifier */

/* Remembers it if it is an odd name, see Ast. */
static inline void note_name(Parser *in, Span name)
{
    char first = in->text[name.start];
    if ((first >= '0' && first <= '9') || memchr(in->text + name.start, '-', name.end - name.start))
        in->has_odd_names = true;
}

bool read_empty_lines(Parser *in);
bool read_comment(Parser *in);       /* one, of any form, with the blanks before it */
bool read_comment_block(Parser *in); /* comments, with their line ends */
void read_rest_of_line(Parser *in);  /* without its line end */

static inline bool at_end(const Parser *in)
{
    return in->place >= in->end;
}

static inline Span span_from(const Parser *in, uint32_t start)
{
    return (Span){start, in->place};
}

static inline Text parsed_text(const Parser *in, Span span)
{
    return (Text){in->text + span.start, span.end - span.start};
}

/* Adds to the layout, if it is asked for. It is of no use once there is a fault. */
void note_layout(Parser *in, LayoutKind kind, size_t index, Span span);

void note_fault(Parser *in, SyntaxFault fault, Span span, Text about);

/* How many there are, and back to that number. */
size_t count_faults(const Parser *in);
void forget_faults(Parser *in, size_t kept);

/* --- string.c --- */

bool read_string(Parser *in, Span *span, Text *value);

/* --- expression.c --- */

bool read_expression(Parser *in, Expression *expression);
/* `@name(arguments)`; `prefix` is "@" or "@@". */
bool read_attribute(Parser *in, const char *prefix, AstAttribute *attribute);

/* --- block.c --- */

/* A whole block, from its keyword to its brace. */
bool read_block(Parser *in, AstBlock *block);

/* --- item.c: the lines of blocks --- */

void read_field_lines(Parser *in, BlockKind kind, Text owner); /* of models, views, types, enums */
void read_property_lines(Parser *in, Text keyword);
bool read_type_alias(Parser *in);

/* Copies of the items of a scratch list from `first` on, which are taken off the list. */
#define TAKE(in, list, first, Type) \
    ((list)->count == (first) ? NULL \
                              : (Type *)take_items((in)->arena, (list)->items + (first), \
                                                   ((list)->count - (first)) * sizeof(Type)))

void *take_items(Arena *arena, const void *items, size_t size);

#endif

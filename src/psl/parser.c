/* The files of a source, and what stands outside of blocks. The rest is in parser/. */
#include "psl/parser.h"

#include <string.h>

#include "psl/parser/parsing.h"

typedef struct FaultWords {
    const char *before; /* of the name that the fault is about, if any */
    const char *behind;
    const char *hint; /* or NULL */
} FaultWords;

#define DEPTH_WORD_(number) #number
#define DEPTH_WORD(number) DEPTH_WORD_(number)

static const FaultWords words[] = {
    [FAULT_LINE] = {"this line belongs to no block", "",
                    "a schema consists of the blocks 'model', 'enum', 'view', 'type', 'datasource' "
                    "and 'generator', each with its '{' on the first line and its '}' on a line of "
                    "its own"},
    [FAULT_BLOCK] = {"this block begins with no known keyword", "",
                     "it may be 'model', 'enum', 'view', 'type', 'datasource' or 'generator', and "
                     "then a name"},
    [FAULT_TYPE_ALIAS] = {"types cannot be given other names", "",
                          "'type' begins a composite type: type Address { ... }"},
    [FAULT_FIELD_LINE] = {"this line is neither a field nor an attribute", "",
                          "a field is written: name Type @attribute"},
    [FAULT_VALUE_LINE] = {"this line is neither a value nor an attribute", "",
                          "an enum has one value a line"},
    [FAULT_PROPERTY_LINE] = {"this line is no setting of a ", "",
                             "a setting is written on one line: name = value"},
    [FAULT_NO_TYPE] = {"this field of '", "' has no type", NULL},
    [FAULT_COLON] = {"there is no ':' between a field's name and its type", "", NULL},
    [FAULT_BANG] = {"a type takes no '!'", "", "fields are required without it"},
    [FAULT_BRACKETS] = {"a list is written 'Type[]', not '[Type]'", "", NULL},
    [FAULT_OPTIONAL_LIST] = {"a list cannot be optional", "", "write 'Type[]' or 'Type?'"},
    [FAULT_ESCAPE] = {"this escape in a string is not known", "",
                      "a backslash itself is written '\\\\'"},
    [FAULT_UNICODE_ESCAPE] = {"this escape stands for no character", "",
                              "it is written '\\u' with four hexadecimal digits"},
    [FAULT_TYPE_ATTRIBUTE] = {"a composite type cannot have '@@", "'",
                              "ids, uniques and indexes belong to the model that uses the type"},
    [FAULT_TYPE_FIELD] = {"a field of a composite type cannot have '@", "'", NULL},
    [FAULT_DEPTH] = {"this line nests deeper than " DEPTH_WORD(EXPRESSION_DEPTH_LIMIT) " levels",
                     "", NULL},
};

static void report(const Fault *fault, Diagnostics *diagnostics)
{
    const FaultWords *say = &words[fault->fault];
    diagnose_error(diagnostics, fault->span, "%s%.*s%s", say->before, TEXT_ARG(fault->about),
                   say->behind);
    if (say->hint)
        diagnose_hint(diagnostics, "%s", say->hint);
}

/* A name and braces, without a keyword. It ends at the first brace. */
static bool read_unknown_block(Parser *in)
{
    uint32_t start = in->place;
    Span name;
    if (read_identifier(in, &name)) {
        skip_blanks(in);
        bool opened = read_char(in, '{');
        read_rest_of_line(in);
        if (opened && read_line_end(in) && in->place < in->last_brace) {
            while (!read_char(in, '}'))
                in->place++;
            note_fault(in, FAULT_BLOCK, span_from(in, start), TEXT(""));
            return true;
        }
    }
    in->place = start;
    return false;
}

/* What is none of the blocks. `comments` becomes comments that stand here, none otherwise. */
static void read_between_blocks(Parser *in, Span *comments)
{
    uint32_t start = in->place;
    *comments = (Span){0, 0};
    if (read_type_alias(in) || read_unknown_block(in)) {
        note_layout(in, LAYOUT_INVALID, 0, span_from(in, start));
    } else if (read_comment_block(in)) {
        *comments = span_from(in, start);
        note_layout(in, LAYOUT_COMMENTS, 0, span_from(in, start));
    } else if (read_empty_lines(in)) {
        note_layout(in, LAYOUT_EMPTY_LINES, 0, span_from(in, start));
    } else {
        read_rest_of_line(in);
        read_line_end(in);
        note_fault(in, FAULT_LINE, span_from(in, start), TEXT(""));
        note_layout(in, LAYOUT_INVALID, 0, span_from(in, start));
    }
}

static bool is_documented(BlockKind kind)
{
    return kind != BLOCK_DATASOURCE && kind != BLOCK_GENERATOR;
}

/* Comments right before a block belong to it. Those before a datasource or generator go to the next
 * block that takes some and has none itself, as Prisma does it. */
static void read_file(Parser *in)
{
    Span pending = {0, 0};
    Span comments = {0, 0}; /* just passed */
    skip_blanks(in);
    while (!at_end(in)) {
        AstBlock block;
        if (read_block(in, &block)) {
            if (!span_is_none(comments))
                pending = comments;
            comments = (Span){0, 0};
            if (is_documented(block.kind)) {
                block.comment_before = pending;
                pending = (Span){0, 0};
            }
            list_add(in->scratch, &in->blocks, take_items(in->arena, &block, sizeof block));
        } else {
            read_between_blocks(in, &comments);
        }
        skip_blanks(in);
    }
}

/* Behind the last place of the byte in the text, or 0. */
static size_t end_of_last(Text text, char byte)
{
    const char *last = text.length ? memrchr(text.data, byte, text.length) : NULL;
    return last ? (size_t)(last - text.data) + 1 : 0;
}

/* Behind the last end of a comment in the text, or 0. */
static size_t end_of_last_comment(Text text)
{
    for (;;) {
        text.length = end_of_last(text, '/');
        if (text.length < 2 || text.data[text.length - 2] == '*')
            return text.length < 2 ? 0 : text.length;
        text.length--;
    }
}

static void begin_file(Parser *in, Span span)
{
    Text text = {in->text + span.start, span.end - span.start};
    in->place = span.start;
    in->end = span.end;
    in->feed = 0;
    in->feed_from = UINT32_MAX;
    in->last_brace = span.start + (uint32_t)end_of_last(text, '}');
    in->last_comment = span.start + (uint32_t)end_of_last_comment(text);
    for (size_t i = 0; i < sizeof in->unclosed / sizeof in->unclosed[0]; i++)
        in->unclosed[i] = UINT32_MAX;
}

static void parse(Parser *in, const Source *source, Ast *ast, Diagnostics *diagnostics)
{
    for (list_each(SourceFile, file, &source->files)) {
        begin_file(in, file->span);
        read_file(in);
        for (list_each(Fault, fault, &in->faults))
            report(fault, diagnostics);
        diagnose_more_errors(diagnostics, in->more_faults);
        forget_faults(in, 0);
    }
    ast->block_count = (uint32_t)in->blocks.count;
    ast->blocks = TAKE(in, &in->blocks, 0, const AstBlock *);
    ast->layout.count = in->layout.count;
    ast->layout.items = TAKE(in, &in->layout, 0, LayoutItem);
}

void ast_parse(Arena *arena, const Source *source, int options, Ast *ast, Diagnostics *diagnostics)
{
    *ast = (Ast){.source = source};
    Parser parser = {.arena = arena,
                     .scratch = arena_new(),
                     .text = source->text.data,
                     .keep_layout = (options & PARSE_LAYOUT) != 0,
                     .allow_objects = (options & PARSE_OBJECTS) != 0};
    parse(&parser, source, ast, diagnostics);
    ast->has_objects = parser.has_objects;
    ast->has_odd_names = parser.has_odd_names;
    ast->index_count = parser.index_count;
    arena_free(parser.scratch);
}

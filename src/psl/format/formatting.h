/* What the files of the formatter share. Two steps make a formatted schema: what half-written
 * relations lack is put into the text (missing.c), and the text's syntax tree is written line by
 * line (layout.c, row.c, expression.c). Widths are bytes throughout, as Prisma counts them. */
#ifndef DUNLIN_PSL_FORMAT_FORMATTING_H
#define DUNLIN_PSL_FORMAT_FORMATTING_H

#include "base/buffer.h"
#include "psl/datamodel.h"

/* Of the lines of a block. */
#define INDENT "  "

/* --- layout.c --- */

/* Writes one file. `items` are the file's part of the tree's layout. Blanks that align columns are
 * taken from `padding`; false when it does not suffice. */
bool format_file(Buffer *out, const Ast *ast, const LayoutItem *items, size_t count,
                 size_t *padding);

/* --- row.c: single lines of a block --- */

/* The longest name and the longest type of lines that stand together. */
typedef struct Columns {
    uint32_t name;
    uint32_t type;
} Columns;

/* Widens the columns for one field, value or property. */
void measure_field(const Source *source, const AstField *field, Columns *columns);
void measure_property(const AstProperty *property, Columns *columns);

void write_field(Buffer *out, const Source *source, const AstField *field, const Columns *columns);
void write_enum_value(Buffer *out, const Source *source, const AstField *value,
                      const Columns *columns);
void write_property(Buffer *out, const Source *source, const AstProperty *property,
                    const Columns *columns);
void write_block_attribute(Buffer *out, const Source *source, const AstAttribute *attribute);

/* Attributes are written in the order of their ranks, and as they stand within a rank. */
enum { ATTRIBUTE_RANKS = 10 };

/* 0 to ATTRIBUTE_RANKS - 1. */
unsigned attribute_rank(const Source *source, const AstAttribute *attribute);

/* --- comment.c --- */

/* A run of comments with nothing else between them. */
void write_comments(Buffer *out, Text comments, const char *indent);

/* --- expression.c --- */

/* `name(arguments)`, without "@". */
void write_attribute(Buffer *out, const Source *source, const AstAttribute *attribute);
void write_expression(Buffer *out, const Source *source, const Expression *expression);

/* --- missing.c --- */

/* A text to be put in at a place of the source. */
typedef struct Addition {
    uint32_t place;
    uint32_t order; /* among those for the same place */
    Text text;
} Addition;

typedef struct Additions {
    LIST_OF(Addition) list;
    size_t length; /* of all texts together */
} Additions;

/* Finds the fields, attributes and arguments that half-written relations lack, sorted by place. It
 * gives up behind `length_limit` bytes. */
void find_missing(Arena *arena, const Datamodel *datamodel, size_t length_limit,
                  Additions *additions);

/* --- name.c: names of added fields --- */

/* `FOO_BAR` to `fooBar`, `UserProfile` to `userProfile`. */
Text name_camel_case(Arena *arena, Text name);

/* With the first letter small or large. */
Text name_uncapitalized(Arena *arena, Text name);
Text name_capitalized(Arena *arena, Text name);

/* --- plural.c --- */

/* The plural of an English noun in camel case. */
Text name_plural(Arena *arena, Text name);

#endif

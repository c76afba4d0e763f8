/* SQL is built from templates with typed holes, so that a quote cannot be forgotten:
 *
 *   sql_add(&out, "UPDATE {} SET logs = {} WHERE id = {}", table, sql_literal(log),
 * sql_literal(id))
 */
#ifndef DUNLIN_SQL_WRITER_H
#define DUNLIN_SQL_WRITER_H

#include "base/buffer.h"

typedef enum SqlHoleKind {
    SQL_HOLE_NAME,    /* quoted as an identifier */
    SQL_HOLE_LITERAL, /* quoted as a string literal */
    SQL_HOLE_NUMBER,
    SQL_HOLE_RAW, /* as it is: the only door for unquoted text */
} SqlHoleKind;

typedef struct SqlHole {
    SqlHoleKind kind;
    Text text;
    int64_t number;
} SqlHole;

static inline SqlHole sql_name(Text name)
{
    return (SqlHole){.kind = SQL_HOLE_NAME, .text = name};
}

static inline SqlHole sql_literal(Text value)
{
    return (SqlHole){.kind = SQL_HOLE_LITERAL, .text = value};
}

static inline SqlHole sql_number(int64_t number)
{
    return (SqlHole){.kind = SQL_HOLE_NUMBER, .number = number};
}

static inline SqlHole sql_raw(Text sql)
{
    return (SqlHole){.kind = SQL_HOLE_RAW, .text = sql};
}

/* Appends a name, quoted as an identifier; a text, quoted as a string literal. */
void sql_add_name(Buffer *out, Text name);
void sql_add_literal(Buffer *out, Text value);

/* Appends the template with each "{}" filled in turn. The holes are an array of exactly as many
 * items as the template has "{}" (asserted). */
void sql_add_holes(Buffer *out, const char *template, const SqlHole *holes, size_t count);

#define SQL_HOLES(...) \
    (const SqlHole[]){__VA_ARGS__}, sizeof((const SqlHole[]){__VA_ARGS__}) / sizeof(SqlHole)

#define sql_add(out, template, ...) sql_add_holes((out), (template), SQL_HOLES(__VA_ARGS__))

/* The filled template as a text of its own. */
#define sql_text(arena, template, ...) sql_text_holes((arena), (template), SQL_HOLES(__VA_ARGS__))
Text sql_text_holes(Arena *arena, const char *template, const SqlHole *holes, size_t count);

#endif

/* The lines of a block, and comments. */
#include "psl/format/formatting.h"

#include <string.h>

/* --- attributes --- */

static const char *const first_attributes[ATTRIBUTE_RANKS - 1] = {
    "id", "unique", "default", "updatedAt", "index", "fulltext", "map", "relation", "ignore",
};

unsigned attribute_rank(const Source *source, const AstAttribute *attribute)
{
    Text name = source_text(source, attribute->name);
    unsigned rank = 0;
    while (rank < ATTRIBUTE_RANKS - 1 && !text_is(name, first_attributes[rank]))
        rank++;
    return rank;
}

static void write_ranked_attributes(Buffer *out, const Source *source, const AstField *field)
{
    unsigned present = 0;
    for (uint32_t i = 0; i < field->attribute_count; i++)
        present |= 1u << attribute_rank(source, &field->attributes[i]);
    bool first = true;
    for (unsigned rank = 0; rank < ATTRIBUTE_RANKS; rank++) {
        for (uint32_t i = 0; (present >> rank & 1) && i < field->attribute_count; i++) {
            if (attribute_rank(source, &field->attributes[i]) != rank)
                continue;
            buffer_add_string(out, first ? "@" : " @");
            write_attribute(out, source, &field->attributes[i]);
            first = false;
        }
    }
}

/* --- lines --- */

static void widen(uint32_t *column, size_t width)
{
    if (*column < width)
        *column = (uint32_t)width;
}

static size_t span_width(Span span)
{
    return span.end - span.start;
}

/* The type without what makes it a list or optional; `Unsupported("x")` as it is written. */
static Text base_type(const Source *source, const AstField *field)
{
    Text type = source_text(source, field->type);
    if (!field->is_unsupported)
        return type;
    Span behind = {field->type.end, field->type_span.end};
    ptrdiff_t closing = text_find_char(source_text(source, behind), ')');
    Span whole = {field->type_span.start, behind.start + (uint32_t)(closing + 1)};
    return source_text(source, whole);
}

static const char *arity_suffix(Arity arity)
{
    switch (arity) {
    case ARITY_REQUIRED:
        return "";
    case ARITY_OPTIONAL:
        return "?";
    case ARITY_LIST:
        return "[]";
    }
    return "";
}

void measure_field(const Source *source, const AstField *field, Columns *columns)
{
    widen(&columns->name, span_width(field->name));
    if (!span_is_none(field->type))
        widen(&columns->type, base_type(source, field).length + strlen(arity_suffix(field->arity)));
}

void measure_property(const AstProperty *property, Columns *columns)
{
    widen(&columns->name, span_width(property->name));
}

/* Fills a column of which `written` bytes are used, and one blank more. */
static void write_padding(Buffer *out, uint32_t column, size_t written)
{
    for (size_t i = written; i <= column; i++)
        buffer_add_char(out, ' ');
}

/* A name begins the line. */
static void write_first(Buffer *out, const Source *source, Span name)
{
    buffer_add_string(out, INDENT);
    buffer_add(out, source_text(source, name));
}

static void write_line_end(Buffer *out, const Source *source, Span comment)
{
    if (!span_is_none(comment)) {
        buffer_add_char(out, ' ');
        buffer_add(out, source_text(source, comment));
    }
    buffer_add_char(out, '\n');
}

void write_field(Buffer *out, const Source *source, const AstField *field, const Columns *columns)
{
    write_first(out, source, field->name);
    write_padding(out, columns->name, span_width(field->name));
    Text type = base_type(source, field);
    const char *suffix = arity_suffix(field->arity);
    buffer_add(out, type);
    buffer_add_string(out, suffix);
    if (field->attribute_count > 0) {
        write_padding(out, columns->type, type.length + strlen(suffix));
        write_ranked_attributes(out, source, field);
    }
    write_line_end(out, source, field->comment_behind);
}

/* Several attributes of a value stand without a blank between them and keep their order, since
 * Prisma writes them so. */
void write_enum_value(Buffer *out, const Source *source, const AstField *value,
                      const Columns *columns)
{
    write_first(out, source, value->name);
    if (value->attribute_count > 0)
        write_padding(out, columns->name, span_width(value->name));
    for (uint32_t i = 0; i < value->attribute_count; i++) {
        buffer_add_char(out, '@');
        write_attribute(out, source, &value->attributes[i]);
    }
    write_line_end(out, source, value->comment_behind);
}

void write_property(Buffer *out, const Source *source, const AstProperty *property,
                    const Columns *columns)
{
    write_first(out, source, property->name);
    if (property->value) {
        write_padding(out, columns->name, span_width(property->name));
        buffer_add_string(out, "= ");
        write_expression(out, source, property->value);
    }
    write_line_end(out, source, property->comment_behind);
}

void write_block_attribute(Buffer *out, const Source *source, const AstAttribute *attribute)
{
    buffer_add_string(out, INDENT);
    buffer_add_string(out, "@@");
    write_attribute(out, source, attribute);
    write_line_end(out, source, attribute->comment_behind);
}

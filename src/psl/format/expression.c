/* Attributes and expressions, each on one line: one blank behind a comma and behind a colon, none
 * elsewhere. Numbers and strings stay as they are written. */
#include "psl/format/formatting.h"

#include <string.h>

static void write_arguments(Buffer *out, const Source *source, const ArgumentList *arguments);

static void write_array(Buffer *out, const Source *source, const Expression *array)
{
    buffer_add_char(out, '[');
    for (uint32_t i = 0; i < array->item_count; i++) {
        if (i > 0)
            buffer_add_string(out, ", ");
        write_expression(out, source, &array->items[i]);
    }
    buffer_add_char(out, ']');
}

static void write_object(Buffer *out, const Source *source, const ArgumentList *members)
{
    buffer_add_string(out, "{ ");
    for (uint32_t i = 0; i < members->count; i++) {
        if (i > 0)
            buffer_add_string(out, ", ");
        buffer_add(out, source_text(source, members->items[i].name));
        buffer_add_string(out, ": ");
        write_expression(out, source, &members->items[i].value);
    }
    buffer_add_string(out, " }");
}

/* Recursion ends at the parser's limit of nesting. */
void write_expression(Buffer *out, const Source *source, const Expression *expression)
{
    switch (expression->kind) {
    case EXPRESSION_NUMBER:
    case EXPRESSION_STRING:
    case EXPRESSION_CONSTANT:
        buffer_add(out, source_text(source, expression->span));
        return;
    case EXPRESSION_FUNCTION:
        buffer_add(out, expression->text);
        write_arguments(out, source, expression->arguments);
        return;
    case EXPRESSION_ARRAY:
        write_array(out, source, expression);
        return;
    case EXPRESSION_OBJECT:
        write_object(out, source, expression->arguments);
        return;
    }
}

static void write_name(Buffer *out, const Source *source, Span name)
{
    if (span_is_none(name))
        return;
    buffer_add(out, source_text(source, name));
    buffer_add_string(out, ": ");
}

/* Arguments and names without a value, which the tree keeps apart, in the order of the source. A
 * trailing comma is dropped. */
static void write_arguments(Buffer *out, const Source *source, const ArgumentList *arguments)
{
    const Argument *item = arguments->items;
    const Argument *items_end = arguments->count ? item + arguments->count : item;
    const Span *empty = arguments->empty;
    const Span *empty_end = arguments->empty_count ? empty + arguments->empty_count : empty;
    buffer_add_char(out, '(');
    for (bool first = true; item < items_end || empty < empty_end; first = false) {
        if (!first)
            buffer_add_string(out, ", ");
        if (empty == empty_end || (item < items_end && item->span.start < empty->start)) {
            write_name(out, source, item->name);
            write_expression(out, source, &item->value);
            item++;
        } else {
            write_name(out, source, *empty++);
        }
    }
    buffer_add_char(out, ')');
}

/* An empty pair of parentheses is kept. The tree does not tell it from none, so the text does. */
static bool has_parentheses(const Source *source, const AstAttribute *attribute)
{
    const ArgumentList *arguments = attribute->arguments;
    if (arguments->count > 0 || arguments->empty_count > 0)
        return true;
    Span behind = {attribute->name.end, span_is_none(attribute->comment_behind)
                                            ? attribute->span.end
                                            : attribute->comment_behind.start};
    return text_find_char(source_text(source, behind), '(') >= 0;
}

void write_attribute(Buffer *out, const Source *source, const AstAttribute *attribute)
{
    buffer_add(out, source_text(source, attribute->name));
    if (has_parentheses(source, attribute))
        write_arguments(out, source, attribute->arguments);
}

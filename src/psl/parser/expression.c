/* Expressions, arguments and attributes. */
#include "psl/parser/parsing.h"

static const ArgumentList no_arguments;

static bool read_deeper(Parser *in, uint32_t start, Expression *expression);

static bool read_number(Parser *in, Span *span)
{
    uint32_t start = in->place;
    read_char(in, '-');
    uint32_t digits = in->place;
    while (!at_end(in) && is_digit(in->text[in->place]))
        in->place++;
    if (in->place == digits) {
        in->place = start;
        return false;
    }
    uint32_t whole = in->place;
    if (read_char(in, '.')) {
        uint32_t fraction = in->place;
        while (!at_end(in) && is_digit(in->text[in->place]))
            in->place++;
        if (in->place == fraction)
            in->place = whole;
    }
    *span = span_from(in, start);
    return true;
}

/* `name: value`, or `name:` alone, behind the colon. */
static void read_named_argument(Parser *in, Span name)
{
    Argument argument = {.name = name};
    uint32_t colon_end = in->place;
    skip_blanks(in);
    if (!read_expression(in, &argument.value)) {
        in->place = colon_end;
        list_add(in->scratch, &in->empty_arguments, name);
        return;
    }
    argument.span = span_from(in, name.start);
    list_add(in->scratch, &in->arguments, argument);
}

/* One argument, which is put on the list of arguments or of empty arguments. */
static bool read_argument(Parser *in)
{
    uint32_t start = in->place;
    Argument argument = {.name = {0, 0}};
    Span name;
    bool is_word = read_identifier(in, &name);
    if (is_word) {
        uint32_t behind = in->place;
        skip_blanks(in);
        if (read_char(in, ':')) {
            read_named_argument(in, name);
            return true;
        }
        in->place = behind;
    }
    /* What begins with a word goes on behind it. */
    if (!(is_word ? read_deeper(in, start, &argument.value) : read_expression(in, &argument.value)))
        return false;
    argument.span = span_from(in, start);
    list_add(in->scratch, &in->arguments, argument);
    return true;
}

/* Items with commas between them, or none; each is put on a list by `read_item`. */
static void read_list(Parser *in, bool (*read_item)(Parser *))
{
    bool more = read_item(in);
    while (more) {
        uint32_t behind = in->place;
        skip_blanks(in);
        more = read_char(in, ',');
        skip_blanks(in);
        more = more && read_item(in);
        if (!more)
            in->place = behind;
    }
}

/* What stands between the parentheses, up to the closing one. */
static bool read_argument_items(Parser *in, Span *trailing_comma)
{
    skip_blanks(in);
    read_list(in, read_argument);
    skip_blanks(in);
    if (read_char(in, ',')) {
        *trailing_comma = (Span){in->place - 1, in->place};
        skip_blanks(in);
    }
    return read_char(in, ')');
}

static bool read_arguments(Parser *in, const ArgumentList **arguments)
{
    uint32_t start = in->place;
    size_t first = in->arguments.count;
    size_t first_empty = in->empty_arguments.count;
    Span trailing_comma = {0, 0};
    if (!read_char(in, '('))
        return false;
    bool whole = read_argument_items(in, &trailing_comma);
    if (whole) {
        ArgumentList *list = NEW(in->arena, ArgumentList);
        list->count = (uint32_t)(in->arguments.count - first);
        list->empty_count = (uint32_t)(in->empty_arguments.count - first_empty);
        list->items = TAKE(in, &in->arguments, first, Argument);
        list->empty = TAKE(in, &in->empty_arguments, first_empty, Span);
        list->trailing_comma = trailing_comma;
        *arguments = list;
    } else {
        in->place = start;
    }
    in->arguments.count = first;
    in->empty_arguments.count = first_empty;
    return whole;
}

static bool read_item(Parser *in)
{
    Expression item;
    if (!read_expression(in, &item))
        return false;
    list_add(in->scratch, &in->expressions, item);
    return true;
}

static bool read_array(Parser *in, Expression *expression)
{
    uint32_t start = in->place;
    size_t first = in->expressions.count;
    if (!read_char(in, '['))
        return false;
    skip_blanks(in);
    read_list(in, read_item);
    skip_blanks(in);
    bool whole = read_char(in, ']');
    if (whole) {
        *expression = (Expression){.kind = EXPRESSION_ARRAY, .span = span_from(in, start)};
        expression->item_count = (uint32_t)(in->expressions.count - first);
        expression->items = TAKE(in, &in->expressions, first, Expression);
    } else {
        in->place = start;
    }
    in->expressions.count = first;
    return whole;
}

/* One `name: value` of an object. */
static bool read_member(Parser *in)
{
    uint32_t start = in->place;
    Argument member = {.name = {0, 0}};
    bool found = read_identifier(in, &member.name);
    skip_blanks(in);
    found = found && read_char(in, ':');
    skip_blanks(in);
    if (!found || !read_expression(in, &member.value)) {
        in->place = start;
        return false;
    }
    member.span = span_from(in, start);
    list_add(in->scratch, &in->arguments, member);
    return true;
}

static bool read_object(Parser *in, Expression *expression)
{
    uint32_t start = in->place;
    size_t first = in->arguments.count;
    if (!in->allow_objects || !read_char(in, '{'))
        return false;
    skip_blanks(in);
    read_list(in, read_member);
    skip_blanks(in);
    bool whole = read_char(in, '}');
    if (whole) {
        ArgumentList *list = NEW(in->arena, ArgumentList);
        list->count = (uint32_t)(in->arguments.count - first);
        list->items = TAKE(in, &in->arguments, first, Argument);
        *expression = (Expression){
            .kind = EXPRESSION_OBJECT, .span = span_from(in, start), .arguments = list};
        in->has_objects = true;
    } else {
        in->place = start;
    }
    in->arguments.count = first;
    return whole;
}

/* What begins with a word: a call, a number, or the word itself. The word's first part, up to a
 * dot, lies between `start` and the place. */
static bool read_word_expression(Parser *in, uint32_t start, Expression *expression)
{
    bool is_word = in->place > start;
    if (is_word)
        read_rest_of_path(in);
    Span name = span_from(in, start);
    skip_blanks(in);
    const ArgumentList *arguments;
    if (is_word && read_arguments(in, &arguments)) {
        *expression = (Expression){.kind = EXPRESSION_FUNCTION,
                                   .span = span_from(in, start),
                                   .text = parsed_text(in, name),
                                   .arguments = arguments};
        return true;
    }
    in->place = start;
    Span number;
    bool is_number = read_number(in, &number);
    Span span = is_number ? number : name;
    in->place = span.end;
    *expression = (Expression){.kind = is_number ? EXPRESSION_NUMBER : EXPRESSION_CONSTANT,
                               .span = span,
                               .text = parsed_text(in, span)};
    return is_word || is_number;
}

static bool read_nested(Parser *in, Expression *expression)
{
    Span span;
    Text value;
    if (at_end(in))
        return false;
    switch (in->text[in->place]) {
    case '[':
        return read_array(in, expression);
    case '{':
        return read_object(in, expression);
    case '"':
        if (!read_string(in, &span, &value))
            return false;
        *expression = (Expression){.kind = EXPRESSION_STRING, .span = span, .text = value};
        return true;
    default: {
        uint32_t start = in->place;
        read_identifier(in, &span);
        return read_word_expression(in, start, expression);
    }
    }
}

bool read_expression(Parser *in, Expression *expression)
{
    if (in->depth == EXPRESSION_DEPTH_LIMIT) {
        in->too_deep = true;
        return false;
    }
    in->depth++;
    bool found = read_nested(in, expression);
    in->depth--;
    return found;
}

/* The same of one whose first word lies between `start` and the place. */
static bool read_deeper(Parser *in, uint32_t start, Expression *expression)
{
    if (in->depth == EXPRESSION_DEPTH_LIMIT) {
        in->too_deep = true;
        return false;
    }
    in->depth++;
    bool found = read_word_expression(in, start, expression);
    in->depth--;
    return found;
}

/* By its name, and without looking closer: this is for memory to be reserved. */
static bool may_be_index(Text name)
{
    return (name.length == 2 && name.data[0] == 'i') || (name.length == 5 && name.data[0] == 'i') ||
           (name.length == 6 && name.data[0] == 'u') || (name.length == 8 && name.data[0] == 'f');
}

bool read_attribute(Parser *in, const char *prefix, AstAttribute *attribute)
{
    uint32_t start = in->place;
    Span name;
    if (!read_word(in, prefix))
        return false;
    skip_blanks(in);
    if (!read_path(in, &name)) {
        in->place = start;
        return false;
    }
    note_name(in, name);
    in->index_count += may_be_index(parsed_text(in, name));
    *attribute = (AstAttribute){.name = name, .arguments = &no_arguments};
    skip_blanks(in);
    read_arguments(in, &attribute->arguments);
    attribute->span = span_from(in, start);
    return true;
}

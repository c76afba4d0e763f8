/* The lines inside of blocks. */
#include "psl/parser/parsing.h"

/* --- types of fields --- */

/* Unsupported("...") */
static bool read_unsupported(Parser *in, Span *type)
{
    uint32_t start = in->place;
    Text value;
    if (!read_word(in, "Unsupported("))
        return false;
    skip_blanks(in);
    bool found = read_string(in, type, &value);
    skip_blanks(in);
    if (found && read_char(in, ')'))
        return true;
    in->place = start;
    return false;
}

static bool read_base_type(Parser *in, AstField *field)
{
    field->is_unsupported = read_unsupported(in, &field->type);
    return field->is_unsupported || read_identifier(in, &field->type);
}

/* What Prisma 1 wrote is understood, and refused. */
static bool read_old_list(Parser *in, AstField *field)
{
    uint32_t start = in->place;
    if (read_char(in, '[')) {
        skip_blanks(in);
        if (read_base_type(in, field)) {
            skip_blanks(in);
            if (read_char(in, ']')) {
                note_fault(in, FAULT_BRACKETS, span_from(in, start), TEXT(""));
                return true;
            }
        }
    }
    in->place = start;
    field->type = (Span){0, 0};
    return false;
}

/* Reads a type, if there is one. */
static void read_type(Parser *in, AstField *field)
{
    uint32_t start = in->place;
    if (!read_base_type(in, field)) {
        read_old_list(in, field);
        return;
    }
    uint32_t behind = in->place;
    skip_blanks(in);
    if (read_word(in, "[]")) {
        field->arity = ARITY_LIST;
        uint32_t list_end = in->place;
        skip_blanks(in);
        if (read_char(in, '?'))
            note_fault(in, FAULT_OPTIONAL_LIST, span_from(in, start), TEXT(""));
        else
            in->place = list_end;
    } else if (read_char(in, '?')) {
        field->arity = ARITY_OPTIONAL;
    } else if (read_char(in, '!')) {
        note_fault(in, FAULT_BANG, span_from(in, start), TEXT(""));
    } else {
        in->place = behind;
    }
    field->type_span = span_from(in, start);
}

/* --- fields and enum values --- */

/* The attributes, the comment and the end of a field's line. */
static bool read_field_end(Parser *in, AstField *field)
{
    size_t first = in->field_attributes.count;
    AstAttribute attribute;
    skip_blanks(in);
    while (read_attribute(in, "@", &attribute)) {
        list_add(in->scratch, &in->field_attributes, attribute);
        skip_blanks(in);
    }
    uint32_t comment = in->place;
    if (read_comment(in))
        field->comment_behind = span_from(in, comment);
    skip_blanks(in);
    bool whole = read_line_end(in);
    if (whole) {
        field->attribute_count = (uint32_t)(in->field_attributes.count - first);
        field->attributes = TAKE(in, &in->field_attributes, first, AstAttribute);
    }
    in->field_attributes.count = first;
    return whole;
}

static bool read_field(Parser *in, BlockKind kind, AstField *field)
{
    uint32_t start = in->place;
    *field = (AstField){.arity = ARITY_REQUIRED};
    if (!read_identifier(in, &field->name))
        return false;
    note_name(in, field->name);
    skip_blanks(in);
    if (kind != BLOCK_ENUM) {
        if (read_char(in, ':')) {
            note_fault(in, FAULT_COLON, (Span){in->place - 1, in->place}, TEXT(""));
            skip_blanks(in);
        }
        read_type(in, field);
    }
    if (!read_field_end(in, field)) {
        in->place = start;
        return false;
    }
    field->span = span_from(in, start);
    return true;
}

static bool is_kept_out_of_types(Text attribute)
{
    return text_is(attribute, "relation") || text_is(attribute, "unique") ||
           text_is(attribute, "id");
}

/* Reports what is wrong with a field that could be read, and puts it on the list if it is none of
 * the old forms. `faults` is how many there were before it. */
static void add_field(Parser *in, BlockKind kind, Text owner, const AstField *field, size_t faults)
{
    for (size_t i = faults; i < in->faults.count; i++) {
        SyntaxFault fault = in->faults.items[i].fault;
        if (fault == FAULT_COLON || fault == FAULT_BANG || fault == FAULT_BRACKETS ||
            fault == FAULT_OPTIONAL_LIST) {
            in->faults.items[faults] = in->faults.items[i]; /* the first of these is told, alone */
            in->faults.count = faults + 1;
            return;
        }
    }
    if (kind != BLOCK_ENUM && span_is_none(field->type)) {
        note_fault(in, FAULT_NO_TYPE, field->span, owner);
        return;
    }
    if (kind == BLOCK_TYPE)
        for (uint32_t i = 0; i < field->attribute_count; i++)
            if (is_kept_out_of_types(parsed_text(in, field->attributes[i].name)))
                note_fault(in, FAULT_TYPE_FIELD, field->span,
                           parsed_text(in, field->attributes[i].name));
    list_add(in->scratch, &in->fields, *field);
}

/* --- lines --- */

/* `@@name(arguments)` and its line end. */
static bool read_block_attribute(Parser *in, BlockKind kind, size_t first)
{
    uint32_t start = in->place;
    AstAttribute attribute;
    if (!read_attribute(in, "@@", &attribute))
        return false;
    skip_blanks(in);
    uint32_t comment = in->place;
    if (read_comment(in))
        attribute.comment_behind = span_from(in, comment);
    attribute.span = span_from(in, start);
    skip_blanks(in);
    if (!read_line_end(in)) {
        in->place = start;
        return false;
    }
    if (kind == BLOCK_TYPE)
        note_fault(in, FAULT_TYPE_ATTRIBUTE, attribute.span, parsed_text(in, attribute.name));
    list_add(in->scratch, &in->block_attributes, attribute);
    note_layout(in, LAYOUT_ATTRIBUTE, in->block_attributes.count - first - 1, span_from(in, start));
    return true;
}

/* Comments, empty lines, or what cannot be read; false at a block's end or the file's. */
static bool read_other_line(Parser *in, SyntaxFault fault, Text about, Span *comments)
{
    uint32_t start = in->place;
    if (read_comment_block(in)) {
        *comments = span_from(in, start);
        note_layout(in, LAYOUT_COMMENTS, 0, span_from(in, start));
        return true;
    }
    if (read_empty_lines(in)) {
        note_layout(in, LAYOUT_EMPTY_LINES, 0, span_from(in, start));
        return true;
    }
    if (at_end(in) || in->text[in->place] == '}')
        return false;
    read_rest_of_line(in);
    read_line_end(in);
    note_fault(in, in->too_deep ? FAULT_DEPTH : fault, span_from(in, start), about);
    in->too_deep = false;
    note_layout(in, LAYOUT_INVALID, 0, span_from(in, start));
    return true;
}

void read_field_lines(Parser *in, BlockKind kind, Text owner)
{
    Span comments = {0, 0};
    SyntaxFault fault = kind == BLOCK_ENUM ? FAULT_VALUE_LINE : FAULT_FIELD_LINE;
    size_t first_field = in->fields.count;
    size_t first_attribute = in->block_attributes.count;
    for (;;) {
        uint32_t start = in->place;
        size_t faults = count_faults(in);
        ArenaMark mark = arena_mark(in->arena);
        AstField field;
        if (read_field(in, kind, &field)) {
            field.comment_before = comments;
            comments = (Span){0, 0};
            add_field(in, kind, owner, &field, faults);
            note_layout(in, LAYOUT_FIELD, in->fields.count - first_field - 1, span_from(in, start));
        } else {
            forget_faults(in, faults);
            arena_rewind(in->arena, mark);
            if (!read_block_attribute(in, kind, first_attribute)) {
                forget_faults(in, faults);
                arena_rewind(in->arena, mark);
                if (!read_other_line(in, fault, TEXT(""), &comments))
                    return;
            }
        }
        in->too_deep = false;
        skip_blanks(in);
    }
}

static bool read_property(Parser *in, AstProperty *property)
{
    uint32_t start = in->place;
    Expression value;
    *property = (AstProperty){.value = NULL};
    if (!read_identifier(in, &property->name))
        return false;
    skip_blanks(in);
    if (!read_char(in, '='))
        return false;
    skip_blanks(in);
    if (read_expression(in, &value)) {
        Expression *kept = NEW(in->arena, Expression);
        *kept = value;
        property->value = kept;
    }
    skip_blanks(in);
    uint32_t comment = in->place;
    if (read_comment(in))
        property->comment_behind = span_from(in, comment);
    property->span = span_from(in, start);
    skip_blanks(in);
    return read_line_end(in);
}

void read_property_lines(Parser *in, Text keyword)
{
    Span comments;
    size_t first = in->properties.count;
    for (;;) {
        uint32_t start = in->place;
        size_t faults = count_faults(in);
        ArenaMark mark = arena_mark(in->arena);
        AstProperty property;
        if (read_property(in, &property)) {
            list_add(in->scratch, &in->properties, property);
            note_layout(in, LAYOUT_PROPERTY, in->properties.count - first - 1,
                        span_from(in, start));
        } else {
            in->place = start;
            forget_faults(in, faults);
            arena_rewind(in->arena, mark);
            if (!read_other_line(in, FAULT_PROPERTY_LINE, keyword, &comments))
                return;
        }
        in->too_deep = false;
        skip_blanks(in);
    }
}

bool read_type_alias(Parser *in)
{
    uint32_t start = in->place;
    AstField alias = {.arity = ARITY_REQUIRED};
    AstAttribute attribute;
    bool found = read_word(in, "type");
    skip_blanks(in);
    found = found && read_identifier(in, &alias.name);
    skip_blanks(in);
    found = found && read_char(in, '=');
    skip_blanks(in);
    if (!found || !read_base_type(in, &alias)) {
        in->place = start;
        return false;
    }
    uint32_t behind;
    do {
        behind = in->place;
        skip_blanks(in);
    } while (read_attribute(in, "@", &attribute));
    in->place = behind;
    note_fault(in, FAULT_TYPE_ALIAS, span_from(in, start), TEXT(""));
    return true;
}

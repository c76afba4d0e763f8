/* Parsing schemas: any bytes, as one file or two. Every place lies within the one around it, and
 * the layout covers the files, unless there is a fault. */
#include <stdlib.h>

#include "base/utf8.h"
#include "psl/parser.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool condition)
{
    if (!condition)
        abort();
}

static void check_within(Span inner, Span outer)
{
    check(inner.start <= inner.end && inner.start >= outer.start && inner.end <= outer.end);
}

static void check_optional(Span inner, Span outer)
{
    if (!span_is_none(inner))
        check_within(inner, outer);
}

static void check_arguments(const ArgumentList *list, Span around, int depth);

static void check_expression(const Expression *value, Span around, int depth)
{
    check_within(value->span, around);
    check(value->span.end > value->span.start && depth <= EXPRESSION_DEPTH_LIMIT + 1);
    if (value->kind == EXPRESSION_FUNCTION || value->kind == EXPRESSION_OBJECT)
        check_arguments(value->arguments, value->span, depth + 1);
    for (uint32_t i = 0; value->kind == EXPRESSION_ARRAY && i < value->item_count; i++)
        check_expression(&value->items[i], value->span, depth + 1);
    if (value->kind != EXPRESSION_ARRAY && value->kind != EXPRESSION_OBJECT)
        check(utf8_first_invalid(value->text) < 0);
}

static void check_arguments(const ArgumentList *list, Span around, int depth)
{
    uint32_t from = around.start;
    for (uint32_t i = 0; i < list->count; i++) {
        const Argument *argument = &list->items[i];
        check_within(argument->span, (Span){from, around.end});
        check_optional(argument->name, argument->span);
        check_expression(&argument->value, argument->span, depth);
        from = argument->span.end;
    }
    for (uint32_t i = 0; i < list->empty_count; i++)
        check_within(list->empty[i], around);
    check_optional(list->trailing_comma, around);
}

static void check_attribute(const AstAttribute *attribute, Span around)
{
    check_within(attribute->span, around);
    check_within(attribute->name, attribute->span);
    check_optional(attribute->comment_behind, around);
    check_arguments(attribute->arguments, attribute->span, 0);
}

static void check_field(const AstField *field, Span around)
{
    check_within(field->span, around);
    check_within(field->name, field->span);
    check_optional(field->type_span, field->span);
    check_optional(field->type, field->type_span);
    check_optional(field->comment_behind, field->span);
    for (uint32_t i = 0; i < field->attribute_count; i++)
        check_attribute(&field->attributes[i], field->span);
}

static void check_block(const Source *source, const AstBlock *block, uint32_t from)
{
    Span whole = {0, (uint32_t)source->text.length};
    const SourceFile *file = source_file_at(source, block->span.start);
    check_within(block->span, file->span);
    check(block->span.start >= from);
    check_within(block->name, block->span);
    check_within(block->contents, block->span);
    check_optional(block->comment_before, whole);
    uint32_t last = block->contents.start;
    for (uint32_t i = 0; i < block->field_count; i++) {
        check_field(&block->fields[i], (Span){last, block->contents.end});
        last = block->fields[i].span.end;
    }
    for (uint32_t i = 0; i < block->attribute_count; i++)
        check_attribute(&block->attributes[i], block->contents);
    for (uint32_t i = 0; i < block->property_count; i++) {
        const AstProperty *property = &block->properties[i];
        check_within(property->span, block->contents);
        check_within(property->name, property->span);
        if (property->value)
            check_expression(property->value, property->span, 0);
    }
}

/* Nothing but blanks lies between two items, other than the first line of a block. */
static void check_gap(const Source *source, uint32_t from, uint32_t to)
{
    check(from <= to);
    for (uint32_t i = from; i < to; i++) {
        char c = source->text.data[i];
        check(c == ' ' || c == '\t' || (unsigned char)c >= 0x80);
    }
}

static void check_layout(const Ast *ast)
{
    const AstBlock *block = NULL;
    uint32_t place = 0;
    uint32_t blocks = 0;
    for (list_each(const LayoutItem, item, &ast->layout)) {
        if (item->kind == LAYOUT_BLOCK) {
            check(!block && item->index == blocks && item->index < ast->block_count);
            block = ast->blocks[blocks++];
            check_gap(ast->source, place, block->span.start);
            check_within(item->span, block->span);
            place = block->contents.start;
            continue;
        }
        check_gap(ast->source, place, item->span.start);
        check(item->span.end > item->span.start);
        place = item->span.end;
        check(item->kind != LAYOUT_PROPERTY || item->index < block->property_count);
        check(item->kind != LAYOUT_ATTRIBUTE || item->index < block->attribute_count);
        if (item->kind == LAYOUT_BLOCK_END) {
            check(block && item->span.end == block->span.end);
            block = NULL;
        }
    }
    check(!block && blocks == ast->block_count);
    check_gap(ast->source, place, (uint32_t)ast->source->text.length);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_new();
    Error error = {.arena = arena};
    SchemaFiles files = {0};
    Source source;
    Text all = text_copy(arena, (Text){(const char *)data, size});
    Text rest = all;
    Text first = text_cut(&rest, '\1'); /* two files in one input */
    list_add(arena, &files, (SchemaFile){TEXT("a.prisma"), first});
    if (rest.data)
        list_add(arena, &files, (SchemaFile){TEXT("b.prisma"), rest});
    if (source_make(arena, &files, &source, &error)) {
        Ast ast;
        Diagnostics diagnostics = DIAGNOSTICS(arena);
        uint32_t from = 0;
        ast_parse(arena, &source, PARSE_LAYOUT | (size % 2 ? PARSE_OBJECTS : 0), &ast,
                  &diagnostics);
        for (uint32_t i = 0; i < ast.block_count; i++) {
            check_block(&source, ast.blocks[i], from);
            from = ast.blocks[i]->span.end;
        }
        if (diagnostics.error_count == 0)
            check_layout(&ast);
        for (list_each(Diagnostic, diagnostic, &diagnostics.list))
            check_within(diagnostic->span, (Span){0, (uint32_t)source.text.length});
    }
    arena_free(arena);
    return 0;
}

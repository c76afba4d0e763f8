/* Files and blocks: what stands where, and which lines are aligned with each other. */
#include "psl/format/formatting.h"

static const char *const keywords[] = {
    [BLOCK_MODEL] = "model",
    [BLOCK_VIEW] = "view",
    [BLOCK_TYPE] = "type",
    [BLOCK_ENUM] = "enum",
    [BLOCK_DATASOURCE] = "datasource",
    [BLOCK_GENERATOR] = "generator",
};

/* The lines of a block. */
typedef struct Lines {
    const Source *source;
    const AstBlock *block;
    const LayoutItem *items;
    size_t count;
    size_t *padding;
} Lines;

static bool is_kind(const Lines *lines, size_t i, LayoutKind kind)
{
    return i < lines->count && lines->items[i].kind == kind;
}

/* Comments right before an attribute of the block move with it. */
static bool belongs_to_attribute(const Lines *lines, size_t i)
{
    return is_kind(lines, i, LAYOUT_ATTRIBUTE) ||
           (is_kind(lines, i, LAYOUT_COMMENTS) && is_kind(lines, i + 1, LAYOUT_ATTRIBUTE));
}

/* The field of a line, or NULL for one that is written in a way that is refused. */
static const AstField *field_of(const Lines *lines, const LayoutItem *item)
{
    if (item->index >= lines->block->field_count)
        return NULL;
    const AstField *field = &lines->block->fields[item->index];
    return field->span.start == item->span.start ? field : NULL;
}

static void measure_line(const Lines *lines, size_t i, Columns *columns)
{
    const LayoutItem *item = &lines->items[i];
    if (item->kind == LAYOUT_FIELD && field_of(lines, item))
        measure_field(lines->source, field_of(lines, item), columns);
    else if (item->kind == LAYOUT_PROPERTY)
        measure_property(&lines->block->properties[item->index], columns);
}

/* What could not be read. */
static void write_as_is(Buffer *out, const Source *source, Span span)
{
    Text line = source_text(source, span);
    while (text_ends_with(line, "\n"))
        line.length--;
    buffer_add_string(out, INDENT);
    buffer_add(out, line);
    buffer_add_char(out, '\n');
}

static void write_field_line(Buffer *out, const Lines *lines, const LayoutItem *item,
                             const Columns *columns)
{
    const AstField *field = field_of(lines, item);
    if (!field)
        write_as_is(out, lines->source, item->span);
    else if (lines->block->kind == BLOCK_ENUM)
        write_enum_value(out, lines->source, field, columns);
    else
        write_field(out, lines->source, field, columns);
}

static void write_line(Buffer *out, const Lines *lines, size_t i, const Columns *columns)
{
    const LayoutItem *item = &lines->items[i];
    switch (item->kind) {
    case LAYOUT_FIELD:
        write_field_line(out, lines, item, columns);
        return;
    case LAYOUT_PROPERTY:
        write_property(out, lines->source, &lines->block->properties[item->index], columns);
        return;
    case LAYOUT_COMMENTS:
        write_comments(out, source_text(lines->source, item->span), INDENT);
        return;
    case LAYOUT_INVALID:
        write_as_is(out, lines->source, item->span);
        return;
    case LAYOUT_ATTRIBUTE:
    case LAYOUT_EMPTY_LINES:
    case LAYOUT_BLOCK:
    case LAYOUT_BLOCK_END:
        return;
    }
}

/* Lines without an empty line between them, the block's attributes aside, share their columns. */
static bool write_group(Buffer *out, const Lines *lines, size_t from, size_t to)
{
    Columns columns = {0, 0};
    for (size_t i = from; i < to; i++)
        measure_line(lines, i, &columns);
    size_t width = (size_t)columns.name + columns.type;
    if (width > 0 && to - from > *lines->padding / width)
        return false;
    *lines->padding -= (to - from) * width;
    for (size_t i = from; i < to; i++)
        if (!belongs_to_attribute(lines, i))
            write_line(out, lines, i, &columns);
    return true;
}

/* Empty lines vanish at both ends of a block and before its attributes, which move away. */
static bool keeps_empty_line(const Lines *lines, size_t i)
{
    return i > 0 && i + 1 < lines->count && !belongs_to_attribute(lines, i + 1);
}

static bool write_groups(Buffer *out, const Lines *lines)
{
    size_t from = 0;
    for (size_t i = 0; i < lines->count; i++) {
        if (lines->items[i].kind != LAYOUT_EMPTY_LINES || !keeps_empty_line(lines, i))
            continue;
        if (!write_group(out, lines, from, i))
            return false;
        buffer_add_char(out, '\n');
        from = i + 1;
    }
    return write_group(out, lines, from, lines->count);
}

static unsigned rank_of(const Lines *lines, size_t i)
{
    return attribute_rank(lines->source, &lines->block->attributes[lines->items[i].index]);
}

/* The block's attributes, by rank, behind everything else. */
static void write_attributes(Buffer *out, const Lines *lines)
{
    unsigned present = 0;
    for (size_t i = 0; i < lines->count; i++)
        if (lines->items[i].kind == LAYOUT_ATTRIBUTE)
            present |= 1u << rank_of(lines, i);
    if (present)
        buffer_add_char(out, '\n');
    for (unsigned rank = 0; rank < ATTRIBUTE_RANKS; rank++) {
        for (size_t i = 0; (present >> rank & 1) && i < lines->count; i++) {
            const LayoutItem *item = &lines->items[i];
            if (item->kind != LAYOUT_ATTRIBUTE || rank_of(lines, i) != rank)
                continue;
            if (i > 0 && is_kind(lines, i - 1, LAYOUT_COMMENTS))
                write_comments(out, source_text(lines->source, item[-1].span), INDENT);
            write_block_attribute(out, lines->source, &lines->block->attributes[item->index]);
        }
    }
}

static bool write_block(Buffer *out, const Lines *lines)
{
    buffer_add_string(out, keywords[lines->block->kind]);
    buffer_add_char(out, ' ');
    buffer_add(out, source_text(lines->source, lines->block->name));
    buffer_add_string(out, " {\n");
    if (!write_groups(out, lines))
        return false;
    write_attributes(out, lines);
    buffer_add_string(out, "}\n");
    return true;
}

/* How many items a block has, its own two not counted. `items` are those behind its first. */
static size_t lines_in_block(const LayoutItem *items, size_t count)
{
    size_t lines = 0;
    while (lines < count && items[lines].kind != LAYOUT_BLOCK_END)
        lines++;
    return lines;
}

/* Writes what stands outside of blocks. */
static void write_between(Buffer *out, const Source *source, const LayoutItem *item, bool inside)
{
    if (item->kind == LAYOUT_COMMENTS)
        write_comments(out, source_text(source, item->span), "");
    else if (item->kind == LAYOUT_EMPTY_LINES && inside)
        buffer_add_char(out, '\n');
    else if (item->kind == LAYOUT_INVALID)
        buffer_add(out, source_text(source, item->span));
}

bool format_file(Buffer *out, const Ast *ast, const LayoutItem *items, size_t count,
                 size_t *padding)
{
    for (size_t i = 0; i < count; i++) {
        if (items[i].kind != LAYOUT_BLOCK) {
            write_between(out, ast->source, &items[i], i > 0 && i + 1 < count);
            continue;
        }
        Lines lines = {.source = ast->source,
                       .block = ast->blocks[items[i].index],
                       .items = items + i + 1,
                       .count = lines_in_block(items + i + 1, count - i - 1),
                       .padding = padding};
        if (!write_block(out, &lines))
            return false;
        i += lines.count + 1;
    }
    if (out->length == 0 || out->data[out->length - 1] != '\n')
        buffer_add_char(out, '\n');
    return true;
}

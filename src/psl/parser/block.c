/* Blocks. */
#include "psl/parser/parsing.h"

typedef enum Contents {
    CONTENTS_FIELDS,
    CONTENTS_VALUES,
    CONTENTS_PROPERTIES,
} Contents;

typedef struct BlockRule {
    const char *keyword;
    BlockKind kind;
    Contents contents;
} BlockRule;

/* In the order in which they are tried. A keyword needs no blank behind it: `modelUser {` is the
 * model `User`. */
static const BlockRule rules[] = {
    {"model", BLOCK_MODEL, CONTENTS_FIELDS},
    {"type", BLOCK_TYPE, CONTENTS_FIELDS},
    {"view", BLOCK_VIEW, CONTENTS_FIELDS},
    {"enum", BLOCK_ENUM, CONTENTS_VALUES},
    {"datasource", BLOCK_DATASOURCE, CONTENTS_PROPERTIES},
    {"generator", BLOCK_GENERATOR, CONTENTS_PROPERTIES},
};

/* How much was on the shared lists, so as to return there. */
typedef struct Heights {
    size_t fields;
    size_t attributes;
    size_t properties;
    size_t layout;
    size_t faults;
} Heights;

static Heights heights(const Parser *in)
{
    return (Heights){in->fields.count, in->block_attributes.count, in->properties.count,
                     in->layout.count, count_faults(in)};
}

static void take_contents(Parser *in, const Heights *before, AstBlock *block)
{
    block->field_count = (uint32_t)(in->fields.count - before->fields);
    block->attribute_count = (uint32_t)(in->block_attributes.count - before->attributes);
    block->property_count = (uint32_t)(in->properties.count - before->properties);
    block->fields = TAKE(in, &in->fields, before->fields, AstField);
    block->attributes = TAKE(in, &in->block_attributes, before->attributes, AstAttribute);
    block->properties = TAKE(in, &in->properties, before->properties, AstProperty);
}

/* The keyword, the name and the rest of the line with the brace. */
static bool read_opening(Parser *in, const BlockRule *rule, AstBlock *block)
{
    if (!read_word(in, rule->keyword))
        return false;
    skip_blanks(in);
    if (!read_identifier(in, &block->name))
        return false;
    note_name(in, block->name);
    skip_blanks(in);
    if (!read_char(in, '{'))
        return false;
    read_rest_of_line(in);
    return read_line_end(in);
}

static void read_contents(Parser *in, const BlockRule *rule, AstBlock *block)
{
    skip_blanks(in);
    uint32_t start = in->place;
    if (rule->contents == CONTENTS_PROPERTIES)
        read_property_lines(in, text_from(rule->keyword));
    else
        read_field_lines(in, rule->kind, parsed_text(in, block->name));
    block->contents = span_from(in, start);
}

/* From behind the opening to the brace. A block that never ends is none at all. Its lines are then
 * read again, each for itself, and one of them may open another; so it is remembered that from here
 * on there is no end, or a file of openings would take quadratic time. */
static bool read_to_brace(Parser *in, const BlockRule *rule, AstBlock *block)
{
    if (in->place >= in->last_brace || in->place >= in->unclosed[rule->contents])
        return false;
    uint32_t start = in->place;
    Heights before = heights(in);
    ArenaMark mark = arena_mark(in->arena);
    note_layout(in, LAYOUT_BLOCK, in->blocks.count, block->name);
    read_contents(in, rule, block);
    bool whole = read_char(in, '}');
    if (whole) {
        take_contents(in, &before, block);
        note_layout(in, LAYOUT_BLOCK_END, 0, (Span){in->place - 1, in->place});
    } else {
        in->unclosed[rule->contents] = start;
        in->layout.count = before.layout;
        forget_faults(in, before.faults);
        arena_rewind(in->arena, mark);
    }
    in->fields.count = before.fields;
    in->block_attributes.count = before.attributes;
    in->properties.count = before.properties;
    return whole;
}

bool read_block(Parser *in, AstBlock *block)
{
    uint32_t start = in->place;
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        *block = (AstBlock){.kind = rules[i].kind};
        if (read_opening(in, &rules[i], block) && read_to_brace(in, &rules[i], block)) {
            block->span = span_from(in, start);
            return true;
        }
        in->place = start;
    }
    return false;
}

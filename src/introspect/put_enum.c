/* An enum and its values. */
#include "introspect/put.h"

static void put_value(const Draft *draft, uint32_t place, Buffer *out)
{
    const DraftEnumValue *value = &draft->enum_values[place];
    if (value->present)
        put_documentation(
            out, ast_field_documentation(draft->arena, draft->present->ast, value->present->ast));
    if (value->name.text.length)
        buffer_add(out, value->name.text);
    else
        buffer_add_format(out, "// %.*s", TEXT_ARG(draft->live->enum_values.items[place]));
    put_mapped_field(value->name, out);
    buffer_add_char(out, '\n');
}

void put_enum(const Draft *draft, const DraftEnum *item, Buffer *out)
{
    const AstBlock *present = item->present ? item->present->ast : NULL;
    put_block_documentation(draft, present, NULL, item->name, item->notes, out);
    buffer_add_format(out, "enum %.*s {\n", TEXT_ARG(item->name.text));
    for (uint32_t i = 0; i < item->source->value_count; i++)
        put_value(draft, item->source->first_value + i, out);
    put_mapped_block(draft, item->name, item->source->namespace, out);
    buffer_add_string(out, "}\n\n");
}

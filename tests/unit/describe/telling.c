#include "describe/telling.h"

static void tell_value(Buffer *out, const Value *value)
{
    switch (value->kind) {
    case VALUE_LIST:
        buffer_add_char(out, '[');
        for (uint32_t i = 0; i < value->item_count; i++) {
            if (i)
                buffer_add_string(out, ", ");
            tell_value(out, &value->items[i]);
        }
        buffer_add_char(out, ']');
        break;
    case VALUE_BYTES:
        buffer_add_format(out, "%zu bytes", value->text.length);
        break;
    case VALUE_STRING:
    case VALUE_ENUM:
    case VALUE_JSON:
    case VALUE_DATETIME:
        buffer_add_format(out, "'%.*s'", TEXT_ARG(value->text));
        break;
    case VALUE_INT:
    case VALUE_BIGINT:
    case VALUE_DECIMAL:
    case VALUE_BOOLEAN:
        buffer_add(out, value->text);
        break;
    }
}

Text default_told(Arena *arena, const ColumnDefault *of, Text sequence)
{
    Buffer out = BUFFER(arena);
    if (!of)
        return TEXT("none");
    if (of->kind == DEFAULT_NOW)
        return TEXT("now");
    if (of->kind == DEFAULT_SEQUENCE)
        buffer_add_format(&out, "sequence %.*s", TEXT_ARG(sequence));
    else if (of->kind == DEFAULT_EXPRESSION)
        buffer_add_format(&out, "sql %.*s", TEXT_ARG(of->expression));
    else
        tell_value(&out, &of->value);
    return buffer_text(&out);
}

/* Arrays as PostgreSQL writes them into one text, {a,"b c"}, as far as Prisma reads them. */
#include "base/buffer.h"
#include "describe/postgres/default.h"

typedef struct ArrayText {
    Arena *arena;
    Text text;
    size_t at;
} ArrayText;

static char peek(const ArrayText *in)
{
    return in->at < in->text.length ? in->text.data[in->at] : '\0';
}

/* "a b": a backslash stands before what means itself. */
static bool read_quoted(ArrayText *in, Text *item)
{
    Buffer out = BUFFER(in->arena);
    in->at++;
    while (in->at < in->text.length && peek(in) != '"') {
        if (peek(in) == '\\')
            in->at++;
        buffer_add_char(&out, peek(in));
        in->at++;
    }
    *item = buffer_text(&out);
    return peek(in) == '"' && in->at++ < in->text.length;
}

/* Without quotes stand numbers, and texts that look like names. */
static bool read_plain(ArrayText *in, bool is_text, Text *item)
{
    size_t start = in->at;
    while (is_word(peek(in)) || peek(in) == '-' || (peek(in) == '.' && !is_text))
        in->at++;
    *item = text_slice(in->text, start, in->at);
    return item->length > 0 && (!is_text || is_letter(item->data[0]) || item->data[0] == '_');
}

bool catalog_array_values(Arena *arena, Text text, unsigned family, Value *list)
{
    LIST_OF(Value) values = {0};
    ArrayText in = {arena, text, 1};
    bool is_text = family == SCALAR_STRING || family == SCALAR_JSON || family == FAMILY_ENUM;
    *list = (Value){.kind = VALUE_LIST};
    if (text_is(text, "{}"))
        return true;
    if (!text_starts_with(text, "{"))
        return false;
    for (;;) {
        Text item;
        Value value;
        bool is_item =
            is_text && peek(&in) == '"' ? read_quoted(&in, &item) : read_plain(&in, is_text, &item);
        if (!is_item || !catalog_value(arena, item, family, &value))
            return false;
        list_add(arena, &values, value);
        char c = peek(&in);
        in.at++;
        if (c == '}' && in.at == text.length)
            break;
        if (c != ',')
            return false;
    }
    list->items = values.items;
    list->item_count = (uint32_t)values.count;
    return true;
}

#include "describe/sqlite/sqlite.h"

#include "base/buffer.h"
#include "psl/validate/literal.h"
#include "sql/decimal.h"

static bool is_quoted(Text text, char quote)
{
    return text.length >= 2 && text.data[0] == quote && text.data[text.length - 1] == quote;
}

/* Numbers may stand in quotes. */
static Text number_text(Text text)
{
    return is_quoted(text, '\'') ? text_slice(text, 1, text.length - 1) : text;
}

static bool is_whole_number(Text text)
{
    return literal_is_integer(text) && !text_starts_with(text, "+");
}

static bool integer_of(Arena *arena, Text text, Text *value)
{
    text = number_text(text);
    if (!is_whole_number(text))
        return false;
    *value = text_format(arena, "%lld", (long long)literal_integer(text));
    return true;
}

static bool decimal_of(Arena *arena, Text text, Text *value)
{
    text = number_text(text);
    if (!literal_is_decimal(text))
        return false;
    *value = decimal_plain(arena, text);
    return true;
}

static bool boolean_of(Text text, Text *value)
{
    Text number = number_text(text);
    int64_t digit = is_whole_number(number) ? literal_integer(number) : -1;
    bool is_true = digit == 1 || text_equal_ignoring_case(text, TEXT("true"));
    *value = is_true ? TEXT("true") : TEXT("false");
    return is_true || digit == 0 || text_equal_ignoring_case(text, TEXT("false"));
}

/* Words that are no string are one to Prisma. */
static Text string_of(Arena *arena, Text text)
{
    if (!is_quoted(text, '\'') && !is_quoted(text, '"'))
        return text_copy(arena, text);
    char quote = text.data[0];
    Buffer out = BUFFER(arena);
    for (size_t i = 1; i + 1 < text.length; i++) {
        buffer_add_char(&out, text.data[i]);
        if (text.data[i] == quote)
            i++;
    }
    return buffer_text(&out);
}

static bool is_now(Text text)
{
    return text_equal_ignoring_case(text, TEXT("current_timestamp")) ||
           text_equal_ignoring_case(text, TEXT("datetime('now')")) ||
           text_equal_ignoring_case(text, TEXT("datetime('now', 'localtime')"));
}

static bool read_default(Arena *arena, Text sql, unsigned family, ColumnDefault *made)
{
    Value *value = &made->value;
    switch (family) {
    case SCALAR_INT:
    case SCALAR_BIGINT:
        value->kind = family == SCALAR_INT ? VALUE_INT : VALUE_BIGINT;
        return integer_of(arena, sql, &value->text);
    case SCALAR_FLOAT:
    case SCALAR_DECIMAL:
        value->kind = VALUE_DECIMAL;
        return decimal_of(arena, sql, &value->text);
    case SCALAR_BOOLEAN:
        value->kind = VALUE_BOOLEAN;
        return boolean_of(sql, &value->text);
    case SCALAR_STRING:
        value->kind = VALUE_STRING;
        value->text = string_of(arena, sql);
        return true;
    case SCALAR_DATETIME:
        made->kind = DEFAULT_NOW;
        return is_now(sql);
    case SCALAR_JSON: /* with its quotes, so that it is no JSON: Prisma has it so */
        value->kind = VALUE_STRING;
        value->text = text_copy(arena, sql);
        return true;
    default:
        return false;
    }
}

const ColumnDefault *sqlite_default(Arena *arena, Text sql, unsigned family)
{
    if (text_equal_ignoring_case(sql, TEXT("null")))
        return NULL;
    ColumnDefault *made = NEW(arena, ColumnDefault);
    made->sequence = NONE;
    if (!read_default(arena, sql, family, made))
        *made = (ColumnDefault){
            .kind = DEFAULT_EXPRESSION, .sequence = NONE, .expression = text_copy(arena, sql)};
    return made;
}

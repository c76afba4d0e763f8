#include "describe/postgres/default.h"

#include "dialect/dialect.h"
#include "psl/validate/literal.h"
#include "sql/decimal.h"

typedef struct Cursor {
    Arena *arena;
    Text sql;
    SqlToken token;  /* that is read next */
    unsigned family; /* of values */
} Cursor;

static void next(Cursor *cursor)
{
    cursor->token = sql_token(&dialect_postgres.syntax, cursor->sql, cursor->token.end);
}

static bool is(const Cursor *cursor, const char *symbol)
{
    return sql_token_is(cursor->sql, cursor->token, symbol);
}

static bool take(Cursor *cursor, const char *symbol)
{
    bool found = is(cursor, symbol);
    if (found)
        next(cursor);
    return found;
}

static Text token_text(const Cursor *cursor)
{
    return sql_token_text(cursor->sql, cursor->token);
}

/* --- values --- */

static bool bytes_of(Arena *arena, Text text, Text *bytes)
{
    if (!text_starts_with(text, "\\x") || text.length % 2)
        return false;
    Buffer out = BUFFER(arena);
    for (size_t i = 2; i + 1 < text.length; i += 2) {
        static const char digits[] = "0123456789abcdef";
        const char *high = memchr(digits, to_lower(text.data[i]), sizeof digits - 1);
        const char *low = memchr(digits, to_lower(text.data[i + 1]), sizeof digits - 1);
        if (!high || !low)
            return false;
        buffer_add_char(&out, (char)((high - digits) << 4 | (low - digits)));
    }
    *bytes = buffer_text(&out);
    return true;
}

static bool boolean_of(Text text, Text *value)
{
    bool is_true = text_is(text, "true") || text_is(text, "t");
    *value = is_true ? TEXT("true") : TEXT("false");
    return is_true || text_is(text, "false") || text_is(text, "f");
}

bool catalog_value(Arena *arena, Text text, unsigned family, Value *value)
{
    *value = (Value){.text = text};
    switch (family) {
    case SCALAR_STRING:
    case SCALAR_JSON:
    case FAMILY_ENUM:
        value->kind = family == SCALAR_STRING ? VALUE_STRING
                      : family == SCALAR_JSON ? VALUE_JSON
                                              : VALUE_ENUM;
        value->text = text_copy(arena, text);
        return true;
    case SCALAR_INT:
    case SCALAR_BIGINT:
        value->kind = family == SCALAR_INT ? VALUE_INT : VALUE_BIGINT;
        value->text = text_format(arena, "%lld", (long long)literal_integer(text));
        return literal_is_integer(text);
    case SCALAR_FLOAT:
    case SCALAR_DECIMAL:
        value->kind = VALUE_DECIMAL;
        if (!literal_is_decimal(text))
            return false;
        value->text = decimal_plain(arena, text);
        return true;
    case SCALAR_BOOLEAN:
        value->kind = VALUE_BOOLEAN;
        return boolean_of(text, &value->text);
    case SCALAR_BYTES:
        value->kind = VALUE_BYTES;
        return bytes_of(arena, text, &value->text);
    default:
        return false;
    }
}

/* (2)::numeric, (- 2.5): what stands behind the parenthesis. */
static bool read_in_parentheses(Cursor *cursor, Value *value)
{
    bool is_negative = take(cursor, "-");
    Text text = token_text(cursor);
    if (cursor->token.kind != SQL_NUMBER)
        return false;
    if (is_negative)
        text = text_format(cursor->arena, "-%.*s", TEXT_ARG(text));
    next(cursor);
    return catalog_value(cursor->arena, text, cursor->family, value) && take(cursor, ")");
}

/* A value behind which a cast may stand: 'a'::text, 1, (2)::numeric, true. */
static bool read_value(Cursor *cursor, Value *value)
{
    unsigned family = cursor->family;
    SqlToken token = cursor->token;
    Text text = token_text(cursor);
    bool is_number = family == SCALAR_INT || family == SCALAR_BIGINT || family == SCALAR_FLOAT ||
                     family == SCALAR_DECIMAL;
    bool is_float = family == SCALAR_FLOAT || family == SCALAR_DECIMAL;
    if (is_float && take(cursor, "("))
        return read_in_parentheses(cursor, value);
    bool fits = token.kind == SQL_STRING || (token.kind == SQL_NUMBER && is_number) ||
                (token.kind == SQL_WORD && family == SCALAR_BOOLEAN);
    if (token.kind == SQL_STRING)
        text = sql_token_name(cursor->arena, cursor->sql, token);
    next(cursor);
    return fits && catalog_value(cursor->arena, text, family, value);
}

/* Passes over `::character varying(5)`, up to the end or what closes or parts a list. */
static void skip_cast(Cursor *cursor)
{
    size_t depth = 0;
    if (!is(cursor, ":"))
        return;
    while (cursor->token.kind != SQL_END &&
           (depth > 0 || (!is(cursor, ",") && !is(cursor, "]") && !is(cursor, ")")))) {
        if (is(cursor, "(") || is(cursor, "["))
            depth++;
        else if (is(cursor, ")") || is(cursor, "]"))
            depth--;
        next(cursor);
    }
}

/* --- lists --- */

typedef LIST_OF(Value) ValueList;

static bool read_list(Cursor *cursor, Value *list)
{
    *list = (Value){.kind = VALUE_LIST};
    if (cursor->token.kind == SQL_STRING)
        return catalog_array_values(cursor->arena,
                                    sql_token_name(cursor->arena, cursor->sql, cursor->token),
                                    cursor->family, list);
    ValueList values = {0};
    take(cursor, "("); /* (ARRAY[…])::type[] */
    if (!take(cursor, "ARRAY") || !take(cursor, "["))
        return false;
    while (!is(cursor, "]")) {
        Value value;
        if (!read_value(cursor, &value))
            return false;
        list_add(cursor->arena, &values, value);
        skip_cast(cursor);
        if (!take(cursor, ",") && !is(cursor, "]"))
            return false;
    }
    list->items = values.items;
    list->item_count = (uint32_t)values.count;
    return true;
}

/* --- functions --- */

/* CURRENT_TIMESTAMP or now(), and nothing else. */
static bool read_now(Cursor *cursor)
{
    if (take(cursor, "CURRENT_TIMESTAMP"))
        return cursor->token.kind == SQL_END;
    return take(cursor, "now") && take(cursor, "(") && take(cursor, ")") &&
           cursor->token.kind == SQL_END;
}

/* True when a part of the name begins with an underscore and is not quoted: Prisma does not take
 * it for a name. */
static bool has_leading_underscore(Text name)
{
    bool begins = true;
    bool quoted = false;
    for (size_t i = 0; i < name.length; i++) {
        if (begins && name.data[i] == '_')
            return true;
        quoted ^= name.data[i] == '"';
        begins = !quoted && name.data[i] == '.';
    }
    return false;
}

/* nextval('name'::regclass), or nextval(('name'::text)::regclass). */
static bool read_next_number(Cursor *cursor, Text *sequence)
{
    if (!take(cursor, "nextval") || !take(cursor, "("))
        return false;
    take(cursor, "(");
    if (cursor->token.kind != SQL_STRING)
        return false;
    *sequence = sql_token_name(cursor->arena, cursor->sql, cursor->token);
    return !has_leading_underscore(*sequence);
}

static bool read_default(Cursor *cursor, ColumnArity arity, ColumnDefault *made, Text *sequence)
{
    if (arity == COLUMN_LIST)
        return read_list(cursor, &made->value);
    if (cursor->family == SCALAR_DATETIME) {
        made->kind = DEFAULT_NOW;
        return read_now(cursor);
    }
    if ((cursor->family == SCALAR_INT || cursor->family == SCALAR_BIGINT) &&
        is(cursor, "nextval")) {
        made->kind = DEFAULT_SEQUENCE;
        return read_next_number(cursor, sequence);
    }
    return read_value(cursor, &made->value);
}

/* Identifiers are texts to Prisma, but their defaults are none. */
static unsigned family_of_values(const ColumnType *type)
{
    bool is_uuid = type->native && strcmp(type->native->name, "Uuid") == 0;
    return is_uuid ? (unsigned)FAMILY_UNSUPPORTED : type->family;
}

ColumnDefault *catalog_default(Arena *arena, Text sql, const ColumnType *type, Text *sequence)
{
    if (text_starts_with(sql, "NULL"))
        return NULL;
    Cursor cursor = {.arena = arena, .sql = sql, .family = family_of_values(type)};
    ColumnDefault *made = NEW(arena, ColumnDefault);
    made->sequence = NONE;
    next(&cursor);
    if (!read_default(&cursor, type->arity, made, sequence))
        *made = (ColumnDefault){
            .kind = DEFAULT_EXPRESSION, .sequence = NONE, .expression = text_copy(arena, sql)};
    return made;
}

#include "dialect/postgres/cast.h"

#include "sql/schema_text.h"

static bool is(const ColumnType *type, const char *name)
{
    return strcmp(type->native->name, name) == 0;
}

static bool is_one_of(const ColumnType *type, const char *const *names)
{
    for (; *names; names++)
        if (is(type, *names))
            return true;
    return false;
}

#define IS_ONE_OF(type, ...) is_one_of(type, (const char *const[]){__VA_ARGS__, NULL})

static bool is_characters(const ColumnType *type)
{
    return IS_ONE_OF(type, "VarChar", "Char");
}

/* Text of any length. */
static bool is_any_text(const ColumnType *type)
{
    return is(type, "Text") || (is(type, "VarChar") && type->argument_count == 0);
}

/* VarChar(n) or Char(n) with n of at least `length`. */
static bool has_room(const ColumnType *type, uint32_t length)
{
    return is_characters(type) && type->argument_count && type->arguments[0] >= length;
}

/* Into VarChar and Char, for values of up to `length` characters. Char alone is Char(1). */
static Cast to_characters(const ColumnType *to, uint32_t length)
{
    if (to->argument_count == 0)
        return is(to, "Char") ? CAST_RISKY : CAST_SAFE;
    return to->arguments[0] < length ? CAST_RISKY : CAST_SAFE;
}

/* --- whole numbers --- */

typedef struct WholeNumber {
    const char *name;
    uint32_t rank;       /* a larger one takes all values of a smaller one */
    int64_t decimals;    /* digits that a decimal must have before its point */
    uint32_t characters; /* of the longest value */
} WholeNumber;

static const WholeNumber whole_numbers[] = {
    {"SmallInt", 1, 3, 4},
    {"Integer", 2, 10, 11},
    {"BigInt", 3, 19, 20},
};

enum { WHOLE_NUMBERS = sizeof whole_numbers / sizeof *whole_numbers };

static const WholeNumber *whole_number(const ColumnType *type)
{
    for (int i = 0; i < WHOLE_NUMBERS; i++)
        if (is(type, whole_numbers[i].name))
            return &whole_numbers[i];
    return NULL;
}

static int64_t digits_before_point(const ColumnType *decimal)
{
    return (int64_t)decimal->arguments[0] - decimal->arguments[1];
}

static Cast from_whole_number(const ColumnType *from, const ColumnType *to)
{
    const WholeNumber *old = whole_number(from);
    const WholeNumber *new = whole_number(to);
    if (new)
        return new->rank > old->rank ? CAST_SAFE : CAST_RISKY;
    if (is(to, "Decimal"))
        return to->argument_count && digits_before_point(to) < old->decimals ? CAST_RISKY
                                                                             : CAST_SAFE;
    if (is_characters(to))
        return to_characters(to, old->characters);
    return IS_ONE_OF(to, "Real", "DoublePrecision", "Text") ? CAST_SAFE : CAST_IMPOSSIBLE;
}

/* --- other numbers --- */

static Cast decimal_to_decimal(const ColumnType *from, const ColumnType *to)
{
    enum { MOST_BEFORE_POINT = 131072, MOST_BEHIND_POINT = 16383 };
    if (to->argument_count == 0)
        return CAST_SAFE;
    if (from->argument_count == 0)
        return to->arguments[0] < MOST_BEFORE_POINT || to->arguments[1] < MOST_BEHIND_POINT
                   ? CAST_RISKY
                   : CAST_SAFE;
    return digits_before_point(from) > digits_before_point(to) ||
                   from->arguments[1] > to->arguments[1]
               ? CAST_RISKY
               : CAST_SAFE;
}

static Cast decimal_to_characters(const ColumnType *from, const ColumnType *to)
{
    enum { ANY_DECIMAL = 131073 };
    uint32_t sign_and_point = from->argument_count && from->arguments[1] ? 2 : 1;
    return to_characters(to, from->argument_count ? from->arguments[0] + sign_and_point
                                                  : (uint32_t)ANY_DECIMAL);
}

static Cast from_decimal(const ColumnType *from, const ColumnType *to)
{
    const WholeNumber *whole = whole_number(to);
    if (whole)
        return from->argument_count == 0 || from->arguments[1] > 0 ||
                       from->arguments[0] >= whole->decimals
                   ? CAST_RISKY
                   : CAST_SAFE;
    if (is(to, "Decimal"))
        return decimal_to_decimal(from, to);
    if (is_characters(to))
        return decimal_to_characters(from, to);
    if (is(to, "Text"))
        return CAST_SAFE;
    return IS_ONE_OF(to, "Real", "DoublePrecision") ? CAST_RISKY : CAST_IMPOSSIBLE;
}

static Cast from_float(const ColumnType *from, const ColumnType *to)
{
    enum { REAL_CHARACTERS = 47, DOUBLE_CHARACTERS = 317 };
    bool is_real = is(from, "Real");
    if (whole_number(to) || IS_ONE_OF(to, "Decimal", "Real"))
        return CAST_RISKY;
    if (is_characters(to))
        return to_characters(to, is_real ? REAL_CHARACTERS : DOUBLE_CHARACTERS);
    return IS_ONE_OF(to, "DoublePrecision", "Text") ? CAST_SAFE : CAST_IMPOSSIBLE;
}

static Cast from_money(const ColumnType *from, const ColumnType *to)
{
    (void)from;
    return IS_ONE_OF(to, "Citext", "Text", "VarChar") ? CAST_SAFE : CAST_RISKY;
}

static Cast from_oid(const ColumnType *from, const ColumnType *to)
{
    (void)from;
    return IS_ONE_OF(to, "Text", "VarChar", "BigInt", "Integer") ? CAST_SAFE : CAST_IMPOSSIBLE;
}

/* --- texts --- */

static Cast from_text(const ColumnType *from, const ColumnType *to)
{
    (void)from;
    if (is_any_text(to) || is(to, "Citext"))
        return CAST_SAFE;
    return is_characters(to) ? CAST_RISKY : CAST_IMPOSSIBLE;
}

static Cast from_citext(const ColumnType *from, const ColumnType *to)
{
    (void)from;
    return IS_ONE_OF(to, "Text", "VarChar") ? CAST_SAFE : CAST_RISKY;
}

static Cast from_characters(const ColumnType *from, const ColumnType *to)
{
    if (is(to, "Text"))
        return CAST_SAFE;
    if (!is_characters(to))
        return CAST_IMPOSSIBLE;
    bool is_long_enough =
        to->argument_count && from->argument_count && from->arguments[0] <= to->arguments[0];
    if (is(from, "Char") && from->argument_count == 0)
        return CAST_SAFE;
    if (is_long_enough || (from->argument_count && from->arguments[0] == 1 && !to->argument_count))
        return CAST_SAFE;
    return to->argument_count || is(to, "Char") ? CAST_RISKY : CAST_SAFE;
}

static Cast from_inet(const ColumnType *from, const ColumnType *to)
{
    (void)from;
    return IS_ONE_OF(to, "Citext", "Text", "VarChar") ? CAST_SAFE : CAST_IMPOSSIBLE;
}

static Cast from_uuid(const ColumnType *from, const ColumnType *to)
{
    (void)from;
    return is_any_text(to) || has_room(to, 32) ? CAST_SAFE : CAST_IMPOSSIBLE;
}

static Cast from_document(const ColumnType *from, const ColumnType *to)
{
    bool is_other_json = !is(from, "Xml") && IS_ONE_OF(to, "Json", "JsonB");
    if (is_any_text(to) || is_other_json)
        return CAST_SAFE;
    return is_characters(to) ? CAST_RISKY : CAST_IMPOSSIBLE;
}

static Cast from_bytea(const ColumnType *from, const ColumnType *to)
{
    (void)from;
    if (is_any_text(to))
        return CAST_SAFE;
    return has_room(to, 3) ? CAST_RISKY : CAST_IMPOSSIBLE;
}

static Cast from_boolean(const ColumnType *from, const ColumnType *to)
{
    (void)from;
    if (IS_ONE_OF(to, "Text", "VarChar") || has_room(to, 5))
        return CAST_SAFE;
    return has_room(to, 4) ? CAST_RISKY : CAST_IMPOSSIBLE;
}

/* --- times --- */

typedef struct TimeType {
    const char *name;
    uint32_t characters; /* of the longest value */
    const char *to;      /* the times that it can be cast to, parted by blanks */
} TimeType;

static const TimeType time_types[] = {
    {"Timestamp", 23, "Timestamp Timestamptz Date Time Timetz"},
    {"Timestamptz", 28, "Timestamp Timestamptz Date Time Timetz"},
    {"Date", 28, "Timestamp Timestamptz"},
    {"Time", 14, "Timetz"},
    {"Timetz", 19, "Timetz Time"},
};

static bool names_type(const char *names, const ColumnType *type)
{
    for (Text rest = text_from(names); rest.length;)
        if (text_is(text_cut(&rest, ' '), type->native->name))
            return true;
    return false;
}

static Cast from_time(const ColumnType *from, const ColumnType *to)
{
    const TimeType *type = time_types;
    while (!is(from, type->name))
        type++;
    if (is_any_text(to) || has_room(to, type->characters))
        return CAST_SAFE;
    /* The precision that is not written takes any other. */
    if (is(to, type->name) && (to->argument_count == 0 || from->argument_count == 0))
        return CAST_NONE;
    return names_type(type->to, to) ? CAST_SAFE : CAST_IMPOSSIBLE;
}

/* --- bits --- */

static Cast from_bit(const ColumnType *from, const ColumnType *to)
{
    if (from->argument_count == 0)
        return IS_ONE_OF(to, "Text", "VarChar", "Char", "VarBit") ? CAST_SAFE : CAST_IMPOSSIBLE;
    if (is_any_text(to) || (is(to, "VarBit") && to->argument_count == 0))
        return CAST_SAFE;
    bool has_length = to->argument_count && to->arguments[0] >= from->arguments[0];
    return has_length && IS_ONE_OF(to, "VarChar", "VarBit", "Char") ? CAST_SAFE : CAST_IMPOSSIBLE;
}

static Cast from_varbit(const ColumnType *from, const ColumnType *to)
{
    if (is_any_text(to))
        return CAST_SAFE;
    if (from->argument_count == 0)
        return is_characters(to) || is(to, "Bit") ? CAST_RISKY : CAST_IMPOSSIBLE;
    uint32_t length = from->arguments[0];
    if (is(to, "VarBit"))
        return to->argument_count == 0 || to->arguments[0] > length ? CAST_SAFE : CAST_IMPOSSIBLE;
    if (is(to, "Bit"))
        return to->argument_count == 0 || to->arguments[0] <= length ? CAST_RISKY : CAST_IMPOSSIBLE;
    if (!is_characters(to))
        return CAST_IMPOSSIBLE;
    return has_room(to, length) ? CAST_SAFE : CAST_RISKY;
}

static const struct {
    const char *from;
    Cast (*cast)(const ColumnType *from, const ColumnType *to);
} casts[] = {
    {"SmallInt", from_whole_number},
    {"Integer", from_whole_number},
    {"BigInt", from_whole_number},
    {"Decimal", from_decimal},
    {"Real", from_float},
    {"DoublePrecision", from_float},
    {"Money", from_money},
    {"Oid", from_oid},
    {"Text", from_text},
    {"Citext", from_citext},
    {"VarChar", from_characters},
    {"Char", from_characters},
    {"Inet", from_inet},
    {"Uuid", from_uuid},
    {"Xml", from_document},
    {"Json", from_document},
    {"JsonB", from_document},
    {"ByteA", from_bytea},
    {"Boolean", from_boolean},
    {"Timestamp", from_time},
    {"Timestamptz", from_time},
    {"Date", from_time},
    {"Time", from_time},
    {"Timetz", from_time},
    {"Bit", from_bit},
    {"VarBit", from_varbit},
};

static Cast from_list(const ColumnType *to)
{
    if (!to->native)
        return CAST_IMPOSSIBLE;
    if (is_any_text(to))
        return CAST_SAFE;
    return is_characters(to) ? CAST_RISKY : CAST_IMPOSSIBLE;
}

Cast postgres_cast(SchemaColumn before, SchemaColumn after)
{
    const ColumnType *from = &schema_column(before)->type;
    const ColumnType *to = &schema_column(after)->type;
    bool was_list = from->arity == COLUMN_LIST;
    if (was_list != (to->arity == COLUMN_LIST))
        return was_list ? from_list(to) : CAST_IMPOSSIBLE;
    if (!from->native || !to->native)
        return from->native == to->native ? CAST_NONE : CAST_RISKY;
    if (column_types_equal(from, to))
        return CAST_NONE;
    for (size_t i = 0; i < sizeof casts / sizeof *casts; i++)
        if (is(from, casts[i].from))
            return casts[i].cast(from, to);
    return CAST_IMPOSSIBLE;
}

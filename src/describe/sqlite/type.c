#include "describe/sqlite/sqlite.h"

/* What a declared type is; the first that fits counts. */
static const struct {
    const char *text;
    bool is_part; /* it may stand anywhere in the declared type */
    ScalarType scalar;
} types[] = {
    {"int", false, SCALAR_INT},
    {"integer", false, SCALAR_INT},
    {"serial", false, SCALAR_INT},
    {"bigint", false, SCALAR_BIGINT},
    {"real", false, SCALAR_FLOAT},
    {"float", false, SCALAR_FLOAT},
    {"double", false, SCALAR_FLOAT},
    {"boolean", false, SCALAR_BOOLEAN},
    {"text", false, SCALAR_STRING},
    {"char", true, SCALAR_STRING},
    {"numeric", true, SCALAR_DECIMAL},
    {"decimal", true, SCALAR_DECIMAL},
    {"date", false, SCALAR_DATETIME},
    {"datetime", false, SCALAR_DATETIME},
    {"timestamp", false, SCALAR_DATETIME},
    {"blob", false, SCALAR_BYTES},
    {"binary", false, SCALAR_BYTES},
    {"jsonb", false, SCALAR_JSON},
};

ColumnType sqlite_column_type(Arena *arena, Text declared, bool is_required)
{
    char *lower = text_cstr(arena, declared);
    for (size_t i = 0; i < declared.length; i++)
        lower[i] = to_lower(lower[i]);
    Text text = {lower, declared.length};
    /* SQLite has no lists: Prisma ignores the word for one. */
    Text word = text_ends_with(text, "[]") ? text_slice(text, 0, text.length - 2) : text;
    ColumnType type = {.family = FAMILY_UNSUPPORTED,
                       .arity = is_required ? COLUMN_REQUIRED : COLUMN_NULLABLE,
                       .enumeration = NONE};
    for (size_t i = 0; i < sizeof types / sizeof *types && type.family == FAMILY_UNSUPPORTED; i++)
        if (types[i].is_part ? text_contains(word, types[i].text) : text_is(word, types[i].text))
            type.family = types[i].scalar;
    if (type.family == FAMILY_UNSUPPORTED)
        type.text = text;
    return type;
}

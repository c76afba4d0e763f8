#include "sql/schema_text.h"

void sql_add_native_type(Buffer *out, const ColumnType *type)
{
    buffer_add_string(out, type->native->sql_name);
    for (uint32_t i = 0; i < type->argument_count; i++)
        buffer_add_format(out, "%c%u", i ? ',' : '(', type->arguments[i]);
    if (type->argument_count)
        buffer_add_char(out, ')');
}

void sql_add_hexadecimal(Buffer *out, Text bytes)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < bytes.length; i++) {
        unsigned char byte = (unsigned char)bytes.data[i];
        buffer_add_char(out, digits[byte >> 4]);
        buffer_add_char(out, digits[byte & 0xF]);
    }
}

const char *sql_referential_action(ReferentialAction action)
{
    static const char *const names[] = {
        [ACTION_NONE] = "NO ACTION",    [ACTION_CASCADE] = "CASCADE",
        [ACTION_RESTRICT] = "RESTRICT", [ACTION_NO_ACTION] = "NO ACTION",
        [ACTION_SET_NULL] = "SET NULL", [ACTION_SET_DEFAULT] = "SET DEFAULT",
    };
    return names[action];
}

bool column_types_equal(const ColumnType *a, const ColumnType *b)
{
    return a->native == b->native && a->argument_count == b->argument_count &&
           memcmp(a->arguments, b->arguments, a->argument_count * sizeof *a->arguments) == 0;
}

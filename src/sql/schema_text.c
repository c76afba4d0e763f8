#include "sql/schema_text.h"

#include "sql/writer.h"

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

void sql_add_column_names(Buffer *out, const SqlSchema *schema, const SqlIndex *index,
                          const char *between)
{
    for (uint32_t i = 0; i < index->column_count; i++) {
        if (i)
            buffer_add_string(out, between);
        sql_add_name(out, schema->columns.items[sql_index_columns(schema, index)[i].column].name);
    }
}

void sql_add_index_columns(Buffer *out, const SqlSchema *schema, const SqlIndex *index)
{
    for (uint32_t i = 0; i < index->column_count; i++) {
        const SqlIndexColumn *column = &sql_index_columns(schema, index)[i];
        if (i)
            buffer_add_string(out, ", ");
        sql_add_name(out, schema->columns.items[column->column].name);
        if (!text_is_none(column->operator_class)) {
            buffer_add_char(out, ' ');
            buffer_add(out, column->operator_class);
        }
        if (column->sort != SORT_DEFAULT)
            buffer_add_string(out, column->sort == SORT_DESC ? " DESC" : " ASC");
    }
}

static void add_key_columns(Buffer *out, const SqlSchema *schema, const SqlForeignKey *key,
                            bool referenced)
{
    for (uint32_t i = 0; i < key->column_count; i++) {
        const SqlForeignKeyColumn *pair = &schema->foreign_key_columns.items[key->first_column + i];
        uint32_t column = referenced ? pair->referenced_column : pair->column;
        if (i)
            buffer_add_string(out, ", ");
        sql_add_name(out, schema->columns.items[column].name);
    }
}

void sql_add_foreign_key(Buffer *out, const SqlSchema *schema, const SqlForeignKey *key,
                         Text target)
{
    buffer_add_string(out, "FOREIGN KEY (");
    add_key_columns(out, schema, key, false);
    sql_add(out, ") REFERENCES {}(", sql_raw(target));
    add_key_columns(out, schema, key, true);
    buffer_add_string(out, ") ON DELETE ");
    buffer_add_string(out, sql_referential_action(key->on_delete));
    buffer_add_string(out, " ON UPDATE ");
    buffer_add_string(out, sql_referential_action(key->on_update));
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

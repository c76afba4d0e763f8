/* Defaults of fields: what the database has, or what Prisma's client makes. */
#include "introspect/put.h"

#include "base/base64.h"
#include "psl/date_time.h"

/* The draft of the enum's value, or NULL. */
static const DraftEnumValue *find_value(const Draft *draft, const SqlColumn *column, Text text)
{
    if (column->type.family != FAMILY_ENUM)
        return NULL;
    const SqlEnum *item = &draft->live->enums.items[column->type.enumeration];
    for (uint32_t i = 0; i < item->value_count; i++)
        if (text_equal(draft->live->enum_values.items[item->first_value + i], text))
            return &draft->enum_values[item->first_value + i];
    return NULL;
}

static void put_call(Buffer *out, const char *function, Text argument)
{
    buffer_add_format(out, "%s(", function);
    if (!text_is_none(argument))
        string_literal_put(out, argument);
    buffer_add_char(out, ')');
}

/* A value that can be no word of the schema is SQL. */
static void put_enum_value(const Draft *draft, const SqlColumn *column, Text text, Buffer *out)
{
    const DraftEnumValue *value = find_value(draft, column, text);
    if (value && value->name.text.length)
        buffer_add(out, value->name.text);
    else
        put_call(out, "dbgenerated", text);
}

static void put_single_value(const Draft *draft, const SqlColumn *column, const Value *value,
                             Buffer *out)
{
    switch (value->kind) {
    case VALUE_INT:
    case VALUE_BIGINT:
    case VALUE_DECIMAL:
    case VALUE_BOOLEAN:
        buffer_add(out, value->text);
        return;
    case VALUE_STRING:
    case VALUE_JSON:
        string_literal_put(out, value->text);
        return;
    case VALUE_DATETIME:
        string_literal_put(out, date_time_format(draft->arena, value->text, "T", ""));
        return;
    case VALUE_BYTES:
        string_literal_put(out, base64_encode(draft->arena, value->text));
        return;
    case VALUE_ENUM:
        put_enum_value(draft, column, value->text, out);
        return;
    case VALUE_LIST:
        return; /* lists hold no lists */
    }
}

static void put_value(const Draft *draft, const SqlColumn *column, const Value *value, Buffer *out)
{
    if (value->kind != VALUE_LIST) {
        put_single_value(draft, column, value, out);
        return;
    }
    buffer_add_char(out, '[');
    for (uint32_t i = 0; i < value->item_count; i++) {
        if (i)
            buffer_add_string(out, ", ");
        /* In lists, Prisma writes an enum's values as the database has them. */
        if (value->items[i].kind == VALUE_ENUM)
            buffer_add(out, value->items[i].text);
        else
            put_single_value(draft, column, &value->items[i], out);
    }
    buffer_add_char(out, ']');
}

static void put_database_default(const Draft *draft, const SqlColumn *column, Buffer *out)
{
    const ColumnDefault *value = column->default_value;
    DefaultKind kind = column->is_autoincrement ? DEFAULT_SEQUENCE : value->kind;
    switch (kind) {
    case DEFAULT_VALUE:
        put_value(draft, column, &value->value, out);
        return;
    case DEFAULT_NOW:
        buffer_add_string(out, "now()");
        return;
    case DEFAULT_SEQUENCE:
    case DEFAULT_ROW_ID:
        buffer_add_string(out, "autoincrement()");
        return;
    case DEFAULT_EXPRESSION:
        put_call(out, "dbgenerated", value->expression);
        return;
    case DEFAULT_UNKNOWN:
        put_call(out, "dbgenerated", (Text){0});
        return;
    }
}

/* What the client makes stays as it is written, since the database does not know of it. */
static bool has_client_default(const DraftField *field)
{
    static const char *const functions[] = {"cuid", "uuid", "nanoid", "ulid"};
    for (size_t i = 0; field->present && i < sizeof functions / sizeof *functions; i++)
        if (field_default_is(field->present, functions[i]))
            return true;
    return false;
}

void put_default(const Draft *draft, const DraftField *field, Buffer *out)
{
    const SqlColumn *column = field->column;
    if (column->default_value || column->is_autoincrement) {
        buffer_add_string(out, " @default(");
        put_database_default(draft, column, out);
        buffer_add_char(out, ')');
    } else if (has_client_default(field)) {
        buffer_add_string(out, " @default(");
        buffer_add(out, datamodel_text(draft->present, field->present->default_value->value->span));
        buffer_add_char(out, ')');
    }
}

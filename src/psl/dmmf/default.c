/* A field's @default(). */
#include <inttypes.h>
#include <stdio.h>

#include "psl/date_time.h"
#include "psl/dmmf/decimal.h"
#include "psl/dmmf/writing.h"

/* What its argument is where none is written; functions without one here have none then. */
static const struct {
    const char *function;
    int64_t argument;
} implied[] = {{"uuid", 4}, {"cuid", 1}};

/* Functions whose first argument is told. Those of sequence() are not. */
static const char *const told[] = {"uuid", "cuid", "nanoid", "dbgenerated"};

static bool tells_argument(Text function)
{
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (text_is(function, told[i]))
            return true;
    return false;
}

/* A whole number. Generators get it through JavaScript, which rounds what has too many digits. */
static void write_whole(JsonWriter *json, const char *name, Text text)
{
    int64_t value = 0;
    text_to_int64(text, &value);
    json_add_double(json, name, (double)value);
}

static void write_function(JsonWriter *json, const Expression *call)
{
    json_begin_object(json, "default");
    json_add_text(json, "name", call->text);
    json_begin_array(json, "args");
    if (call->arguments->count && tells_argument(call->text)) {
        const Expression *argument = &call->arguments->items[0].value;
        if (argument->kind == EXPRESSION_NUMBER)
            write_whole(json, NULL, argument->text);
        else
            json_add_text(json, NULL, argument->text);
    } else {
        for (size_t i = 0; i < sizeof implied / sizeof *implied; i++)
            if (text_is(call->text, implied[i].function))
                json_add_number(json, NULL, implied[i].argument);
    }
    json_end_array(json);
    json_end_object(json);
}

static void write_number(JsonWriter *json, const char *name, ScalarType type, Text text)
{
    int64_t value = 0;
    if (type == SCALAR_INT) {
        write_whole(json, name, text);
    } else if (type == SCALAR_BIGINT && text_to_int64(text, &value)) {
        char digits[24];
        int length = snprintf(digits, sizeof digits, "%" PRId64, value);
        json_add_text(json, name, (Text){digits, (size_t)length});
    } else {
        json_add_double(json, name, dmmf_decimal(text));
    }
}

/* A value that is no list and no function. */
static void write_value(const Dmmf *dmmf, const char *name, const Field *field,
                        const Expression *value)
{
    JsonWriter *json = dmmf->json;
    bool is_scalar = field->kind == FIELD_SCALAR;
    ScalarType type = field->scalar;
    if (value->kind == EXPRESSION_NUMBER)
        write_number(json, name, type, value->text);
    else if (is_scalar && type == SCALAR_BOOLEAN)
        json_add_bool(json, name, text_is(value->text, "true"));
    else if (is_scalar && type == SCALAR_DECIMAL)
        json_add_double(json, name, dmmf_decimal(value->text));
    else if (is_scalar && type == SCALAR_DATETIME)
        json_add_text(json, name, date_time_format(dmmf->scratch, value->text, "T", ""));
    else
        json_add_text(json, name, value->text);
}

void dmmf_write_default(const Dmmf *dmmf, const Field *field)
{
    JsonWriter *json = dmmf->json;
    const Expression *value = field->default_value->value;
    switch (value->kind) {
    case EXPRESSION_FUNCTION:
        write_function(json, value);
        return;
    case EXPRESSION_ARRAY:
        json_begin_array(json, "default");
        for (uint32_t i = 0; i < value->item_count; i++)
            write_value(dmmf, NULL, field, &value->items[i]);
        json_end_array(json);
        return;
    case EXPRESSION_NUMBER:
    case EXPRESSION_STRING:
    case EXPRESSION_CONSTANT:
    case EXPRESSION_OBJECT:
        write_value(dmmf, "default", field, value);
        return;
    }
}

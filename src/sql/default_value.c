#include "sql/default_value.h"

#include "base/base64.h"
#include "base/json_read.h"
#include "psl/date_time.h"
#include "psl/validate/literal.h"
#include "sql/decimal.h"

/* --- from a field --- */

static const ValueKind value_kinds[SCALAR_COUNT] = {
    [SCALAR_INT] = VALUE_INT,           [SCALAR_BIGINT] = VALUE_BIGINT,
    [SCALAR_FLOAT] = VALUE_DECIMAL,     [SCALAR_DECIMAL] = VALUE_DECIMAL,
    [SCALAR_BOOLEAN] = VALUE_BOOLEAN,   [SCALAR_STRING] = VALUE_STRING,
    [SCALAR_DATETIME] = VALUE_DATETIME, [SCALAR_JSON] = VALUE_JSON,
    [SCALAR_BYTES] = VALUE_BYTES,
};

/* The digits without a plus sign and leading zeros. */
static Text whole_number(Arena *arena, Text text)
{
    return text_format(arena, "%lld", (long long)literal_integer(text));
}

static Text enum_value_in_database(const Datamodel *datamodel, const Enum *item, Text name)
{
    for (uint32_t i = 0; i < item->value_count; i++) {
        const EnumValue *value = &datamodel->enum_values.items[item->first_value + i];
        if (text_equal(datamodel_text(datamodel, value->ast->name), name))
            return text_is_none(value->mapped_name) ? name : value->mapped_name;
    }
    return name;
}

static Value value_of(const Projection *in, const Field *field, const Expression *expression)
{
    const Datamodel *datamodel = in->datamodel;
    Arena *arena = in->arena;
    Value value = {.kind = VALUE_ENUM, .text = expression->text};
    if (expression->kind == EXPRESSION_ARRAY) {
        Value *items = NEW_ARRAY(arena, Value, expression->item_count);
        for (uint32_t i = 0; i < expression->item_count; i++)
            items[i] = value_of(in, field, &expression->items[i]);
        return (Value){.kind = VALUE_LIST, .items = items, .item_count = expression->item_count};
    }
    if (field->kind == FIELD_ENUM) {
        value.text = projection_keep(
            in, enum_value_in_database(datamodel, &datamodel->enums.items[field->type],
                                       expression->text));
        return value;
    }
    value.kind = value_kinds[field->scalar];
    if (value.kind == VALUE_INT || value.kind == VALUE_BIGINT)
        value.text = whole_number(arena, value.text);
    else if (value.kind == VALUE_DECIMAL)
        value.text = decimal_plain(arena, value.text);
    else if (value.kind == VALUE_DATETIME)
        value.text = date_time_format(arena, value.text, " ", " ");
    else if (value.kind == VALUE_BYTES)
        base64_decode(arena, value.text, &value.text); /* it was validated */
    else
        value.text = projection_keep(in, value.text);
    return value;
}

static const ColumnDefault *default_of_kind(Arena *arena, DefaultKind kind)
{
    ColumnDefault *made = NEW(arena, ColumnDefault);
    *made = (ColumnDefault){.kind = kind, .sequence = NONE};
    return made;
}

static const ColumnDefault *default_of_call(const Projection *in, const Expression *call)
{
    if (text_is(call->text, "autoincrement"))
        return in->rules->autoincrement;
    if (text_is(call->text, "now"))
        return default_of_kind(in->arena, DEFAULT_NOW);
    if (text_is(call->text, "sequence"))
        return default_of_kind(in->arena, DEFAULT_SEQUENCE);
    if (!text_is(call->text, "dbgenerated"))
        return NULL;
    if (call->arguments->count == 0)
        return default_of_kind(in->arena, DEFAULT_UNKNOWN);
    ColumnDefault *made = NEW(in->arena, ColumnDefault);
    *made =
        (ColumnDefault){.kind = DEFAULT_EXPRESSION,
                        .sequence = NONE,
                        .expression = projection_keep(in, call->arguments->items[0].value.text)};
    return made;
}

const ColumnDefault *default_of_field(const Projection *in, const Field *field)
{
    if (!field->default_value)
        return NULL;
    const Expression *expression = field->default_value->value;
    if (expression->kind == EXPRESSION_FUNCTION) {
        const ColumnDefault *call = default_of_call(in, expression);
        /* On an enum, dbgenerated() without SQL says nothing. */
        return call && call->kind == DEFAULT_UNKNOWN && field->kind == FIELD_ENUM ? NULL : call;
    }
    ColumnDefault *made = NEW(in->arena, ColumnDefault);
    *made = (ColumnDefault){
        .kind = DEFAULT_VALUE, .sequence = NONE, .value = value_of(in, field, expression)};
    return made;
}

bool default_is_made_by_client(const Field *field)
{
    static const char *const of_database[] = {"autoincrement", "now", "sequence", "dbgenerated"};
    const Expression *value = field->default_value ? field->default_value->value : NULL;
    if (!value || value->kind != EXPRESSION_FUNCTION)
        return false;
    for (size_t i = 0; i < sizeof of_database / sizeof *of_database; i++)
        if (text_is(value->text, of_database[i]))
            return false;
    return true;
}

/* --- comparing --- */

static bool json_values_equal(const JsonValue *a, const JsonValue *b);

static bool json_members_equal(const JsonValue *a, const JsonValue *b)
{
    if (a->members.count != b->members.count)
        return false;
    for (size_t i = 0; i < a->members.count; i++) {
        const JsonMember *member = &a->members.items[i];
        const JsonValue *other = &b->members.items[i].value;
        if (a->kind == JSON_IS_OBJECT) {
            other = NULL;
            for (list_each(const JsonMember, candidate, &b->members))
                if (text_equal(candidate->name, member->name))
                    other = &candidate->value;
        }
        if (!other || !json_values_equal(&member->value, other))
            return false;
    }
    return true;
}

static bool json_values_equal(const JsonValue *a, const JsonValue *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case JSON_IS_NULL:
    case JSON_IS_FALSE:
    case JSON_IS_TRUE:
        return true;
    case JSON_IS_INTEGER:
        return a->integer == b->integer;
    case JSON_IS_REAL:
        return a->real <= b->real && a->real >= b->real;
    case JSON_IS_TEXT:
        return text_equal(a->text, b->text);
    case JSON_IS_ARRAY:
    case JSON_IS_OBJECT:
        return json_members_equal(a, b);
    }
    return false;
}

/* What is no JSON counts as the same: then nobody can say that it is not. Numbers that are too
 * large for the reader are compared letter by letter. */
static bool json_texts_match(Arena *scratch, Text a, Text b)
{
    if (text_equal(a, b) || !literal_is_json(a) || !literal_is_json(b))
        return true;
    ArenaMark mark = arena_mark(scratch);
    Error ignored = {.arena = scratch};
    JsonValue left;
    JsonValue right;
    bool match = json_read(scratch, a, &left, &ignored) &&
                 json_read(scratch, b, &right, &ignored) && json_values_equal(&left, &right);
    arena_rewind(scratch, mark);
    return match;
}

static bool kinds_are(const Value *a, const Value *b, ValueKind one, ValueKind other)
{
    return (a->kind == one && b->kind == other) || (a->kind == other && b->kind == one);
}

/* Values that are no lists; in lists they are compared more strictly. */
static bool single_values_match(Arena *scratch, const Value *a, const Value *b, bool in_list)
{
    if (a->kind == VALUE_DATETIME || b->kind == VALUE_DATETIME)
        return true; /* Prisma does not compare times */
    if (kinds_are(a, b, VALUE_JSON, VALUE_STRING) ||
        (!in_list && kinds_are(a, b, VALUE_JSON, VALUE_JSON)))
        return json_texts_match(scratch, a->text, b->text);
    if (a->kind == VALUE_DECIMAL && b->kind == VALUE_DECIMAL)
        return decimal_equal(a->text, b->text);
    bool same_kind =
        a->kind == b->kind || (!in_list && (kinds_are(a, b, VALUE_INT, VALUE_BIGINT) ||
                                            kinds_are(a, b, VALUE_ENUM, VALUE_STRING)));
    return same_kind && text_equal(a->text, b->text);
}

static bool values_match(Arena *scratch, const Value *a, const Value *b)
{
    if (a->kind != VALUE_LIST || b->kind != VALUE_LIST)
        return single_values_match(scratch, a, b, false);
    bool match = a->item_count == b->item_count;
    for (uint32_t i = 0; i < a->item_count && match; i++)
        match = single_values_match(scratch, &a->items[i], &b->items[i], true);
    return match;
}

static bool is_value(const ColumnDefault *of, ValueKind kind)
{
    return of && of->kind == DEFAULT_VALUE && of->value.kind == kind;
}

static bool is_kind(const ColumnDefault *of, DefaultKind kind)
{
    return of && of->kind == kind;
}

/* By dbgenerated(), with SQL or without. */
static bool is_generated(const ColumnDefault *of)
{
    return is_kind(of, DEFAULT_EXPRESSION) || is_kind(of, DEFAULT_UNKNOWN);
}

bool defaults_match(Arena *scratch, SchemaColumn before, SchemaColumn after)
{
    const SqlColumn *old = schema_column(before);
    const SqlColumn *new = schema_column(after);
    const ColumnDefault *a = old->default_value;
    const ColumnDefault *b = new->default_value;
    bool has_times = old->type.family == SCALAR_DATETIME || new->type.family == SCALAR_DATETIME;
    if (has_times && ((is_generated(a) && is_value(b, VALUE_LIST)) ||
                      (is_value(a, VALUE_LIST) && is_generated(b))))
        return true;
    if ((b && is_value(a, VALUE_DATETIME)) || (a && is_value(b, VALUE_DATETIME)))
        return true;
    if (is_kind(a, DEFAULT_VALUE) && is_kind(b, DEFAULT_VALUE))
        return values_match(scratch, &a->value, &b->value);
    if (is_kind(a, DEFAULT_EXPRESSION) && is_kind(b, DEFAULT_EXPRESSION))
        return text_equal_ignoring_case(a->expression, b->expression);
    if (is_kind(a, DEFAULT_ROW_ID) || is_kind(b, DEFAULT_ROW_ID))
        return (is_kind(a, DEFAULT_ROW_ID) && is_kind(b, DEFAULT_ROW_ID)) ||
               is_kind(b, DEFAULT_UNKNOWN);
    if (is_generated(a))
        return is_kind(b, DEFAULT_SEQUENCE) || is_kind(b, DEFAULT_UNKNOWN);
    if (is_kind(b, DEFAULT_UNKNOWN) || is_kind(b, DEFAULT_SEQUENCE))
        return true;
    /* Sequences are dropped on their own. */
    return (!a && !b) || (is_kind(a, DEFAULT_NOW) && is_kind(b, DEFAULT_NOW)) ||
           (is_kind(a, DEFAULT_SEQUENCE) && !b);
}

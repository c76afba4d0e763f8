/* @default: that the value fits the field's type. Ranges and formats are looked at later. */
#include "psl/resolve/model_state.h"

typedef struct DefaultReader {
    Arguments *arguments;
    const Field *field;
    const Expression *value;
    Text mapped_name;
} DefaultReader;

#define KIND_BIT(kind) (1u << (kind))

/* The forms of literals of each type. */
static const unsigned literal_kinds[SCALAR_COUNT] = {
    [SCALAR_INT] = KIND_BIT(EXPRESSION_NUMBER),
    [SCALAR_BIGINT] = KIND_BIT(EXPRESSION_NUMBER),
    [SCALAR_FLOAT] = KIND_BIT(EXPRESSION_NUMBER),
    [SCALAR_BOOLEAN] = KIND_BIT(EXPRESSION_CONSTANT),
    [SCALAR_STRING] = KIND_BIT(EXPRESSION_STRING),
    [SCALAR_DATETIME] = KIND_BIT(EXPRESSION_STRING),
    [SCALAR_JSON] = KIND_BIT(EXPRESSION_STRING),
    [SCALAR_BYTES] = KIND_BIT(EXPRESSION_STRING),
    [SCALAR_DECIMAL] = KIND_BIT(EXPRESSION_NUMBER) | KIND_BIT(EXPRESSION_STRING),
};

/* A function that Prisma itself knows. Others are the provider's affair. */
typedef struct DefaultFunction {
    const char *name;
    unsigned scalars;   /* SCALAR_BIT()s of the fields that may have it */
    unsigned in_types;  /* the same of fields of composite types */
    const char *range;  /* of the number that it takes, in words */
    int64_t numbers[2]; /* the least and the most of it */
    bool takes_number;  /* one, and it may be left out */
    bool either;        /* nothing between the least and the most */
} DefaultFunction;

#define ANY_SCALAR ((1u << SCALAR_COUNT) - 1)

static const DefaultFunction functions[] = {
    {.name = "autoincrement", .scalars = SCALAR_BIT(SCALAR_INT) | SCALAR_BIT(SCALAR_BIGINT)},
    {.name = "now",
     .scalars = SCALAR_BIT(SCALAR_DATETIME),
     .in_types = SCALAR_BIT(SCALAR_DATETIME)},
    {.name = "uuid",
     .scalars = SCALAR_BIT(SCALAR_STRING),
     .in_types = SCALAR_BIT(SCALAR_STRING),
     .takes_number = true,
     .numbers = {4, 7},
     .either = true,
     .range = "4 or 7"},
    {.name = "cuid",
     .scalars = SCALAR_BIT(SCALAR_STRING),
     .in_types = SCALAR_BIT(SCALAR_STRING),
     .takes_number = true,
     .numbers = {1, 2},
     .either = true,
     .range = "1 or 2"},
    {.name = "ulid", .scalars = SCALAR_BIT(SCALAR_STRING), .in_types = SCALAR_BIT(SCALAR_STRING)},
    {.name = "nanoid",
     .scalars = SCALAR_BIT(SCALAR_STRING),
     .takes_number = true,
     .numbers = {2, 255},
     .range = "from 2 to 255"},
    {.name = "auto", .scalars = ANY_SCALAR},
    {.name = "dbgenerated"},
};

static const DefaultFunction *find_function(Text name)
{
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        if (text_is(name, functions[i].name))
            return &functions[i];
    return NULL;
}

/* --- functions --- */

static bool check_number(DefaultReader *in, const DefaultFunction *function,
                         const Expression *number)
{
    int64_t value;
    if (number->kind != EXPRESSION_NUMBER) {
        attribute_error(in->arguments, "%s() takes a number, or nothing", function->name);
        return false;
    }
    bool fits =
        text_to_int64(number->text, &value) && value >= function->numbers[0] &&
        value <= function->numbers[1] &&
        (!function->either || value == function->numbers[0] || value == function->numbers[1]);
    if (!fits)
        attribute_error(in->arguments, "the number in %s() is %s", function->name, function->range);
    return fits;
}

static bool check_call(DefaultReader *in, const DefaultFunction *function)
{
    const ArgumentList *list = in->value->arguments;
    if (!function->takes_number) {
        if (list->count > 0)
            attribute_error(in->arguments, "%s() takes nothing", function->name);
        return list->count == 0;
    }
    if (list->count > 1)
        attribute_error(in->arguments, "%s() takes one number, or nothing", function->name);
    return list->count == 0 || check_number(in, function, &list->items[0].value);
}

/* dbgenerated(), and dbgenerated("an expression of SQL") */
static bool check_dbgenerated(DefaultReader *in)
{
    const ArgumentList *list = in->value->arguments;
    if (list->count > 1)
        attribute_error(in->arguments, "dbgenerated() takes one string, or nothing");
    if (list->count == 0)
        return true;
    const Expression *sql = &list->items[0].value;
    if (sql->kind != EXPRESSION_STRING)
        attribute_error(in->arguments, "dbgenerated() takes a string, or nothing");
    else if (sql->text.length == 0)
        attribute_error(in->arguments, "the string in dbgenerated() must not be empty");
    else
        return true;
    return false;
}

static void refuse_function(DefaultReader *in)
{
    attribute_error(in->arguments, "%.*s() cannot be the default of a field of type %s",
                    TEXT_ARG(in->value->text), scalar_type_name(in->field->scalar));
}

static bool check_function(DefaultReader *in)
{
    const DefaultFunction *function = find_function(in->value->text);
    if (!function && !in->field->in_type) {
        in->arguments->resolver->datamodel->has_other_defaults = true;
        return true;
    }
    if (!function) {
        diagnose_error(in->arguments->resolver->diagnostics, in->value->span,
                       "there is no function '%.*s' for defaults", TEXT_ARG(in->value->text));
        return false;
    }
    if (!in->field->in_type && text_is(in->value->text, "autoincrement") &&
        !text_is_none(in->mapped_name)) {
        attribute_error(in->arguments, "the default autoincrement() cannot have a name");
        return false;
    }
    unsigned scalars = in->field->in_type ? function->in_types : function->scalars;
    if (!(scalars & SCALAR_BIT(in->field->scalar))) {
        refuse_function(in);
        return false;
    }
    return check_call(in, function);
}

/* --- literals --- */

static bool check_literal(DefaultReader *in, const Expression *value)
{
    ScalarType scalar = in->field->scalar;
    if (!(literal_kinds[scalar] & KIND_BIT(value->kind))) {
        attribute_error(in->arguments, "this is no value of type %s", scalar_type_name(scalar));
        return false;
    }
    if (scalar == SCALAR_BOOLEAN && !text_is(value->text, "true") &&
        !text_is(value->text, "false")) {
        diagnose_error(in->arguments->resolver->diagnostics, value->span,
                       "a Boolean is 'true' or 'false'");
        return false;
    }
    return true;
}

static bool check_enum_value(DefaultReader *in, const Expression *value)
{
    Resolver *resolver = in->arguments->resolver;
    if (value->kind != EXPRESSION_CONSTANT) {
        attribute_error(in->arguments, "the default must be a value of the enum");
        return false;
    }
    if (member_find(resolver, BLOCK_ENUM, in->field->type, value->text) != NONE)
        return true;
    const Enum *item = &resolver->datamodel->enums.items[in->field->type];
    Text name = enum_name(resolver->datamodel, item);
    attribute_error(in->arguments, "the enum '%.*s' has no value '%.*s'", TEXT_ARG(name),
                    TEXT_ARG(value->text));
    return false;
}

/* One value, or a list of them; the first wrong one is reported. */
static bool check_values(DefaultReader *in, bool (*check)(DefaultReader *, const Expression *))
{
    bool is_array = in->value->kind == EXPRESSION_ARRAY;
    if (!field_is_list(in->field)) {
        if (is_array && in->field->kind == FIELD_SCALAR) {
            attribute_error(in->arguments, "the default of a field that is no list cannot be one");
            return false;
        }
        return check(in, in->value);
    }
    if (!is_array) {
        attribute_error(in->arguments, "the default of a list must be a list: [...]");
        return false;
    }
    for (uint32_t i = 0; i < in->value->item_count; i++)
        if (!check(in, &in->value->items[i]))
            return false;
    return true;
}

/* --- all of it --- */

static bool check_default(DefaultReader *in)
{
    bool is_call = in->value->kind == EXPRESSION_FUNCTION;
    if (is_call && text_is(in->value->text, "dbgenerated")) {
        if (!in->field->in_type)
            return check_dbgenerated(in);
        attribute_error(in->arguments, "a composite type has no place for dbgenerated()");
        return false;
    }
    switch (in->field->kind) {
    case FIELD_SCALAR:
        return is_call ? check_function(in) : check_values(in, check_literal);
    case FIELD_ENUM:
        return check_values(in, check_enum_value);
    case FIELD_COMPOSITE:
        attribute_error(in->arguments, "a field of a composite type cannot have a default");
        return false;
    case FIELD_UNSUPPORTED:
        attribute_error(in->arguments, "an unsupported type can have dbgenerated() only");
        return false;
    case FIELD_RELATION:
    case FIELD_UNKNOWN:
        return false;
    }
    return false;
}

static Text take_mapped_name(Arguments *arguments, const Field *field)
{
    if (!field->in_type)
        return argument_take_name(arguments, "map");
    if (argument_take(arguments, "map"))
        attribute_error(arguments, "the defaults of a composite type have no names");
    return (Text){NULL, 0};
}

void read_default(Arguments *arguments, const AttributeOwner *owner)
{
    DefaultReader in = {.arguments = arguments, .field = owner->field};
    in.value = argument_take_main(arguments, "value");
    if (!in.value)
        return;
    in.mapped_name = take_mapped_name(arguments, owner->field);
    if (!check_default(&in))
        return;
    FieldDefault *kept = NEW(arguments->resolver->arena, FieldDefault);
    *kept = (FieldDefault){in.value, arguments->attribute, in.mapped_name};
    owner->field->default_value = kept;
}

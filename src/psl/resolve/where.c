#include "psl/resolve/where.h"

typedef struct WhereReader {
    Arguments *arguments;
    uint32_t model;
} WhereReader;

/* The literals that a field of each type can be compared with. */
static const ExpressionKind literals[SCALAR_COUNT] = {
    [SCALAR_INT] = EXPRESSION_NUMBER,       [SCALAR_BIGINT] = EXPRESSION_NUMBER,
    [SCALAR_FLOAT] = EXPRESSION_NUMBER,     [SCALAR_DECIMAL] = EXPRESSION_NUMBER,
    [SCALAR_STRING] = EXPRESSION_STRING,    [SCALAR_DATETIME] = EXPRESSION_STRING,
    [SCALAR_BOOLEAN] = EXPRESSION_CONSTANT, [SCALAR_JSON] = EXPRESSION_ARRAY, /* none */
    [SCALAR_BYTES] = EXPRESSION_ARRAY,
};

static bool is_literal(const Expression *value)
{
    if (value->kind == EXPRESSION_CONSTANT)
        return text_is(value->text, "true") || text_is(value->text, "false") ||
               expression_is_null(value);
    return value->kind == EXPRESSION_NUMBER || value->kind == EXPRESSION_STRING;
}

static bool check_value(WhereReader *in, const Field *field, const Expression *value)
{
    if (!is_literal(value)) {
        attribute_error(in->arguments, "a field is compared with a string, a number, true, false "
                                       "or null, or with {not: one of these}");
        return false;
    }
    ExpressionKind wanted =
        field->kind == FIELD_SCALAR ? literals[field->scalar] : EXPRESSION_STRING;
    if (expression_is_null(value) || value->kind == wanted)
        return true;
    Text name = field_name(in->arguments->resolver->datamodel, field);
    attribute_error(in->arguments, "the field '%.*s' cannot be compared with this value",
                    TEXT_ARG(name));
    return false;
}

/* The field of that name, if its type can be compared; else reports it. */
static const Field *find_field(WhereReader *in, Span span)
{
    Resolver *resolver = in->arguments->resolver;
    const Model *model = &resolver->datamodel->models.items[in->model];
    Text name = text_at(resolver, span);
    uint32_t place = member_find(resolver, BLOCK_MODEL, in->model, name);
    if (place == NONE) {
        attribute_error(in->arguments, "the model has no field '%.*s'", TEXT_ARG(name));
        return NULL;
    }
    const Field *field = &resolver->datamodel->fields.items[model->first_field + place];
    if (field->kind == FIELD_RELATION || field->kind == FIELD_UNKNOWN) {
        attribute_error(in->arguments, "'%.*s' is no column", TEXT_ARG(name));
        return NULL;
    }
    if (field->kind == FIELD_UNSUPPORTED) {
        attribute_error(in->arguments, "'%.*s' is of an unsupported type", TEXT_ARG(name));
        diagnose_hint(resolver->diagnostics, "write the condition in SQL: where: raw(\"...\")");
        return NULL;
    }
    return field;
}

static bool check_condition(WhereReader *in, const Argument *condition)
{
    const Field *field = find_field(in, condition->name);
    if (!field)
        return false;
    if (condition->value.kind != EXPRESSION_OBJECT)
        return check_value(in, field, &condition->value);
    const ArgumentList *inner = condition->value.arguments;
    if (inner->count != 1 ||
        !text_is(text_at(in->arguments->resolver, inner->items[0].name), "not")) {
        attribute_error(in->arguments, "the only comparison is {not: value}");
        return false;
    }
    return check_value(in, field, &inner->items[0].value);
}

static bool read_object(WhereReader *in, const Expression *object, IndexWhere *where)
{
    bool sound = object->arguments->count > 0;
    if (!sound)
        attribute_error(in->arguments, "the condition is empty");
    for (uint32_t i = 0; i < object->arguments->count && sound; i++)
        sound = check_condition(in, &object->arguments->items[i]);
    where->object = object->arguments;
    return sound;
}

static bool read_raw(WhereReader *in, const Expression *call, IndexWhere *where)
{
    const ArgumentList *list = call->arguments;
    if (!text_is(call->text, "raw")) {
        attribute_error(in->arguments, "the condition is raw(\"...\") or {field: value}");
        return false;
    }
    if (list->count == 0 ||
        !expression_string(in->arguments->resolver, &list->items[0].value, &where->sql)) {
        attribute_error(in->arguments, "raw() takes a string");
        return false;
    }
    if (where->sql.length == 0)
        attribute_error(in->arguments, "the condition is empty");
    return where->sql.length > 0;
}

static bool read_where(WhereReader *in, const Expression *value, IndexWhere *where)
{
    if (value->kind == EXPRESSION_OBJECT)
        return read_object(in, value, where);
    if (value->kind == EXPRESSION_FUNCTION)
        return read_raw(in, value, where);
    attribute_error(in->arguments, "the condition is raw(\"...\") or {field: value}");
    return expression_mismatch(in->arguments->resolver, value, "raw(\"...\")");
}

const IndexWhere *argument_take_where(Arguments *arguments, uint32_t model)
{
    if (arguments->resolver->datamodel->version == PRISMA_6)
        return NULL;
    const Argument *argument = argument_find(arguments, "where");
    if (!argument)
        return NULL;
    WhereReader in = {arguments, model};
    IndexWhere *where = NEW(arguments->resolver->arena, IndexWhere);
    where->span = argument->span;
    return read_where(&in, &argument->value, where) ? where : NULL;
}

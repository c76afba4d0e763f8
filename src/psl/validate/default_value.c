/* What @default() says, beyond its kind fitting the type. */
#include "psl/validate/literal.h"
#include "psl/validate/rules.h"

static bool is_known_function(Text name)
{
    static const char *const known[] = {"autoincrement", "now",    "uuid", "cuid",
                                        "ulid",          "nanoid", "auto", "dbgenerated"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (text_is(name, known[i]))
            return true;
    return false;
}

static void default_function_is_known(Validation *v, const Field *field)
{
    const Expression *value = field->default_value ? field->default_value->value : NULL;
    if (!value || value->kind != EXPRESSION_FUNCTION || is_known_function(value->text))
        return;
    bool (*check)(const Datamodel *, const Field *, Diagnostics *) =
        v->provider->check_default_function;
    if (!check || !check(v->datamodel, field, v->diagnostics))
        diagnose_error(v->diagnostics, value->span, "there is no function '%.*s' for defaults",
                       TEXT_ARG(value->text));
}

void default_functions_are_known(Validation *v)
{
    if (!v->datamodel->has_other_defaults)
        return;
    for (list_each(const Model, model, &v->datamodel->models))
        for (fields_each(field, v->datamodel, model))
            if (is_scalar_field(field))
                default_function_is_known(v, field);
}

/* What literals of a type look like, where not all of their kind are good. */
static const struct LiteralForm {
    ExpressionKind kind;
    bool (*is_valid)(Text text);
    const char *form;
} literal_forms[SCALAR_COUNT] = {
    [SCALAR_INT] = {EXPRESSION_NUMBER, literal_is_integer, "a whole number of 64 bits"},
    [SCALAR_BIGINT] = {EXPRESSION_NUMBER, literal_is_integer, "a whole number of 64 bits"},
    [SCALAR_DATETIME] = {EXPRESSION_STRING, literal_is_time, "a time as in 2020-03-19T14:21:00Z"},
    [SCALAR_JSON] = {EXPRESSION_STRING, literal_is_json, "JSON"},
    [SCALAR_BYTES] = {EXPRESSION_STRING, literal_is_base64, "base64"},
    [SCALAR_DECIMAL] = {EXPRESSION_STRING, literal_is_decimal, "a decimal number"},
};

static void literal_is_valid(Validation *v, const struct LiteralForm *form, const Expression *value)
{
    if (form->is_valid && value->kind == form->kind && !form->is_valid(value->text))
        diagnose_error(v->diagnostics, value->span, "'%.*s' is not %s", TEXT_ARG(value->text),
                       form->form);
}

void default_value_is_valid(Validation *v, const Field *field)
{
    if (field->kind != FIELD_SCALAR || !field->default_value)
        return;
    const Expression *value = field->default_value->value;
    const struct LiteralForm *form = &literal_forms[field->scalar];
    if (value->kind != EXPRESSION_ARRAY) {
        literal_is_valid(v, form, value);
        return;
    }
    for (uint32_t i = 0; i < value->item_count; i++)
        literal_is_valid(v, form, &value->items[i]);
}

void default_auto_is_supported(Validation *v, const Field *field)
{
    if (field_default_is(field, "auto") && !validation_can(v, CAPABILITY_DEFAULT_AUTO))
        diagnose_error(v->diagnostics, field->default_value->value->span, "%s has no auto()",
                       v->provider->product);
}

#include "dialect/cockroach/sequence.h"

typedef enum ArgumentKind {
    ARGUMENT_NUMBER,
    ARGUMENT_BOOLEAN,
} ArgumentKind;

static const struct {
    const char *name;
    ArgumentKind kind;
} arguments_known[] = {
    {"virtual", ARGUMENT_BOOLEAN}, {"cache", ARGUMENT_NUMBER},    {"increment", ARGUMENT_NUMBER},
    {"minValue", ARGUMENT_NUMBER}, {"maxValue", ARGUMENT_NUMBER}, {"start", ARGUMENT_NUMBER},
};

enum { KNOWN_COUNT = sizeof arguments_known / sizeof *arguments_known };

static bool is_number(const Expression *value)
{
    int64_t number;
    return value->kind == EXPRESSION_NUMBER && text_to_int64(value->text, &number);
}

static bool is_boolean(const Expression *value)
{
    return value->kind == EXPRESSION_CONSTANT &&
           (text_is(value->text, "true") || text_is(value->text, "false"));
}

static void check_argument(const Datamodel *datamodel, const Argument *argument,
                           Diagnostics *diagnostics)
{
    Text name = datamodel_text(datamodel, argument->name);
    for (int i = 0; i < KNOWN_COUNT; i++) {
        if (span_is_none(argument->name) || !text_is(name, arguments_known[i].name))
            continue;
        if (arguments_known[i].kind == ARGUMENT_NUMBER && !is_number(&argument->value))
            diagnose_error(diagnostics, argument->value.span, "'%.*s' has to be a whole number",
                           TEXT_ARG(name));
        if (arguments_known[i].kind == ARGUMENT_BOOLEAN && !is_boolean(&argument->value))
            diagnose_error(diagnostics, argument->value.span, "'%.*s' has to be true or false",
                           TEXT_ARG(name));
        return;
    }
    diagnose_error(diagnostics, argument->span, "sequence() has no such argument");
    diagnose_hint(diagnostics, "it takes virtual, cache, increment, minValue, maxValue and start");
}

bool cockroach_check_default_function(const Datamodel *datamodel, const Field *field,
                                      Diagnostics *diagnostics)
{
    if (!field_default_is(field, "sequence"))
        return false;
    const ArgumentList *arguments = field->default_value->value->arguments;
    for (uint32_t i = 0; i < arguments->count; i++)
        check_argument(datamodel, &arguments->items[i], diagnostics);
    return true;
}

/* What an argument's value must be. */
#include "psl/resolve/attribute.h"

static const char *const kind_names[] = {
    [EXPRESSION_NUMBER] = "a number", [EXPRESSION_STRING] = "a string",
    [EXPRESSION_CONSTANT] = "a name", [EXPRESSION_FUNCTION] = "a function",
    [EXPRESSION_ARRAY] = "a list",    [EXPRESSION_OBJECT] = "an object",
};

bool expression_mismatch(Resolver *resolver, const Expression *expression, const char *expected)
{
    diagnose_error(resolver->diagnostics, expression->span, "here must be %s, not %s", expected,
                   kind_names[expression->kind]);
    return false;
}

bool expression_string(Resolver *resolver, const Expression *expression, Text *value)
{
    if (expression->kind != EXPRESSION_STRING)
        return expression_mismatch(resolver, expression, "a string");
    *value = expression->text;
    return true;
}

bool expression_constant(Resolver *resolver, const Expression *expression, Text *value)
{
    if (expression->kind != EXPRESSION_CONSTANT)
        return expression_mismatch(resolver, expression, "a name");
    *value = expression->text;
    return true;
}

bool expression_integer(Resolver *resolver, const Expression *expression, int64_t *value)
{
    if (expression->kind != EXPRESSION_NUMBER || !text_to_int64(expression->text, value))
        return expression_mismatch(resolver, expression, "a whole number");
    return true;
}

bool expression_bool(Resolver *resolver, const Expression *expression, bool *value)
{
    *value = expression->kind == EXPRESSION_CONSTANT && text_is(expression->text, "true");
    if (*value || (expression->kind == EXPRESSION_CONSTANT && text_is(expression->text, "false")))
        return true;
    return expression_mismatch(resolver, expression, "'true' or 'false'");
}

Text argument_take_name(Arguments *arguments, const char *name)
{
    Text none = {NULL, 0};
    Text value;
    const Expression *expression = argument_take(arguments, name);
    if (!expression || !expression_string(arguments->resolver, expression, &value))
        return none;
    if (value.length == 0) {
        attribute_error(arguments, "the argument '%s' must not be empty", name);
        return none;
    }
    return value;
}

int64_t argument_take_length(Arguments *arguments)
{
    int64_t length;
    const Expression *expression = argument_take(arguments, "length");
    if (!expression || !expression_integer(arguments->resolver, expression, &length))
        return -1;
    return (int64_t)(uint32_t)length;
}

SortOrder argument_take_sort(Arguments *arguments)
{
    Text order;
    const Expression *expression = argument_take(arguments, "sort");
    if (!expression || !expression_constant(arguments->resolver, expression, &order))
        return SORT_DEFAULT;
    if (text_is(order, "Asc"))
        return SORT_ASC;
    if (text_is(order, "Desc"))
        return SORT_DESC;
    attribute_error(arguments, "the order is 'Asc' or 'Desc', not '%.*s'", TEXT_ARG(order));
    return SORT_DEFAULT;
}

Clustering argument_take_clustered(Arguments *arguments)
{
    bool clustered;
    const Expression *expression = argument_take(arguments, "clustered");
    if (!expression || !expression_bool(arguments->resolver, expression, &clustered))
        return CLUSTERED_DEFAULT;
    return clustered ? CLUSTERED_TRUE : CLUSTERED_FALSE;
}

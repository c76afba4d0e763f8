#include "psl/configuration/reading.h"

Text reader_text(const ConfigurationReader *reader, Span span)
{
    return source_text(reader->datamodel->source, span);
}

bool properties_collect(const ConfigurationReader *reader, const AstBlock *block,
                        Properties *properties)
{
    properties->map = MAP(reader->scratch);
    map_reserve(&properties->map, block->property_count);
    const AstProperty **slots =
        NEW_ARRAY(reader->scratch, const AstProperty *, block->property_count);
    for (uint32_t i = 0; i < block->property_count; i++) {
        const AstProperty *property = &block->properties[i];
        Text name = reader_text(reader, property->name);
        if (!property->value) {
            diagnose_error(reader->diagnostics, block->span, "'%.*s' of '%.*s' has no value",
                           TEXT_ARG(name), TEXT_ARG(reader_text(reader, block->name)));
            return false;
        }
        slots[i] = property;
        map_set(&properties->map, name, &slots[i]);
    }
    return true;
}

const AstProperty *properties_take(Properties *properties, const char *name)
{
    const AstProperty **slot = map_get(&properties->map, text_from(name));
    const AstProperty *property = slot ? *slot : NULL;
    if (slot)
        *slot = NULL;
    return property;
}

void report_kind(const ConfigurationReader *reader, const Expression *value, const char *wanted)
{
    static const char *const kinds[] = {
        [EXPRESSION_NUMBER] = "a number", [EXPRESSION_STRING] = "a string",
        [EXPRESSION_CONSTANT] = "a name", [EXPRESSION_FUNCTION] = "a function",
        [EXPRESSION_ARRAY] = "a list",    [EXPRESSION_OBJECT] = "an object",
    };
    diagnose_error(reader->diagnostics, value->span, "%s is expected here, not %s", wanted,
                   kinds[value->kind]);
    if (value->kind == EXPRESSION_CONSTANT && text_is(text_from(wanted), "a string"))
        diagnose_hint(reader->diagnostics, "put it in quotes: \"%.*s\"", TEXT_ARG(value->text));
}

bool value_string(const ConfigurationReader *reader, const Expression *value, Text *text)
{
    if (value->kind == EXPRESSION_STRING)
        *text = value->text;
    else
        report_kind(reader, value, "a string");
    return value->kind == EXPRESSION_STRING;
}

bool value_is_env(const Expression *value)
{
    return value->kind == EXPRESSION_FUNCTION && text_is(value->text, "env");
}

bool value_variable(const ConfigurationReader *reader, const Expression *call, Text *variable)
{
    const ArgumentList *arguments = call->arguments;
    for (uint32_t i = 0; i < arguments->count; i++)
        if (!span_is_none(arguments->items[i].name))
            diagnose_warning(reader->diagnostics, arguments->items[i].span,
                             "the argument of env() has no name");
    if (arguments->count + arguments->empty_count != 1 || arguments->count != 1 ||
        !span_is_none(arguments->trailing_comma)) {
        diagnose_error(reader->diagnostics, call->span, "env() takes one string");
        diagnose_hint(reader->diagnostics, "name the environment variable: env(\"DATABASE_URL\")");
        return false;
    }
    return value_string(reader, &arguments->items[0].value, variable);
}

bool value_config(const ConfigurationReader *reader, const Expression *value, ConfigValue *config)
{
    *config = (ConfigValue){.span = value->span};
    if (value_is_env(value))
        return value_variable(reader, value, &config->variable);
    return value_string(reader, value, &config->literal);
}

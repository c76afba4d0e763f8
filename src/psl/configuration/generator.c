/* The generator blocks. */
#include "psl/configuration/reading.h"

/* Any value will do, but an env() in it has to be called properly. The depth of lists is bounded by
 * the parser. */
// NOLINTNEXTLINE(misc-no-recursion)
static bool check_value(const ConfigurationReader *reader, const Expression *value)
{
    Text variable;
    if (value_is_env(value))
        return value_variable(reader, value, &variable);
    for (uint32_t i = 0; value->kind == EXPRESSION_ARRAY && i < value->item_count; i++)
        if (!check_value(reader, &value->items[i]))
            return false;
    return true;
}

/* Whatever the generator itself wants to know; the first mistake ends it. */
static bool check_others(const ConfigurationReader *reader, const Properties *properties)
{
    for (list_each(const MapEntry, entry, &properties->map.entries)) {
        const AstProperty *property = *(const AstProperty **)entry->value;
        if (property && !check_value(reader, property->value))
            return false;
    }
    return true;
}

static void check_targets(const ConfigurationReader *reader, const AstProperty *property)
{
    uint32_t count;
    ConfigValue target;
    const Expression *items = value_items(property->value, &count);
    for (uint32_t i = 0; i < count; i++)
        value_config(reader, &items[i], &target);
}

static bool read_provider(const ConfigurationReader *reader, const AstBlock *block,
                          const AstProperty *property, Generator *generator)
{
    if (property)
        return value_config(reader, property->value, &generator->provider);
    diagnose_error(reader->diagnostics, block->span, "the generator has no 'provider'");
    diagnose_hint(reader->diagnostics, "add: provider = \"prisma-client-js\"");
    return false;
}

static bool names_adapters(const Expression *value)
{
    uint32_t count;
    bool found = false;
    const Expression *items = value_items(value, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (items[i].kind != EXPRESSION_STRING)
            return false;
        found = found || text_is(items[i].text, "schemaEngineDriverAdapters");
    }
    return found;
}

bool generator_has_adapters(const ConfigurationReader *reader, const AstBlock *block)
{
    for (uint32_t i = 0; i < block->property_count; i++) {
        const AstProperty *property = &block->properties[i];
        if (property->value && text_is(reader_text(reader, property->name), "previewFeatures") &&
            names_adapters(property->value))
            return true;
    }
    return false;
}

bool generator_read(const ConfigurationReader *reader, const AstBlock *block,
                    const Provider *provider, Generator *generator)
{
    Properties properties;
    *generator = (Generator){.ast = block};
    if (!properties_collect(reader, block, &properties))
        return false;
    const AstProperty **engine = map_get(&properties.map, TEXT("engineType"));
    if (engine && (*engine)->value->kind != EXPRESSION_STRING)
        report_kind(reader, (*engine)->value, "a string");
    if (!read_provider(reader, block, properties_take(&properties, "provider"), generator))
        return false;
    const AstProperty *output = properties_take(&properties, "output");
    if (output && !value_config(reader, output->value, &generator->output))
        generator->output = (ConfigValue){0};
    const AstProperty *targets = properties_take(&properties, "binaryTargets");
    if (targets)
        check_targets(reader, targets);
    const AstProperty *features = properties_take(&properties, "previewFeatures");
    if (features) {
        generator->preview_features_span = features->value->span;
        generator->preview_features = preview_features_read(reader, features->value, provider);
    }
    return check_others(reader, &properties);
}

/* The datasource and the generators: the present ones, their settings in Prisma's order. */
#include <stdlib.h>

#include "introspect/put.h"
#include "psl/configuration.h"

static Text text_of(const Draft *draft, Span span)
{
    return datamodel_text(draft->config, span);
}

static const AstProperty *find_property(const Draft *draft, const AstBlock *block, const char *name)
{
    for (uint32_t i = 0; i < block->property_count; i++)
        if (text_is(text_of(draft, block->properties[i].name), name))
            return &block->properties[i];
    return NULL;
}

/* Whatever was written becomes a string, but for env() and lists. */
// NOLINTNEXTLINE(misc-no-recursion): the parser bounds the depth
static void put_value(const Expression *value, Buffer *out)
{
    if (value->kind == EXPRESSION_FUNCTION) {
        buffer_add_format(out, "%.*s(", TEXT_ARG(value->text));
        for (uint32_t i = 0; i < value->arguments->count; i++)
            put_value(&value->arguments->items[i].value, out);
        buffer_add_char(out, ')');
    } else if (value->kind == EXPRESSION_ARRAY) {
        buffer_add_char(out, '[');
        for (uint32_t i = 0; i < value->item_count; i++) {
            buffer_add_string(out, i ? ", " : "");
            put_value(&value->items[i], out);
        }
        buffer_add_char(out, ']');
    } else {
        string_literal_put(out, value->text);
    }
}

static void put_property(const Draft *draft, const AstBlock *block, const char *name, Buffer *out)
{
    const AstProperty *property = find_property(draft, block, name);
    if (!property || !property->value)
        return;
    buffer_add_format(out, "%s = ", name);
    put_value(property->value, out);
    buffer_add_char(out, '\n');
}

static void begin(const Draft *draft, const AstBlock *block, const char *keyword, Buffer *out)
{
    buffer_add_format(out, "%s %.*s {\n", keyword, TEXT_ARG(text_of(draft, block->name)));
}

/* --- generators --- */

static void put_preview_features(uint64_t features, Buffer *out)
{
    bool first = true;
    buffer_add_string(out, "previewFeatures = [");
    for (int i = 0; i < PREVIEW_COUNT; i++) {
        if (!(features >> i & 1))
            continue;
        buffer_add_format(out, first ? "\"%s\"" : ", \"%s\"",
                          preview_feature_name((PreviewFeature)i));
        first = false;
    }
    buffer_add_string(out, "]\n");
}

static void put_binary_targets(const Draft *draft, const AstBlock *block, Buffer *out)
{
    const AstProperty *property = find_property(draft, block, "binaryTargets");
    if (!property || !property->value)
        return;
    bool is_list = property->value->kind == EXPRESSION_ARRAY;
    buffer_add_string(out, is_list ? "binaryTargets = " : "binaryTargets = [");
    put_value(property->value, out);
    buffer_add_string(out, is_list ? "\n" : "]\n");
}

static bool is_own_setting(Text name)
{
    static const char *const written[] = {"provider", "output", "previewFeatures", "binaryTargets"};
    for (size_t i = 0; i < sizeof written / sizeof *written; i++)
        if (text_is(name, written[i]))
            return false;
    return true;
}

typedef struct NamedProperty {
    Text name;
    const AstProperty *property;
} NamedProperty;

static int compare_names(const void *a, const void *b)
{
    return text_compare(((const NamedProperty *)a)->name, ((const NamedProperty *)b)->name);
}

/* What only the generator itself knows, by name. */
static void put_own_settings(const Draft *draft, const AstBlock *block, Buffer *out)
{
    NamedProperty *settings = NEW_ARRAY(draft->arena, NamedProperty, block->property_count);
    size_t count = 0;
    for (uint32_t i = 0; i < block->property_count; i++) {
        Text name = text_of(draft, block->properties[i].name);
        if (block->properties[i].value && is_own_setting(name))
            settings[count++] = (NamedProperty){name, &block->properties[i]};
    }
    qsort(settings, count, sizeof *settings, compare_names);
    for (size_t i = 0; i < count; i++) {
        buffer_add_format(out, "%.*s = ", TEXT_ARG(settings[i].name));
        put_value(settings[i].property->value, out);
        buffer_add_char(out, '\n');
    }
}

static void put_generator(const Draft *draft, const Generator *generator, Buffer *out)
{
    const AstBlock *block = generator->ast;
    begin(draft, block, "generator", out);
    put_property(draft, block, "provider", out);
    put_property(draft, block, "output", out);
    if (!span_is_none(generator->preview_features_span))
        put_preview_features(generator->preview_features, out);
    put_binary_targets(draft, block, out);
    put_own_settings(draft, block, out);
    buffer_add_string(out, "}\n\n");
}

/* --- the datasource --- */

static void put_schemas(const Draft *draft, Buffer *out)
{
    TextList names = draft->namespaces;
    for (list_each(const NamedSpan, schema, &draft->config->datasource->schemas))
        if (draft->namespaces.count == 0)
            list_add(draft->arena, &names, schema->name);
    for (size_t i = 0; i < names.count; i++) {
        buffer_add_string(out, i ? ", " : "schemas = [");
        string_literal_put(out, names.items[i]);
    }
    buffer_add_string(out, names.count ? "]\n" : "");
}

static void put_datasource(const Draft *draft, const AstBlock *block, Buffer *out)
{
    begin(draft, block, "datasource", out);
    put_property(draft, block, "provider", out);
    put_property(draft, block, "url", out);
    put_property(draft, block, "directUrl", out);
    put_property(draft, block, "shadowDatabaseUrl", out);
    put_property(draft, block, "relationMode", out);
    put_schemas(draft, out);
    put_extensions(draft, out);
    buffer_add_string(out, "}\n\n");
}

static bool is_within(const AstBlock *block, Span span)
{
    return block->span.start >= span.start && block->span.end <= span.end;
}

void put_configuration(const Draft *draft, Span span, Buffer *out)
{
    const Datasource *datasource = draft->config->datasource;
    for (list_each(const Generator, generator, &draft->config->generators))
        if (is_within(generator->ast, span))
            put_generator(draft, generator, out);
    if (datasource && is_within(datasource->ast, span))
        put_datasource(draft, datasource->ast, out);
}

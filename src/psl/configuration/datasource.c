/* The datasource block. */
#include <stdlib.h>

#include "psl/configuration/reading.h"

/* ---- provider ---- */

/* Adds the names of the providers to the latest diagnostic. */
static const Provider *hint_providers(const ConfigurationReader *reader)
{
    Buffer known = BUFFER(reader->scratch);
    for (const Provider *const *item = reader->options->providers; *item; item++)
        buffer_add_format(&known, known.length ? ", %s" : "%s", (*item)->names[0]);
    diagnose_hint(reader->diagnostics, "the providers are: %.*s", TEXT_ARG(buffer_text(&known)));
    return NULL;
}

static const Provider *read_provider(const ConfigurationReader *reader, const AstBlock *block,
                                     const AstProperty *property, Datasource *datasource)
{
    Diagnostics *diagnostics = reader->diagnostics;
    if (!property) {
        diagnose_error(diagnostics, block->span, "the datasource has no 'provider'");
        return hint_providers(reader);
    }
    const Expression *value = property->value;
    if (value_is_env(value)) {
        diagnose_error(diagnostics, block->span, "the 'provider' of a datasource cannot be env()");
        return hint_providers(reader);
    }
    if (value->kind != EXPRESSION_STRING) {
        report_kind(reader, value, "a string");
        return NULL;
    }
    const Provider *provider = provider_find(reader->options->providers, value->text);
    datasource->provider_name = value->text;
    datasource->provider_span = value->span;
    if (provider)
        return provider;
    diagnose_error(diagnostics, value->span, "there is no provider '%.*s'", TEXT_ARG(value->text));
    return hint_providers(reader);
}

/* ---- relationMode ---- */

static const struct {
    const char *name;
    RelationMode mode;
} relation_modes[] = {
    {"prisma", RELATION_MODE_PRISMA},
    {"foreignKeys", RELATION_MODE_FOREIGN_KEYS},
};

enum { RELATION_MODES = sizeof relation_modes / sizeof *relation_modes };

static void set_relation_mode(const ConfigurationReader *reader, const AstBlock *block,
                              const Expression *value, const Provider *provider,
                              Datasource *datasource)
{
    Text name;
    size_t i = 0;
    if (!value_string(reader, value, &name))
        return;
    while (i < RELATION_MODES && !text_is(name, relation_modes[i].name))
        i++;
    if (i == RELATION_MODES) {
        diagnose_error(reader->diagnostics, block->span, "there is no relation mode '%.*s'",
                       TEXT_ARG(name));
        diagnose_hint(reader->diagnostics, "the modes are: \"prisma\", \"foreignKeys\"");
        return;
    }
    datasource->relation_mode = relation_modes[i].mode;
    datasource->has_relation_mode = true;
    if (!(provider->relation_modes & 1u << relation_modes[i].mode))
        diagnose_error(reader->diagnostics, value->span,
                       "%s cannot be used with the relation mode '%.*s'", provider->product,
                       TEXT_ARG(name));
}

static void read_relation_mode(const ConfigurationReader *reader, const AstBlock *block,
                               Properties *properties, const Provider *provider,
                               Datasource *datasource)
{
    const AstProperty *mode = properties_take(properties, "relationMode");
    const AstProperty *old = properties_take(properties, "referentialIntegrity");
    if (old) {
        diagnose_warning(reader->diagnostics, old->span, "'referentialIntegrity' is deprecated");
        diagnose_hint(reader->diagnostics, "call it 'relationMode'");
    }
    if (old && mode) {
        diagnose_error(reader->diagnostics, old->span,
                       "'referentialIntegrity' and 'relationMode' say the same thing");
        diagnose_hint(reader->diagnostics, "keep 'relationMode'");
    } else if (old || mode) {
        set_relation_mode(reader, block, (mode ? mode : old)->value, provider, datasource);
    }
}

/* ---- URLs ---- */

/* Version 6: `url` must be there. */
static bool read_urls(const ConfigurationReader *reader, const AstBlock *block,
                      Properties *properties, const Provider *provider, Datasource *datasource)
{
    const AstProperty *url = properties_take(properties, "url");
    if (!url && !(provider->has_optional_url && reader->has_adapters)) {
        diagnose_error(reader->diagnostics, block->span, "the datasource has no 'url'");
        diagnose_hint(reader->diagnostics, "add: url = env(\"DATABASE_URL\")");
        return false;
    }
    if (url && !value_config(reader, url->value, &datasource->url))
        return false;
    const AstProperty *shadow = properties_take(properties, "shadowDatabaseUrl");
    if (shadow && !value_config(reader, shadow->value, &datasource->shadow_database_url))
        datasource->shadow_database_url = (ConfigValue){0};
    const AstProperty *direct = properties_take(properties, "directUrl");
    if (direct && !value_config(reader, direct->value, &datasource->direct_url))
        datasource->direct_url = (ConfigValue){0};
    return true;
}

static bool same_value(const ConfigValue *a, const ConfigValue *b)
{
    return text_is_none(a->literal) == text_is_none(b->literal) &&
           text_is_none(a->variable) == text_is_none(b->variable) &&
           text_equal(a->literal, b->literal) && text_equal(a->variable, b->variable);
}

/* The shadow database is emptied again and again. */
static void check_shadow(const ConfigurationReader *reader, const Datasource *datasource)
{
    const ConfigValue *shadow = &datasource->shadow_database_url;
    const struct {
        const ConfigValue *value;
        const char *name;
    } others[] = {{&datasource->direct_url, "directUrl"}, {&datasource->url, "url"}};
    if (shadow->literal.length == 0 && text_is_none(shadow->variable))
        return;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (span_is_none(others[i].value->span) || !same_value(others[i].value, shadow))
            continue;
        diagnose_error(reader->diagnostics, others[i].value->span,
                       "'%s' and 'shadowDatabaseUrl' are the same database", others[i].name);
        diagnose_hint(reader->diagnostics,
                      "the shadow database loses its data: it has to be another one");
    }
}

/* Version 7 has them in its configuration file. */
static void refuse_urls(const ConfigurationReader *reader, Properties *properties)
{
    static const struct {
        const char *name;
        const char *hint;
    } moved[] = {
        {"url", "write it into prisma.config.ts: datasource: { url: env(\"DATABASE_URL\") }"},
        {"shadowDatabaseUrl", "write it into prisma.config.ts: datasource: { shadowDatabaseUrl: "
                              "env(\"SHADOW_DATABASE_URL\") }"},
        {"directUrl", "write the direct URL into prisma.config.ts, as datasource.url"},
    };
    for (size_t i = 0; i < sizeof moved / sizeof *moved; i++) {
        const AstProperty *property = properties_take(properties, moved[i].name);
        if (!property)
            continue;
        diagnose_error(reader->diagnostics, property->span,
                       "Prisma 7 does not read '%s' from the schema", moved[i].name);
        diagnose_hint(reader->diagnostics, "%s", moved[i].hint);
    }
}

/* ---- schemas ---- */

static int by_name(const void *a, const void *b)
{
    const NamedSpan *left = a;
    const NamedSpan *right = b;
    int order = text_compare(left->name, right->name);
    return order ? order
                 : (left->span.start > right->span.start) - (left->span.start < right->span.start);
}

static void read_schemas(const ConfigurationReader *reader, const Expression *value,
                         const Provider *provider, Datasource *datasource)
{
    uint32_t count;
    const Expression *items = value_items(value, &count);
    bool valid = true;
    for (uint32_t i = 0; i < count; i++) {
        NamedSpan schema = {.span = items[i].span};
        valid = value_string(reader, &items[i], &schema.name) && valid;
        list_add(reader->arena, &datasource->schemas, schema);
    }
    if (valid && !provider_can(provider, CAPABILITY_MULTI_SCHEMA)) {
        diagnose_error(reader->diagnostics, value->span, "Prisma knows no schemas of %s",
                       provider->product);
        valid = false;
    } else if (count == 0) {
        diagnose_error(reader->diagnostics, value->span, "the list of schemas is empty");
        diagnose_hint(reader->diagnostics, "name one, or leave 'schemas' out");
        valid = false;
    }
    if (!valid) {
        datasource->schemas.count = 0;
        return;
    }
    datasource->schemas_span = value->span;
    qsort(datasource->schemas.items, count, sizeof *datasource->schemas.items, by_name);
    for (uint32_t i = 1; i < count; i++) {
        const NamedSpan *schema = &datasource->schemas.items[i - 1];
        if (text_equal(schema->name, schema[1].name))
            diagnose_error(reader->diagnostics, schema->span, "the schema '%.*s' is listed twice",
                           TEXT_ARG(schema->name));
    }
}

/* ---- the block ---- */

static void refuse_others(const ConfigurationReader *reader, const Properties *properties)
{
    for (list_each(const MapEntry, entry, &properties->map.entries)) {
        const AstProperty *property = *(const AstProperty **)entry->value;
        if (property)
            diagnose_error(reader->diagnostics, property->span,
                           "a datasource has no property '%.*s'", TEXT_ARG(entry->key));
    }
}

bool datasource_read(const ConfigurationReader *reader, const AstBlock *block,
                     Datasource *datasource, const Provider **provider)
{
    Properties properties;
    *datasource = (Datasource){.ast = block};
    if (!properties_collect(reader, block, &properties))
        return false;
    const AstProperty *written = properties_take(&properties, "provider");
    *provider = read_provider(reader, block, written, datasource);
    if (!*provider)
        return false;
    datasource->relation_mode = (*provider)->default_relation_mode;
    read_relation_mode(reader, block, &properties, *provider, datasource);
    if ((*provider)->has_extensions)
        extensions_read(reader, properties_take(&properties, "extensions"), datasource);
    if (reader->datamodel->version == PRISMA_7)
        refuse_urls(reader, &properties);
    else if (!read_urls(reader, block, &properties, *provider, datasource))
        return false;
    check_shadow(reader, datasource);
    const AstProperty *features = properties_take(&properties, "previewFeatures");
    if (features) {
        diagnose_error(reader->diagnostics, features->span,
                       "'previewFeatures' belongs into a generator");
        diagnose_hint(reader->diagnostics, "move the line into the generator block");
    }
    const AstProperty *schemas = properties_take(&properties, "schemas");
    if (schemas)
        read_schemas(reader, schemas->value, *provider, datasource);
    refuse_others(reader, &properties);
    return true;
}

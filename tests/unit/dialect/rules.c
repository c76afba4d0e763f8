#include "dialect/rules.h"

#include "dialect/providers.h"
#include "psl/native_type.h"
#include "psl/schema.h"

static void ask_field(const Datamodel *datamodel, const Field *field, Diagnostics *found)
{
    const Provider *provider = datamodel->provider;
    const Expression *value = field->default_value ? field->default_value->value : NULL;
    if (field->native_type)
        native_type_check(datamodel, field, found);
    if (field->kind == FIELD_RELATION && provider->check_relation_field)
        provider->check_relation_field(datamodel, field, found);
    if (value && value->kind == EXPRESSION_FUNCTION && provider->check_default_function)
        provider->check_default_function(datamodel, field, found);
}

static void ask(const Datamodel *datamodel, Diagnostics *found)
{
    const Provider *provider = datamodel->provider;
    if (provider->check_datasource)
        provider->check_datasource(datamodel, found);
    for (list_each(const Model, model, &datamodel->models))
        if (provider->check_model)
            provider->check_model(datamodel, model, found);
    for (list_each(const Field, field, &datamodel->fields))
        ask_field(datamodel, field, found);
}

static Text findings(Arena *arena, const Schema *schema, const Diagnostics *found)
{
    Buffer lines = BUFFER(arena);
    for (list_each(const Diagnostic, item, &found->list)) {
        Text place = source_text(&schema->source, item->span);
        Text first = text_trim(text_cut(&place, '\n'));
        buffer_add_format(&lines, "%s %.*s\n", item->severity == SEVERITY_ERROR ? "E" : "W",
                          TEXT_ARG(first));
    }
    return buffer_text(&lines);
}

void assert_rules_at(const Scene *scene, const char *provider, const char *properties,
                     const char *schema, const char *expected, const char *file, int line)
{
    Arena *arena = scene->arena;
    SchemaFiles files = {0};
    SchemaOptions options = {.providers = dialect_providers, .version = PRISMA_7};
    Text text = text_format(arena, "datasource db {\nprovider = \"%s\"\n%s}\n%s", provider,
                            properties, schema);
    list_add(arena, &files, (SchemaFile){TEXT("schema.prisma"), text});
    Schema read;
    Error error;
    assert_succeeds_at(schema_read(arena, &files, &options, &read, &error), &error, "schema_read",
                       file, line);
    if (!read.is_resolved)
        fail_at(file, line, "is_resolved", "%s", read.diagnostics.list.items[0].message.data);
    Diagnostics found = DIAGNOSTICS(arena);
    ask(&read.datamodel, &found);
    assert_text_at(findings(arena, &read, &found), text_from(expected), file, line);
}

/* Schemas of the database, and what kinds of things lie in them. */
#include "psl/validate/rules.h"

static bool is_listed(const Datasource *datasource, Text schema)
{
    size_t low = 0;
    size_t high = datasource->schemas.count;
    while (low < high) { /* they are sorted */
        size_t middle = (low + high) / 2;
        int order = text_compare(datasource->schemas.items[middle].name, schema);
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

/* `what` and `whole` are the thing that lies in the schema. */
static void schema_fits(Validation *v, Text schema, Span span, const char *what, Span whole)
{
    const Datasource *datasource = v->datamodel->datasource;
    bool is_written = !text_is_none(schema);
    if (!validation_can(v, CAPABILITY_MULTI_SCHEMA)) {
        if (is_written)
            diagnose_error(v->diagnostics, span, "Prisma knows no schemas of %s",
                           v->provider->product);
        return;
    }
    if (!datasource)
        return;
    if (is_written && !is_listed(datasource, schema)) {
        diagnose_error(v->diagnostics, span, "the datasource does not list the schema '%.*s'",
                       TEXT_ARG(schema));
        diagnose_hint(v->diagnostics, "add it to `schemas` of the datasource");
    } else if (!is_written && !span_is_none(datasource->schemas_span)) {
        diagnose_error(v->diagnostics, whole,
                       "the %s does not say in which schema it is, while the datasource lists some",
                       what);
        diagnose_hint(v->diagnostics, "add @@schema(\"...\")");
    }
}

void model_schema_fits(Validation *v, const Model *model)
{
    schema_fits(v, model->schema, model->schema_span, container_word(model), model->ast->span);
}

void enum_schema_fits(Validation *v, const Enum *item)
{
    schema_fits(v, item->schema, item->schema_span, "enum", item->ast->span);
}

void enums_are_supported(Validation *v, const Enum *item)
{
    if (!validation_can(v, CAPABILITY_ENUMS))
        diagnose_error(v->diagnostics, item->ast->span, "%s has no enums", v->provider->product);
}

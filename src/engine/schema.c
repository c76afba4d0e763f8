#include "engine/schema.h"

#include "dialect/providers.h"
#include "project/describing.h"
#include "psl/source_lines.h"

SchemaOptions schema_options(const Request *request)
{
    return (SchemaOptions){.providers = dialect_providers,
                           .version = request->project.prisma_major == 7 ? PRISMA_7 : PRISMA_6};
}

bool schema_of_process(Request *request, Schema *schema, Error *error)
{
    SchemaOptions options = schema_options(request);
    return schema_read(request->arena, &request->project.schema, &options, schema, error);
}

bool schema_check(Request *request, const Schema *schema, Error *error)
{
    enum { SHOWN = 20 };
    Arena *arena = request->arena;
    size_t shown = 0;
    Buffer detail = BUFFER(arena);
    if (schema->diagnostics.error_count == 0)
        return true;
    SourceLines lines = source_lines_make(arena, &schema->source);
    for (list_each(const Diagnostic, diagnostic, &schema->diagnostics.list)) {
        SourcePlace place = source_lines_place(&lines, diagnostic->span);
        if (diagnostic->severity != SEVERITY_ERROR || shown++ >= SHOWN)
            continue;
        buffer_add_format(&detail, "%.*s:%zu:%zu: %.*s\n", TEXT_ARG(place.file->path), place.line,
                          place.column, TEXT_ARG(diagnostic->message));
    }
    fail(error, ERROR_P1012, "the schema is not valid: it has %zu error%s",
         schema->diagnostics.error_count, schema->diagnostics.error_count == 1 ? "" : "s");
    error->detail = text_trim(buffer_text(&detail));
    return error_field(error, "full_error", error->detail);
}

bool schema_of_request(Request *request, Schema *schema, Error *error)
{
    const JsonValue *container;
    SchemaFiles *files = NEW(request->arena, SchemaFiles);
    SchemaOptions options = schema_options(request);
    return parameter_object(request->parameters, "schema", &container, error) &&
           parameter_schema_files(request->arena, container, files, error) &&
           schema_read(request->arena, files, &options, schema, error) &&
           schema_check(request, schema, error);
}

/* A list of names, or NULL where nothing is external. */
static bool read_external(Request *request, const char *name, const TextList **list, Error *error)
{
    const JsonValue *filters = parameter(request->parameters, "filters");
    TextList *names = NEW(request->arena, TextList);
    if (filters && !parameter_texts(request->arena, filters, name, names, error))
        return false;
    *list = names->count ? names : NULL;
    return true;
}

bool request_external(Request *request, const TextList **tables, const TextList **enums,
                      Error *error)
{
    return read_external(request, "externalTables", tables, error) &&
           read_external(request, "externalEnums", enums, error);
}

bool request_description(Request *request, const Schema *schema, DescribeRequest *describe,
                         Error *error)
{
    return project_describe_request(&request->project, &schema->datamodel, describe, error) &&
           request_external(request, &describe->external, &describe->external_enums, error);
}

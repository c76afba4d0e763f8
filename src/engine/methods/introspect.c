/* The schema that describes a live database. */
#include "introspect/introspect.h"

#include "base/file.h"
#include "engine/methods.h"
#include "engine/schema.h"

typedef struct Pull {
    SchemaFiles files;
    SchemaOptions options;
    Schema present;
    TextList namespaces; /* that the request names instead of the datasource's */
    bool force;
    DescribeRequest describe;
    SqlSchema live;
    Introspection result;
} Pull;

/* The schema is the request's: it may be one that was made up for a URL. */
static bool read_present(Request *request, Pull *pull, Error *error)
{
    const JsonValue *schema;
    pull->force = parameter_flag(request->parameters, "force");
    if (!parameter_object(request->parameters, "schema", &schema, error) ||
        !parameter_schema_files(request->arena, schema, &pull->files, error) ||
        !parameter_texts(request->arena, request->parameters, "namespaces", &pull->namespaces,
                         error) ||
        !request_datasource(request, schema, error))
        return false;
    pull->options = schema_options(request);
    return schema_read(request->arena, &pull->files, &pull->options, &pull->present, error) &&
           (introspect_can_use(&pull->present, pull->force) ||
            schema_check(request, &pull->present, error));
}

static bool describe(Request *request, Pull *pull, Error *error)
{
    if (!request_description(request, &pull->present, &pull->describe, error))
        return false;
    introspect_describe_more(&pull->describe, &pull->present.datamodel);
    if (pull->namespaces.count)
        pull->describe.namespaces = &pull->namespaces;
    return request_connect(request, OPEN_READ_ONLY, error) &&
           describe_database(request->arena, request->database, &pull->describe, &pull->live,
                             error);
}

static bool make_schema(Request *request, Pull *pull, Error *error)
{
    Text folder;
    if (!parameter_optional_text(request->parameters, "baseDirectoryPath", &folder, error))
        return false;
    IntrospectRequest asked = {
        .rules = pull->describe.rules,
        .live = &pull->live,
        .present = &pull->present,
        .options = &pull->options,
        .namespaces = pull->namespaces.count ? &pull->namespaces : NULL,
        .force = pull->force,
        .new_file = path_resolve(request->arena, folder, TEXT("introspected.prisma")),
    };
    return introspect(request->arena, &asked, &pull->result, error);
}

static void answer_files(JsonWriter *json, const SchemaFiles *files)
{
    json_begin_object(json, "schema");
    json_begin_array(json, "files");
    for (list_each(const SchemaFile, file, files)) {
        json_begin_object(json, NULL);
        json_add_text(json, "content", file->content);
        json_add_text(json, "path", file->path);
        json_end_object(json);
    }
    json_end_array(json);
    json_end_object(json);
}

/* The queries of views, for the files beside the schema; null where nobody wants views. */
static void answer_views(JsonWriter *json, const Pull *pull)
{
    if (!pull->describe.views) {
        json_add_null(json, "views");
        return;
    }
    json_begin_array(json, "views");
    for (list_each(const ViewQuery, view, &pull->result.views)) {
        json_begin_object(json, NULL);
        json_add_text(json, "definition", view->query);
        json_add_text(json, "name", view->name);
        json_add_text(json, "schema", view->namespace);
        json_end_object(json);
    }
    json_end_array(json);
}

bool method_introspect(Request *request, Error *error)
{
    Pull pull = {0};
    JsonWriter *json = request->answer;
    Buffer warnings = BUFFER(request->arena);
    if (!read_present(request, &pull, error) || !describe(request, &pull, error) ||
        !make_schema(request, &pull, error))
        return false;
    warnings_write(&pull.result.warnings, "", &warnings);
    json_begin_object(json, "result");
    answer_files(json, &pull.result.files);
    answer_views(json, &pull);
    json_add_text_or_null(json, "warnings", text_trim(buffer_text(&warnings)));
    json_end_object(json);
    return true;
}

#include "engine/request.h"

#include "base/file.h"
#include "engine/schema.h"

/* The schema's files, as the command line of the process names them. */
static bool read_schema(Request *request, SchemaFiles *files, Error *error)
{
    const Engine *engine = request->engine;
    for (list_each(const Text, path, &engine->schema_paths)) {
        Text whole = path_resolve(request->arena, engine->folder, *path);
        if (!schema_files_read(request->arena, whole, files, error))
            return false;
    }
    return files->count || fail(error, ERROR_D1040,
                                "this request needs a schema, and the process was started "
                                "without --datamodels");
}

/* `url` counts more than what the schema says, where it is not empty. */
static bool find_database(Request *request, const SchemaFiles *files, Text url, Error *error)
{
    const Engine *engine = request->engine;
    if (!project_of_schema(request->arena, engine->folder, files, engine->environment,
                           &request->project, error))
        return false;
    request->project.options.url = url;
    request->project.options.shadow_url = engine->shadow_url;
    if (!project_connection(&request->project, &request->connection, error))
        return false;
    request->namespaces = project_namespaces(&request->project, &request->connection);
    return true;
}

bool request_project(Request *request, Error *error)
{
    SchemaFiles files = {0};
    return read_schema(request, &files, error) &&
           find_database(request, &files, request->engine->url, error);
}

bool request_datasource(Request *request, const JsonValue *datasource, Error *error)
{
    SchemaFiles files = {0};
    Text url;
    if (parameter(datasource, "files"))
        return parameter_schema_files(request->arena, datasource, &files, error) &&
               find_database(request, &files, request->engine->url, error);
    return parameter_text(datasource, "url", &url, error) &&
           connection_parse(request->arena, url, request->engine->folder, &request->connection,
                            error);
}

bool request_connect(Request *request, OpenMode mode, Error *error)
{
    return database_open(request->arena, &request->connection, mode, &request->database, error);
}

bool request_open(Request *request, OpenMode mode, Error *error)
{
    return request_project(request, error) && request_connect(request, mode, error);
}

bool request_apply(Request *request, MigrationsFolder *folder, ApplyRequest *apply, Error *error)
{
    const JsonValue *list;
    const TextList *enums;
    const Environment *environment = request->engine->environment;
    *apply = (ApplyRequest){
        .folder = folder,
        .provider = request->project.provider,
        .namespaces = &request->namespaces,
        .no_lock = apply_lock_is_off(environment),
    };
    return parameter_object(request->parameters, "migrationsList", &list, error) &&
           parameter_migrations(request->arena, list, folder, error) &&
           request_external(request, &apply->external, &enums, error) &&
           script_mode_choose(TEXT(""), environment, TEXT(""), &apply->mode, error);
}

void answer_nothing(Request *request)
{
    json_begin_object(request->answer, "result");
    json_end_object(request->answer);
}

void answer_names(const Request *request, const char *name, const MigrationList *migrations)
{
    json_begin_array(request->answer, name);
    for (size_t i = 0; i < migrations->count; i++)
        json_add_text(request->answer, NULL, migrations->items[i]->name);
    json_end_array(request->answer);
}

void answer_findings(const Request *request, const char *name, const Findings *findings,
                     bool unexecutable, FindingForm form)
{
    JsonWriter *json = request->answer;
    json_begin_array(json, name);
    for (list_each(const Finding, finding, &findings->items)) {
        Buffer text = BUFFER(request->arena);
        if (finding_is_unexecutable(finding) != unexecutable)
            continue;
        finding_add_text(&text, findings->steps, finding);
        if (form == FINDING_AS_TEXT) {
            json_add_text(json, NULL, buffer_text(&text));
            continue;
        }
        json_begin_object(json, NULL);
        json_add_text(json, "message", buffer_text(&text));
        json_add_number(json, "stepIndex", finding->step);
        json_end_object(json);
    }
    json_end_array(json);
}

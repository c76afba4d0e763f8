/* What is asked of a database without a history: is it there, what is it, run this. */
#include "engine/methods.h"

/* Finds the database that the member of that name describes. */
static bool find_database(Request *request, const char *name, Error *error)
{
    const JsonValue *datasource;
    return parameter_object(request->parameters, name, &datasource, error) &&
           request_datasource(request, datasource, error);
}

bool method_ensure_connection_validity(Request *request, Error *error)
{
    if (!find_database(request, "datasource", error) ||
        !request_connect(request, OPEN_READ_ONLY, error))
        return false;
    answer_nothing(request);
    return true;
}

bool method_create_database(Request *request, Error *error)
{
    if (!find_database(request, "datasource", error) ||
        !database_create(request->arena, &request->connection, error))
        return false;
    json_begin_object(request->answer, "result");
    json_add_text(request->answer, "databaseName", request->connection.database);
    json_end_object(request->answer);
    return true;
}

bool method_get_database_version(Request *request, Error *error)
{
    bool found = parameter(request->parameters, "datasource")
                     ? find_database(request, "datasource", error)
                     : request_project(request, error);
    if (!found || !request_connect(request, OPEN_READ_ONLY, error))
        return false;
    const char *product = request->connection.dialect->product;
    Text version = database_version(request->database);
    json_add_text(request->answer, "result",
                  text_format(request->arena, "%s %.*s", product, TEXT_ARG(version)));
    return true;
}

bool method_db_execute(Request *request, Error *error)
{
    Text script;
    if (!parameter_text(request->parameters, "script", &script, error) ||
        !find_database(request, "datasourceType", error) ||
        !request_connect(request, OPEN_READ_WRITE, error) ||
        !database_run_script(request->database, script, TEXT("script"), error))
        return false;
    answer_nothing(request);
    return true;
}

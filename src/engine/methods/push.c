/* Making the database what a schema says, without a migration. */
#include "engine/methods.h"
#include "engine/schema.h"
#include "history/data_loss.h"
#include "history/run_steps.h"
#include "history/table.h"
#include "history/wanted.h"

/* From what the database has to what the schema says. */
static bool find_steps(Request *request, Steps *steps, Error *error)
{
    Schema schema;
    DescribeRequest describe;
    SqlSchema *live = NEW(request->arena, SqlSchema);
    return request_project(request, error) && schema_of_request(request, &schema, error) &&
           request_description(request, &schema, &describe, error) &&
           request_connect(request, OPEN_READ_WRITE, error) &&
           history_create_namespace(request->arena, request->database, error) &&
           describe_database(request->arena, request->database, &describe, live, error) &&
           wanted_steps(request->arena, live, &schema.datamodel, &describe,
                        request->connection.name_space, steps, error);
}

bool method_schema_push(Request *request, Error *error)
{
    Steps steps;
    Findings findings;
    size_t done = 0;
    JsonWriter *json = request->answer;
    if (!find_steps(request, &steps, error) ||
        !data_loss_find(request->arena, request->database, &steps, &findings, error))
        return false;
    bool refused =
        data_loss_count(&findings, true) ||
        (data_loss_count(&findings, false) && !parameter_flag(request->parameters, "force"));
    if (!refused && !run_steps_on(request->arena, request->database, &steps, &done, error))
        return false;
    json_begin_object(json, "result");
    json_add_number(json, "executedSteps", (int64_t)done);
    answer_findings(request, "warnings", &findings, false, FINDING_AS_TEXT);
    answer_findings(request, "unexecutable", &findings, true, FINDING_AS_TEXT);
    json_end_object(json);
    return true;
}

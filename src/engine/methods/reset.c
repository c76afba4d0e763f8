/* Emptying the database. */
#include "history/reset.h"

#include "engine/methods.h"

bool method_reset(Request *request, Error *error)
{
    if (!request_open(request, OPEN_READ_WRITE, error))
        return false;
    TextList namespaces = project_reset_namespaces(&request->project, &request->connection);
    if (!reset_database(request->arena, request->database, &namespaces, error))
        return false;
    answer_nothing(request);
    return true;
}

/* One request while it is answered: its parameters, its memory, and the database it is about. */
#ifndef DUNLIN_ENGINE_REQUEST_H
#define DUNLIN_ENGINE_REQUEST_H

#include "base/json.h"
#include "engine/engine.h"
#include "engine/parameters.h"
#include "history/apply.h"
#include "project/project.h"
#include "sql/findings.h"

typedef struct Request {
    Arena *arena; /* goes when the request is answered */
    const Engine *engine;
    const JsonValue *parameters; /* an object, or NULL */
    JsonWriter *answer;          /* an open object, which lacks the member "result" */
    Buffer printed; /* what Prisma's command line shall print, with a line end behind it */
    bool prints;    /* is there something to print? */

    Project project; /* once it was found */
    Connection connection;
    TextList namespaces; /* of the datasource */
    Database *database;  /* once it is open; closed when the request is answered */
} Request;

/* Finds the project that the process was started for, its connection and its namespaces. P1012,
 * P1013, D1005, D1006, D1007. */
bool request_project(Request *request, Error *error);

/* The same for a schema or a URL that the request itself names, as {files: […]} or {url: "…"};
 * relative paths in a schema's URL are seen from the schema. */
bool request_datasource(Request *request, const JsonValue *datasource, Error *error);

/* Connects to what one of these two has found. */
bool request_connect(Request *request, OpenMode mode, Error *error);

/* request_project() and request_connect(). */
bool request_open(Request *request, OpenMode mode, Error *error);

/* Reads the parameter "migrationsList" into `folder`, and what is needed to apply it. D1016, D1040.
 */
bool request_apply(Request *request, MigrationsFolder *folder, ApplyRequest *apply, Error *error);

/* Writes a result that says nothing but that all went well. */
void answer_nothing(Request *request);

/* Writes a list of names. */
void answer_names(const Request *request, const char *name, const MigrationList *migrations);

typedef enum FindingForm {
    FINDING_AS_TEXT,
    FINDING_OF_STEP, /* an object that says of which step it is */
} FindingForm;

/* Writes a list of those findings that cannot be carried out, or of the others. */
void answer_findings(const Request *request, const char *name, const Findings *findings,
                     bool unexecutable, FindingForm form);

#endif

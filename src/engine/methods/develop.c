/* What `migrate dev` asks: may it go on, what would the next migration lose, and what is it? */
#include "engine/methods.h"
#include "engine/schema.h"
#include "history/data_loss.h"
#include "history/dev_reasons.h"
#include "history/new_migration.h"
#include "history/wanted.h"

typedef struct Development {
    MigrationsFolder folder;
    Schema schema;
    DescribeRequest describe;
    ReplayRequest replay_request;
    Replay *replay;
    Steps steps; /* from what the migrations make to what the schema says */
} Development;

/* Finds everything; the schema is the process's, or the one that the request brings. */
static bool begin(Request *request, Development *dev, bool brings_schema, Error *error)
{
    Arena *arena = request->arena;
    ApplyRequest apply;
    const JsonValue *list;
    Connection *shadow = NEW(arena, Connection);
    bool given = false;
    *dev = (Development){0};
    if (!request_project(request, error) || !request_apply(request, &dev->folder, &apply, error) ||
        !folder_check_provider(&dev->folder, apply.provider, error) ||
        !(brings_schema ? schema_of_request(request, &dev->schema, error)
                        : schema_of_process(request, &dev->schema, error)) ||
        !request_description(request, &dev->schema, &dev->describe, error) ||
        !project_shadow_connection(&request->project, &request->connection, shadow, &given,
                                   error) ||
        !request_connect(request, OPEN_READ_WRITE, error) ||
        !parameter_object(request->parameters, "migrationsList", &list, error))
        return false;
    dev->replay_request = (ReplayRequest){
        .shadow = {.dialect = request->connection.dialect,
                   .main = request->database,
                   .given = given ? shadow : NULL},
        .describe = dev->describe,
        .folder = &dev->folder,
        .cache = project_cache_folder(&request->project),
    };
    if (!parameter_optional_text(list, "shadowDbInitScript", &dev->replay_request.init_script,
                                 error))
        return false;
    dev->replay = replay_begin(arena, &dev->replay_request);
    return true;
}

/* Closes the shadow database. An error that came before counts more than one of this. */
static bool end(const Request *request, Development *dev, bool done, Error *error)
{
    Error closing = {.arena = request->arena};
    bool closed = !dev->replay || replay_end(dev->replay, done ? error : &closing);
    return done && closed;
}

/* ---- devDiagnostic ---- */

static bool diagnose_development(Request *request, Development *dev, DevDiagnosis *found,
                                 Error *error)
{
    DevRequest asked = {
        .database = request->database,
        .folder = &dev->folder,
        .replay = dev->replay,
        .describe = &dev->describe,
    };
    if (!dev_diagnose(request->arena, &asked, found, error))
        return false;
    if (found->expected && found->wanted)
        return true;
    *error = found->expected ? found->pending_error : found->applied_error;
    return false;
}

bool method_dev_diagnostic(Request *request, Error *error)
{
    Development dev;
    DevDiagnosis found;
    JsonWriter *json = request->answer;
    bool done =
        begin(request, &dev, false, error) && diagnose_development(request, &dev, &found, error);
    if (!end(request, &dev, done, error))
        return false;
    bool reset = dev_needs_reset(&found);
    json_begin_object(json, "result");
    json_begin_object(json, "action");
    json_add_string(json, "tag", reset ? "reset" : "createMigration");
    if (reset) {
        DevReasons reasons = dev_reasons(request->arena, &dev.folder, &found);
        json_add_text(json, "reason", dev_reasons_text(request->arena, &reasons));
    }
    json_end_object(json);
    json_end_object(json);
    return true;
}

/* ---- evaluateDataLoss, createMigration ---- */

static bool find_steps(Request *request, Development *dev, Error *error)
{
    MigrationList all = folder_all(request->arena, &dev->folder);
    const SqlSchema *made = NULL;
    return replay_schema(dev->replay, &all, &made, error) &&
           wanted_steps(request->arena, made, &dev->schema.datamodel, &dev->describe,
                        request->connection.name_space, &dev->steps, error);
}

bool method_evaluate_data_loss(Request *request, Error *error)
{
    Development dev;
    Findings findings;
    JsonWriter *json = request->answer;
    bool done = begin(request, &dev, true, error) && find_steps(request, &dev, error) &&
                data_loss_find(request->arena, request->database, &dev.steps, &findings, error);
    if (!end(request, &dev, done, error))
        return false;
    json_begin_object(json, "result");
    json_add_number(json, "migrationSteps", (int64_t)dev.steps.items.count);
    answer_findings(request, "warnings", &findings, false, FINDING_OF_STEP);
    answer_findings(request, "unexecutableSteps", &findings, true, FINDING_OF_STEP);
    json_end_object(json);
    return true;
}

/* The name was made a slug by who asks. */
static bool read_name(Request *request, Text *name, Error *error)
{
    enum { LONGEST = 200 };
    if (!parameter_text(request->parameters, "migrationName", name, error))
        return false;
    return name->length <= LONGEST ||
           fail(error, ERROR_P3010, "the name of the migration has %zu bytes; %d are allowed",
                name->length, LONGEST);
}

bool method_create_migration(Request *request, Error *error)
{
    Development dev;
    Text name;
    Arena *arena = request->arena;
    JsonWriter *json = request->answer;
    bool done = begin(request, &dev, true, error) && read_name(request, &name, error) &&
                find_steps(request, &dev, error);
    if (!end(request, &dev, done, error))
        return false;
    json_begin_object(json, "result");
    json_add_string(json, "connectorType", provider_canonical(request->project.provider));
    json_add_text(json, "generatedMigrationName", migration_new_name(arena, &dev.folder, name));
    if (dev.steps.items.count || parameter_flag(request->parameters, "draft"))
        json_add_text(json, "migrationScript", migration_script(arena, &dev.steps));
    else
        json_add_null(json, "migrationScript");
    json_add_string(json, "extension", "sql");
    json_end_object(json);
    return true;
}

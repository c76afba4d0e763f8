#include "cli/replaying.h"

#include "cli/diagnostics.h"
#include "dialect/providers.h"
#include "project/config_value.h"

bool session_read_schema(Session *session, Schema *schema, DescribeRequest *describe, int *status,
                         Error *error)
{
    Context *context = session->context;
    Project *project = &session->project;
    SchemaOptions options = {.providers = dialect_providers,
                             .version = project->prisma_major == 7 ? PRISMA_7 : PRISMA_6};
    if (!schema_read(context->arena, &project->schema, &options, schema, error))
        return false;
    if (schema->diagnostics.error_count == 0)
        return project_describe_request(project, &schema->datamodel, describe, error);
    diagnostics_report_invalid(context, schema, shown_path(context, project->schema_path));
    *status = 1;
    return false;
}

static void tell_started(void *data, size_t migrations)
{
    const Context *context = data;
    if (context->err_is_terminal)
        note(context, "Running %.*s on the shadow database …\n",
             TEXT_ARG(counted(context->arena, migrations, "migration")));
}

bool session_replay(Session *session, const DescribeRequest *describe, Replay **replay,
                    Error *error)
{
    return session_replay_of(session, &session->folder, describe, replay, error);
}

bool session_replay_of(Session *session, MigrationsFolder *folder, const DescribeRequest *describe,
                       Replay **replay, Error *error)
{
    Context *context = session->context;
    Project *project = &session->project;
    Connection *shadow = NEW(context->arena, Connection);
    ReplayRequest *request = NEW(context->arena, ReplayRequest);
    bool given = false;
    *request = (ReplayRequest){
        .shadow = {.dialect = session->connection.dialect, .main = session->database},
        .describe = *describe,
        .folder = folder,
        .cache = project_cache_folder(project),
        .started = folder == &session->folder ? tell_started : NULL, /* else it is not a folder's */
        .context = context,
    };
    if (!project_shadow_connection(project, &session->connection, shadow, &given, error) ||
        !config_value(&project->config.init_shadow_db, project->config_path, &request->init_script,
                      error))
        return false;
    request->shadow.given = given ? shadow : NULL;
    *replay = replay_begin(context->arena, request);
    return true;
}

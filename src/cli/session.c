#include "cli/session.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/interrupt.h"
#include "project/describing.h"

static void tell_sources(const Session *session)
{
    const Context *context = session->context;
    const Project *project = &session->project;
    if (project->config_path.length)
        note(context, "Configuration: %.*s\n", TEXT_ARG(shown_path(context, project->config_path)));
    for (list_each(Text, file, &project->env_files))
        note(context, "Environment variables from %.*s\n", TEXT_ARG(shown_path(context, *file)));
    for (list_each(Text, warning, &project->config.warnings))
        warn(context, "%.*s\n", TEXT_ARG(*warning));
    for (list_each(Text, warning, &project->warnings))
        warn(context, "%.*s\n", TEXT_ARG(*warning));
}

static Text namespaces_shown(const Session *session)
{
    Buffer out = BUFFER(session->context->arena);
    if (!can(session->connection.dialect, CAN_NAMESPACES))
        return TEXT("");
    buffer_add_string(&out, session->namespaces.count > 1 ? ", schemas \"" : ", schema \"");
    for (size_t i = 0; i < session->namespaces.count; i++)
        buffer_add_format(&out, i ? ", %.*s" : "%.*s", TEXT_ARG(session->namespaces.items[i]));
    buffer_add_char(&out, '"');
    return buffer_text(&out);
}

static void tell_datasource(const Session *session)
{
    Context *context = session->context;
    const Connection *connection = &session->connection;
    const Project *project = &session->project;
    Text place = shown_path(context, connection_place(context->arena, connection));
    Text name = project->datasource ? project->datasource->name : TEXT("db");
    say(context, "Datasource \"%.*s\": %s database \"%.*s\"%.*s at \"%.*s\"\n\n", TEXT_ARG(name),
        connection->dialect->product, TEXT_ARG(connection->database),
        TEXT_ARG(namespaces_shown(session)), TEXT_ARG(place));
    if (!context->json)
        return;
    JsonWriter *json = &context->writer;
    json_add_text(json, "schema", project->schema_path);
    json_begin_object(json, "datasource");
    json_add_text(json, "name", name);
    json_add_string(json, "provider", connection->dialect->name);
    json_add_text(json, "database", connection->database);
    json_add_text(json, "location", connection_place(context->arena, connection));
    json_end_object(json);
}

bool session_begin(Session *session, Context *context, const ProjectArguments *arguments,
                   Error *error)
{
    *session = (Session){.context = context};
    Project *project = &session->project;
    if (!project_open(context->arena, context->folder, arguments->project, &context->environment,
                      project, error))
        return false;
    session->keep = project->settings.keep;
    bool loaded = project_load_schema(project, error);
    tell_sources(session);
    if (!loaded)
        return false;
    say(context, "Prisma schema: %.*s\n", TEXT_ARG(shown_path(context, project->schema_path)));
    if (!project_connection(project, &session->connection, error))
        return false;
    session->namespaces = project_namespaces(project, &session->connection);
    tell_datasource(session);
    return true;
}

bool session_begin_database(Session *session, Context *context, const ProjectArguments *arguments,
                            Error *error)
{
    const ProjectOptions *project = &arguments->project;
    if (project->url.length == 0 || project->schema.length)
        return session_begin(session, context, arguments, error);
    *session = (Session){.context = context};
    session->project = (Project){.arena = context->arena, .folder = context->folder};
    return project_connection_of_url(&session->project, project->url, &session->connection, error);
}

bool session_begin_migrations(Session *session, Context *context, const ProjectArguments *arguments,
                              Error *error)
{
    if (!session_begin(session, context, arguments, error) ||
        !folder_read(context->arena, session->project.migrations_path, &session->folder, error))
        return false;
    Text path = shown_path(context, session->folder.path);
    size_t count = session->folder.migrations.count;
    if (count)
        say(context, "%.*s found in %.*s\n", TEXT_ARG(counted(context->arena, count, "migration")),
            TEXT_ARG(path));
    else
        say(context, "No migration found in %.*s\n", TEXT_ARG(path));
    if (context->json) {
        json_add_text(&context->writer, "migrationsFolder", session->folder.path);
        json_add_number(&context->writer, "migrations", (int64_t)count);
    }
    return folder_check_provider(&session->folder, session->project.provider, error);
}

/* Failures that go away when a server has ended its start. */
static bool may_be_starting(const Error *error)
{
    return error->code == ERROR_P1001 || error->code == ERROR_P1002 || error->code == ERROR_P1017 ||
           error->code == ERROR_P2037;
}

bool session_connect(Session *session, OpenMode mode, int64_t wait, Error *error)
{
    enum { PAUSE = 200, LINE_EVERY = 5000 };
    Context *context = session->context;
    int64_t begun = clock_monotonic();
    int64_t told = begun - LINE_EVERY;
    for (;;) {
        if (database_open(context->arena, &session->connection, mode, &session->database, error))
            return true;
        int64_t now = clock_monotonic();
        if (!may_be_starting(error) || interrupt_requested() || now - begun >= wait)
            return false;
        if (now - told >= LINE_EVERY) {
            Text place = connection_place(context->arena, &session->connection);
            note(context, "Waiting for the database at %.*s (%d s of %d s) …\n", TEXT_ARG(place),
                 (int)((now - begun) / 1000), (int)(wait / 1000));
            told = now;
        }
        clock_sleep(PAUSE);
    }
}

bool session_connect_or_create(Session *session, int64_t wait, Error *error)
{
    Context *context = session->context;
    if (session_connect(session, OPEN_READ_WRITE, wait, error))
        return true;
    if (error->code != ERROR_P1003)
        return false;
    bool created = database_create(context->arena, &session->connection, error);
    if (!created && error->code != ERROR_P1009) /* another deployment was faster */
        return false;
    session->created = created;
    if (created)
        say(context, "Created the database \"%.*s\"\n", TEXT_ARG(session->connection.database));
    return session_connect(session, OPEN_READ_WRITE, wait, error);
}

void session_end(Session *session)
{
    database_close(session->database);
    session->database = NULL;
}

ApplyRequest session_request(Session *session)
{
    const TextList *enums;
    ApplyRequest request = {
        .folder = &session->folder,
        .provider = session->project.provider,
        .namespaces = &session->namespaces,
        .no_lock = apply_lock_is_off(&session->context->environment),
    };
    project_external(&session->project, &request.external, &enums);
    return request;
}

bool session_script_mode(const Session *session, Text option, ScriptMode *mode, Error *error)
{
    return script_mode_choose(option, &session->context->environment,
                              session->project.settings.script_mode, mode, error);
}

void write_names(JsonWriter *json, const char *name, const MigrationList *migrations)
{
    json_begin_array(json, name);
    for (size_t i = 0; i < migrations->count; i++)
        json_add_text(json, NULL, migrations->items[i]->name);
    json_end_array(json);
}

void write_row_names(JsonWriter *json, const char *name, const RowList *rows)
{
    json_begin_array(json, name);
    for (size_t i = 0; i < rows->count; i++)
        json_add_text(json, NULL, rows->items[i]->name);
    json_end_array(json);
}

void write_texts(JsonWriter *json, const char *name, const TextList *texts)
{
    json_begin_array(json, name);
    for (list_each(Text, text, texts))
        json_add_text(json, NULL, *text);
    json_end_array(json);
}

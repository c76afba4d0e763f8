#include "cli/schema_session.h"

#include "cli/diagnostics.h"
#include "dialect/providers.h"

bool schema_version(const Project *project, Text option, PrismaVersion *version, Error *error)
{
    int major = project->package.prisma_major;
    int said;
    if (option.length && !text_is(option, "5") && !text_is(option, "6") && !text_is(option, "7"))
        return fail(error, ERROR_D1001, "--prisma is 6 or 7, not '%.*s'", TEXT_ARG(option));
    if (!project_stated_version(project, &said, error))
        return false;
    if (option.length)
        said = option.data[0] - '0';
    major = said ? said : major;
    *version = major == 0 ? 0 : major >= 7 ? PRISMA_7 : PRISMA_6;
    return true;
}

bool schema_session_begin(SchemaSession *session, Context *context,
                          const SchemaArguments *arguments, bool keep_layout, Error *error)
{
    *session = (SchemaSession){.context = context};
    Project *project = &session->project;
    session->options = (SchemaOptions){.providers = dialect_providers, .keep_layout = keep_layout};
    if (!project_open(context->arena, context->folder, arguments->project, &context->environment,
                      project, error) ||
        !schema_version(project, arguments->prisma, &session->options.version, error) ||
        !project_read_schema(project, error))
        return false;
    if (project->config_path.length)
        note(context, "Configuration: %.*s\n", TEXT_ARG(shown_path(context, project->config_path)));
    for (list_each(Text, warning, &project->config.warnings))
        warn(context, "%.*s\n", TEXT_ARG(*warning));
    return schema_read(context->arena, &project->schema, &session->options, &session->schema,
                       error);
}

Text schema_session_shown(const SchemaSession *session)
{
    const Project *project = &session->project;
    Text path = shown_path(session->context, project->schema_path);
    Arena *arena = session->context->arena;
    if (project->schema.count == 1)
        return path;
    Text files = counted(arena, project->schema.count, "file");
    return text_format(arena, "%.*s (%.*s)", TEXT_ARG(path), TEXT_ARG(files));
}

bool schema_session_report(const SchemaSession *session, int *status)
{
    Context *context = session->context;
    bool valid = session->schema.diagnostics.error_count == 0;
    *status = valid ? 0 : 1;
    if (valid)
        diagnostics_report(context, &session->schema);
    else
        diagnostics_report_invalid(context, &session->schema, schema_session_shown(session));
    return valid;
}

#include "project/begun_schema.h"

#include "base/file.h"
#include "psl/string_literal.h"

bool may_begin_schema(const Project *project, int said)
{
    bool configured =
        project->config.url.state != CONFIG_ABSENT && project->config.engine.state == CONFIG_ABSENT;
    int version = said ? said : project->package.prisma_major;
    return project->options.may_begin && project->options.url.length && !configured && version < 7;
}

bool begin_schema(Project *project, Error *error)
{
    Arena *arena = project->arena;
    Connection connection;
    Buffer content = BUFFER(arena);
    SchemaFile file = {.path = path_resolve(arena, project->folder, TEXT("schema.prisma"))};
    if (!project_connection_of_url(project, project->options.url, &connection, error))
        return false;
    buffer_add_format(&content, "datasource db {\n  provider = \"%s\"\n  url      = ",
                      connection.dialect->providers[0]);
    string_literal_put(&content, project->options.url);
    buffer_add_string(&content, "\n}\n");
    file.content = buffer_text(&content);
    list_add(arena, &project->schema, file);
    project->schema_path = file.path;
    return true;
}

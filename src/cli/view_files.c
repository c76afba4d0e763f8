#include "cli/view_files.h"

#include "base/file.h"
#include "base/map.h"
#include "project/config_value.h"

/* That of the configuration, or `views` beside the schema. */
static bool find_folder(const Project *project, Text *folder, Error *error)
{
    Arena *arena = project->arena;
    Text configured;
    if (!config_value(&project->config.views_path, project->config_path, &configured, error))
        return false;
    bool is_folder = file_is_folder(project->schema_path);
    Text beside = is_folder ? project->schema_path : path_parent(project->schema_path);
    *folder = configured.length ? path_resolve(arena, path_parent(project->config_path), configured)
                                : path_resolve(arena, beside, TEXT("views"));
    return true;
}

/* A name from the database as the name of one folder, whatever it holds. */
static Text folder_name(Arena *arena, Text namespace)
{
    Buffer name = BUFFER(arena);
    if (text_is(namespace, ".") || text_is(namespace, ".."))
        buffer_add_char(&name, '_');
    for (size_t i = 0; i < namespace.length; i++)
        buffer_add_char(&name, namespace.data[i] == '/' ? '_' : namespace.data[i]);
    return buffer_text(&name);
}

/* A file that is right already keeps its time. */
static bool write_file(Arena *arena, Text path, Text content, Error *error)
{
    Text present;
    if (file_is_file(path)) {
        if (!file_read(arena, path, &present, error))
            return false;
        if (text_equal(present, content))
            return true;
    }
    return file_write(arena, path, content, error);
}

/* `written` gets the paths of all. */
static bool write_files(Context *context, Text folder, const ViewQueries *views, Map *written,
                        Error *error)
{
    Arena *arena = context->arena;
    for (list_each(const ViewQuery, view, views)) {
        Text inner = path_resolve(arena, folder, folder_name(arena, view->namespace));
        Text name = text_format(arena, "%.*s.sql", TEXT_ARG(view->name));
        Text path = path_resolve(arena, inner, name);
        if (!folder_make(arena, inner, error) || !write_file(arena, path, view->query, error))
            return false;
        map_set(written, path, written);
    }
    return true;
}

static bool remove_stale_in(Context *context, Text folder, const Map *written, Error *error)
{
    Arena *arena = context->arena;
    FolderEntries entries = {0};
    if (!folder_list(arena, folder, &entries, error))
        return false;
    for (list_each(const FolderEntry, entry, &entries)) {
        Text path = path_resolve(arena, folder, entry->name);
        if (entry->is_file && text_ends_with(entry->name, ".sql") && !map_get(written, path) &&
            !file_remove(arena, path, error))
            return false;
    }
    folder_remove_empty(folder);
    return true;
}

static bool remove_stale(Context *context, Text folder, const Map *written, Error *error)
{
    FolderEntries entries = {0};
    if (!folder_list(context->arena, folder, &entries, error))
        return false;
    for (list_each(const FolderEntry, entry, &entries))
        if (entry->is_folder &&
            !remove_stale_in(context, path_resolve(context->arena, folder, entry->name), written,
                             error))
            return false;
    folder_remove_empty(folder);
    return true;
}

bool view_files_write(Context *context, const Project *project, const ViewQueries *views,
                      Error *error)
{
    Text folder;
    Map written = MAP(context->arena);
    if (!find_folder(project, &folder, error) ||
        !write_files(context, folder, views, &written, error))
        return false;
    return !file_is_folder(folder) || remove_stale(context, folder, &written, error);
}

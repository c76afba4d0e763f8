#include "project/schema_files.h"

#include "base/file.h"

static bool read_file(Arena *arena, Text path, SchemaFiles *files, Error *error)
{
    SchemaFile file = {.path = path};
    if (!file_read(arena, path, &file.content, error))
        return false;
    list_add(arena, files, file);
    return true;
}

// NOLINTNEXTLINE(misc-no-recursion): bounded by `depth`
static bool read_folder(Arena *arena, Text path, int depth, SchemaFiles *files, Error *error)
{
    enum { DEEPEST = 32 }; /* a link may lead back up */
    FolderEntries entries = {0};
    if (depth > DEEPEST)
        return fail(error, ERROR_D1007, "the folder '%.*s' is nested too deeply", TEXT_ARG(path));
    if (!folder_list(arena, path, &entries, error))
        return false;
    for (list_each(FolderEntry, entry, &entries)) {
        Text inner = path_resolve(arena, path, entry->name);
        bool schema = entry->is_file && text_ends_with(entry->name, ".prisma");
        if (schema && !read_file(arena, inner, files, error))
            return false;
        if (entry->is_folder && !read_folder(arena, inner, depth + 1, files, error))
            return false;
    }
    return true;
}

bool schema_files_read(Arena *arena, Text path, SchemaFiles *files, Error *error)
{
    if (!file_is_folder(path)) {
        if (!file_exists(path))
            return fail(error, ERROR_D1002, "there is no schema at '%.*s'", TEXT_ARG(path));
        return read_file(arena, path, files, error);
    }
    if (!read_folder(arena, path, 0, files, error))
        return false;
    if (files->count == 0)
        return fail(error, ERROR_D1002, "the folder '%.*s' holds no '.prisma' file",
                    TEXT_ARG(path));
    return true;
}

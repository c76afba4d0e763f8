#include "cli/pulling.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/map.h"
#include "cli/view_files.h"

static void write_files(JsonWriter *json, const SchemaFiles *files)
{
    json_begin_array(json, "files");
    for (list_each(const SchemaFile, file, files)) {
        json_begin_object(json, NULL);
        json_add_text(json, "path", file->path);
        json_add_text(json, "content", file->content);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_warnings(JsonWriter *json, const Warnings *warnings)
{
    json_begin_array(json, "warnings");
    for (list_each(const Warning, warning, &warnings->list)) {
        json_begin_object(json, NULL);
        json_add_string(json, "kind", warning_name(warning->kind));
        if (warning->owner.length)
            json_add_text(json, "owner", warning->owner);
        json_add_text(json, "name", warning->name);
        if (warning->detail.length)
            json_add_text(json, "detail", warning->detail);
        json_end_object(json);
    }
    json_end_array(json);
}

void pulled_write_document(Context *context, const Introspection *result)
{
    JsonWriter *json = &context->writer;
    json_add_number(json, "models", (int64_t)result->models);
    json_add_number(json, "views", (int64_t)result->views.count);
    json_add_number(json, "enums", (int64_t)result->enums);
    write_files(json, &result->files);
    write_warnings(json, &result->warnings);
}

static void tell_warnings(const Context *context, const Warnings *warnings, const char *prefix)
{
    Buffer text = BUFFER(context->arena);
    warnings_write(warnings, prefix, &text);
    if (text.length)
        note(context, "\n%.*s", TEXT_ARG(buffer_text(&text)));
}

/* --- printing --- */

static int compare_paths(const void *a, const void *b)
{
    return text_compare(((const SchemaFile *)a)->path, ((const SchemaFile *)b)->path);
}

void pulled_print(Context *context, const Introspection *result)
{
    const SchemaFiles *files = &result->files;
    if (context->json)
        return;
    SchemaFile *sorted = NEW_ARRAY(context->arena, SchemaFile, files->count);
    memcpy(sorted, files->items, files->count * sizeof *sorted);
    qsort(sorted, files->count, sizeof *sorted, compare_paths);
    for (size_t i = 0; i < files->count; i++) {
        if (files->count > 1)
            printf("%s// %.*s\n", i ? "\n" : "", TEXT_ARG(shown_path(context, sorted[i].path)));
        fwrite(sorted[i].content.data, 1, sorted[i].content.length, stdout);
    }
    tell_warnings(context, &result->warnings, "// ");
}

/* --- writing --- */

static Map files_by_path(Arena *arena, const SchemaFiles *files)
{
    Map map = MAP(arena);
    for (list_each(SchemaFile, file, files))
        map_set(&map, file->path, file);
    return map;
}

static bool write_changed(Context *context, const SchemaFiles *before, const SchemaFiles *after,
                          Error *error)
{
    Map present_files = files_by_path(context->arena, before);
    for (list_each(const SchemaFile, file, after)) {
        const SchemaFile *present = map_get(&present_files, file->path);
        if (present && text_equal(present->content, file->content))
            continue;
        if (!file_write(context->arena, file->path, file->content, error))
            return false;
    }
    return true;
}

static bool remove_others(Context *context, const SchemaFiles *before, const SchemaFiles *after,
                          Error *error)
{
    Map files = files_by_path(context->arena, after);
    for (list_each(const SchemaFile, file, before))
        if (!map_get(&files, file->path) && !file_remove(context->arena, file->path, error))
            return false;
    return true;
}

static Text counts(const Context *context, const Introspection *result)
{
    Arena *arena = context->arena;
    Text models = counted(arena, result->models, "model");
    Text enums = counted(arena, result->enums, "enum");
    if (result->views.count == 0)
        return text_format(arena, "%.*s and %.*s", TEXT_ARG(models), TEXT_ARG(enums));
    Text views = counted(arena, result->views.count, "view");
    return text_format(arena, "%.*s, %.*s and %.*s", TEXT_ARG(models), TEXT_ARG(views),
                       TEXT_ARG(enums));
}

bool pulled_write(Context *context, const Project *project, const Introspection *result,
                  Error *error)
{
    if (!write_changed(context, &project->schema, &result->files, error) ||
        !remove_others(context, &project->schema, &result->files, error) ||
        (result->has_views && !view_files_write(context, project, &result->views, error)))
        return false;
    Text where = result->files.count == 1 ? result->files.items[0].path : project->schema_path;
    say(context, "Wrote %.*s to %.*s\n", TEXT_ARG(counts(context, result)),
        TEXT_ARG(shown_path(context, where)));
    tell_warnings(context, &result->warnings, "");
    return true;
}

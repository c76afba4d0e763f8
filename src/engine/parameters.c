#include "engine/parameters.h"

const JsonValue *parameter(const JsonValue *object, const char *name)
{
    const JsonValue *value = json_member(object, name);
    return value && value->kind != JSON_IS_NULL ? value : NULL;
}

static bool has_kind(const JsonValue *value, const char *name, JsonKind kind, const char *wanted,
                     Error *error)
{
    if (value && value->kind == kind)
        return true;
    if (!value)
        return fail(error, ERROR_D1040, "the parameter '%s' is missing", name);
    return fail(error, ERROR_D1040, "the parameter '%s' is not %s", name, wanted);
}

bool parameter_text(const JsonValue *object, const char *name, Text *value, Error *error)
{
    const JsonValue *found = parameter(object, name);
    if (!has_kind(found, name, JSON_IS_TEXT, "a text", error))
        return false;
    *value = found->text;
    return true;
}

bool parameter_object(const JsonValue *object, const char *name, const JsonValue **value,
                      Error *error)
{
    *value = parameter(object, name);
    return has_kind(*value, name, JSON_IS_OBJECT, "an object", error);
}

bool parameter_list(const JsonValue *object, const char *name, const JsonValue **value,
                    Error *error)
{
    *value = parameter(object, name);
    return has_kind(*value, name, JSON_IS_ARRAY, "a list", error);
}

bool parameter_optional_text(const JsonValue *object, const char *name, Text *value, Error *error)
{
    *value = TEXT("");
    return !parameter(object, name) || parameter_text(object, name, value, error);
}

bool parameter_texts(Arena *arena, const JsonValue *object, const char *name, TextList *values,
                     Error *error)
{
    const JsonValue *list;
    *values = (TextList){0};
    if (!parameter(object, name))
        return true;
    if (!parameter_list(object, name, &list, error))
        return false;
    for (list_each(const JsonMember, item, &list->members)) {
        if (!has_kind(&item->value, name, JSON_IS_TEXT, "a list of texts", error))
            return false;
        list_add(arena, values, item->value.text);
    }
    return true;
}

bool parameter_flag(const JsonValue *object, const char *name)
{
    const JsonValue *value = json_member(object, name);
    return value && value->kind == JSON_IS_TRUE;
}

bool parameter_schema_files(Arena *arena, const JsonValue *object, SchemaFiles *files, Error *error)
{
    const JsonValue *list;
    if (!parameter_list(object, "files", &list, error))
        return false;
    for (list_each(const JsonMember, item, &list->members)) {
        SchemaFile file;
        if (!parameter_text(&item->value, "path", &file.path, error) ||
            !parameter_text(&item->value, "content", &file.content, error))
            return false;
        list_add(arena, files, file);
    }
    return files->count || fail(error, ERROR_D1040, "the list 'files' is empty");
}

/* A script comes as {tag: "ok", value: its text}, or {tag: "error", value: why there is none}. */
static bool add_migration(Arena *arena, const JsonValue *directory, MigrationsFolder *folder,
                          Error *error)
{
    const JsonValue *file;
    const JsonValue *content;
    Text name;
    Text tag;
    Text value;
    if (!parameter_text(directory, "path", &name, error) ||
        !parameter_object(directory, "migrationFile", &file, error) ||
        !parameter_object(file, "content", &content, error) ||
        !parameter_text(content, "tag", &tag, error) ||
        !parameter_optional_text(content, "value", &value, error))
        return false;
    if (text_is(tag, "ok"))
        folder_add(arena, folder, name, value);
    else
        folder_add_unreadable(arena, folder, name, value);
    return true;
}

bool parameter_migrations(Arena *arena, const JsonValue *object, MigrationsFolder *folder,
                          Error *error)
{
    const JsonValue *lock_file;
    const JsonValue *directories;
    Text path;
    Text lock;
    if (!parameter_text(object, "baseDir", &path, error) ||
        !parameter_object(object, "lockfile", &lock_file, error) ||
        !parameter_optional_text(lock_file, "content", &lock, error) ||
        !parameter_list(object, "migrationDirectories", &directories, error))
        return false;
    *folder = folder_given(path, parameter(lock_file, "content") ? &lock : NULL);
    for (list_each(const JsonMember, directory, &directories->members))
        if (!add_migration(arena, &directory->value, folder, error))
            return false;
    return true;
}

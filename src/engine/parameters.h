/* What a request says, as far as it says it properly: D1040 where it does not. Nothing is copied:
 * all of it lives as long as the request. */
#ifndef DUNLIN_ENGINE_PARAMETERS_H
#define DUNLIN_ENGINE_PARAMETERS_H

#include "base/json_read.h"
#include "history/folder.h"
#include "psl/source.h"

/* The member of that name; NULL when it is missing or null. */
const JsonValue *parameter(const JsonValue *object, const char *name);

/* A member that has to be there. */
bool parameter_text(const JsonValue *object, const char *name, Text *value, Error *error);
bool parameter_object(const JsonValue *object, const char *name, const JsonValue **value,
                      Error *error);
bool parameter_list(const JsonValue *object, const char *name, const JsonValue **value,
                    Error *error);

/* A text that may be missing: then an empty one. */
bool parameter_optional_text(const JsonValue *object, const char *name, Text *value, Error *error);

/* A list of texts that may be missing: then an empty one. */
bool parameter_texts(Arena *arena, const JsonValue *object, const char *name, TextList *values,
                     Error *error);

/* True when the member is there and true. */
bool parameter_flag(const JsonValue *object, const char *name);

/* The files of a schema: the member "files", a list of {path, content}. At least one. */
bool parameter_schema_files(Arena *arena, const JsonValue *object, SchemaFiles *files,
                            Error *error);

/* A migrations folder: {baseDir, lockfile: {content}, migrationDirectories: [{path, migrationFile:
 * {content: {tag, value}}}]}. */
bool parameter_migrations(Arena *arena, const JsonValue *object, MigrationsFolder *folder,
                          Error *error);

#endif

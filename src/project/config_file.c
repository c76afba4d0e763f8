#include "project/config_file.h"

#include "base/file.h"

static const char *const places[] = {
    "prisma7.config",        ".config/prisma7",
    "prisma.config",         "prisma.config/index",
    ".config/prisma",        ".config/prisma/index",
    ".config/prisma.config", ".config/prisma.config/index",
};

static const char *const extensions[] = {"js", "ts", "mjs", "cjs", "mts", "cts"};

bool config_file_find(Arena *arena, Text folder, Text *path, Error *error)
{
    *path = TEXT("");
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        for (size_t j = 0; j < sizeof extensions / sizeof *extensions; j++) {
            Text name = text_format(arena, "%s.%s", places[i], extensions[j]);
            Text candidate = path_resolve(arena, folder, name);
            if (file_is_file(candidate)) {
                *path = candidate;
                return true;
            }
        }
    }
    Text json = path_resolve(arena, folder, TEXT("prisma.config.json"));
    if (!file_is_file(json))
        return true;
    fail(error, ERROR_D1003, "'%.*s' is not read: a configuration file is a module",
         TEXT_ARG(json));
    return error_hint(error, "name it prisma.config.ts and write: export default { … }");
}

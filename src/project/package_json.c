#include "project/package_json.h"

#include "base/file.h"
#include "base/json_read.h"
#include "base/utf8.h"

/* The first number of a version range: 6 of "^6.19.0", ">=6 <7", "~6.1", "npm:prisma@6.2". */
static int major_of(const JsonValue *version)
{
    if (!version || version->kind != JSON_IS_TEXT)
        return 0;
    Text text = version->text;
    ptrdiff_t at = text_find_last_char(text, '@');
    text = text_slice(text, at < 0 ? 0 : (size_t)at + 1, text.length);
    size_t i = 0;
    int major = 0;
    while (i < text.length && !is_digit(text.data[i]))
        i++;
    while (i < text.length && is_digit(text.data[i]) && major < 1000)
        major = major * 10 + (text.data[i++] - '0');
    return major;
}

static int prisma_major(const JsonValue *document)
{
    static const char *const groups[] = {"devDependencies", "dependencies", "peerDependencies"};
    static const char *const names[] = {"prisma", "@prisma/client"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        for (size_t j = 0; j < sizeof groups / sizeof *groups; j++) {
            int major = major_of(json_member(json_member(document, groups[j]), names[i]));
            if (major)
                return major;
        }
    }
    return 0;
}

static bool read_text(const JsonValue *prisma, const char *name, Text path, Text *value,
                      Error *error)
{
    const JsonValue *member = json_member(prisma, name);
    if (!member)
        return true;
    if (member->kind != JSON_IS_TEXT) {
        fail(error, ERROR_D1003, "the key 'prisma.%s' of '%.*s' must be a text", name,
             TEXT_ARG(path));
        error->file = path;
        return false;
    }
    *value = member->text;
    return true;
}

static bool read_package(Arena *arena, Text path, PackageJson *package, bool *ours, Error *error)
{
    Text content;
    JsonValue document;
    if (!file_read(arena, path, &content, error))
        return false;
    if (!json_read(arena, utf8_without_mark(content), &document, error)) {
        size_t line = error->line;
        Text reason = error->message;
        fail(error, ERROR_D1003, "'%.*s' is not valid JSON: %.*s", TEXT_ARG(path),
             TEXT_ARG(reason));
        error->file = path;
        error->line = line;
        return false;
    }
    const JsonValue *name = json_member(&document, "name");
    *ours = !name || name->kind != JSON_IS_TEXT || !text_is(name->text, ".prisma/client");
    if (!*ours)
        return true;
    const JsonValue *prisma = json_member(&document, "prisma");
    package->folder = path_parent(path);
    package->prisma_major = prisma_major(&document);
    return read_text(prisma, "schema", path, &package->schema, error) &&
           read_text(prisma, "seed", path, &package->seed, error);
}

bool package_json_read(Arena *arena, Text folder, PackageJson *package, Error *error)
{
    *package = (PackageJson){0};
    for (;;) {
        Text path = path_resolve(arena, folder, TEXT("package.json"));
        bool ours = false;
        if (file_is_file(path) && !read_package(arena, path, package, &ours, error))
            return false;
        if (ours || folder.length <= 1)
            return true;
        folder = path_parent(folder);
    }
}

/* `extensions` of a PostgreSQL datasource, where the preview feature is on: those that the present
 * schema lists and the database has. None is added, since most are the server's affair. */
#include <stdlib.h>

#include "introspect/put.h"
#include "psl/configuration.h"

static const Extension *find_present(const Draft *draft, Text name)
{
    for (list_each(const Extension, extension, &draft->config->datasource->extensions)) {
        Text database =
            text_is_none(extension->mapped_name) ? extension->name : extension->mapped_name;
        if (text_equal(database, name))
            return extension;
    }
    return NULL;
}

/* `name(map: "…", schema: "…", version: "…")`. What the present schema says is brought up to date;
 * what it does not say is not said. */
static void put_extension(const Draft *draft, const Extension *present, const SqlExtension *live,
                          Buffer *out)
{
    Buffer arguments = BUFFER(draft->arena);
    put_text_argument(&arguments, "map", present->mapped_name);
    if (!text_is_none(present->schema))
        put_text_argument(&arguments, "schema", live->schema);
    if (!text_is_none(present->version))
        put_text_argument(&arguments, "version", live->version);
    buffer_add(out, present->name);
    if (arguments.length)
        buffer_add_format(out, "(%.*s)", (int)arguments.length - 2, arguments.data + 2);
}

static int compare_names(const void *a, const void *b)
{
    const SqlExtension *const *left = a;
    const SqlExtension *const *right = b;
    return text_compare((*left)->name, (*right)->name);
}

void put_extensions(const Draft *draft, Buffer *out)
{
    size_t count = 0;
    const SqlExtension **list =
        NEW_ARRAY(draft->arena, const SqlExtension *, draft->live->extensions.count);
    if (!has_preview_feature(draft->config, PREVIEW_POSTGRESQL_EXTENSIONS))
        return;
    for (list_each(const SqlExtension, extension, &draft->live->extensions))
        if (find_present(draft, extension->name))
            list[count++] = extension;
    qsort(list, count, sizeof *list, compare_names);
    for (size_t i = 0; i < count; i++) {
        buffer_add_string(out, i ? ", " : "extensions = [");
        put_extension(draft, find_present(draft, list[i]->name), list[i], out);
    }
    buffer_add_string(out, count ? "]\n" : "");
}

/* `extensions` of a PostgreSQL datasource, where the preview feature is on. */
#include <stdlib.h>

#include "introspect/put.h"
#include "psl/configuration.h"

/* Others are only listed where the present schema has them: they are often the server's affair. */
static const char *const listed_unasked[] = {"citext", "pg_crypto", "postgis", "uuid-ossp"};

static bool is_listed_unasked(Text name)
{
    for (size_t i = 0; i < sizeof listed_unasked / sizeof *listed_unasked; i++)
        if (text_is(name, listed_unasked[i]))
            return true;
    return false;
}

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

/* `name(map: "…", schema: "…", version: "…")`: texts without data are left out. */
static void put_extension(const Draft *draft, Text name, Text mapped, Text schema, Text version,
                          Buffer *out)
{
    Buffer arguments = BUFFER(draft->arena);
    put_text_argument(&arguments, "map", mapped);
    put_text_argument(&arguments, "schema", schema);
    put_text_argument(&arguments, "version", version);
    buffer_add(out, name);
    if (arguments.length)
        buffer_add_format(out, "(%.*s)", (int)arguments.length - 2, arguments.data + 2);
}

/* What the present schema says is brought up to date; what it does not say is not said. */
static void put_live(const Draft *draft, const SqlExtension *live, const Extension *present,
                     Buffer *out)
{
    Text sanitized = name_sanitized(draft->arena, live->name);
    if (present)
        put_extension(draft, present->name, present->mapped_name,
                      text_is_none(present->schema) ? present->schema : live->schema,
                      text_is_none(present->version) ? present->version : live->version, out);
    else
        put_extension(draft, sanitized, text_equal(sanitized, live->name) ? (Text){0} : live->name,
                      live->schema, (Text){0}, out);
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
        if (find_present(draft, extension->name) || is_listed_unasked(extension->name))
            list[count++] = extension;
    qsort(list, count, sizeof *list, compare_names);
    for (size_t i = 0; i < count; i++) {
        buffer_add_string(out, i ? ", " : "extensions = [");
        put_live(draft, list[i], find_present(draft, list[i]->name), out);
    }
    buffer_add_string(out, count ? "]\n" : "");
}

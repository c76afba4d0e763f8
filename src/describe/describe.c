#include "describe/describe.h"

#include "describe/describing.h"

/* By the canonical name of the provider. */
static const struct {
    const char *provider;
    bool (*describe)(Describing *in, Error *error);
} products[] = {
    {"postgresql", describe_postgres},
    {"sqlite", describe_sqlite},
};

bool is_left_out(const TextList *list, Text namespace, Text name)
{
    for (size_t i = 0; list && i < list->count; i++) {
        Text item = list->items[i];
        if (namespace.length == 0 && text_equal(item, name))
            return true;
        if (item.length == namespace.length + 1 + name.length &&
            text_equal(text_slice(item, 0, namespace.length), namespace) &&
            item.data[namespace.length] == '.' &&
            text_equal(text_slice(item, namespace.length + 1, item.length), name))
            return true;
    }
    return false;
}

bool describe_database(Arena *arena, Database *database, const DescribeRequest *request,
                       SqlSchema *schema, Error *error)
{
    *schema = (SqlSchema){.version = request->version};
    for (size_t i = 0; i < sizeof products / sizeof *products; i++) {
        if (strcmp(products[i].provider, request->rules->provider) != 0)
            continue;
        Describing in = {arena, arena_new(), database, request, schema};
        bool done = products[i].describe(&in, error);
        arena_free(in.scratch);
        sql_schema_finish(schema);
        return done;
    }
    return fail(error, ERROR_D1006, "this version cannot read the schema of a database of '%s' yet",
                request->rules->provider);
}

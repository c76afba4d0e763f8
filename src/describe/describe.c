#include "describe/describe.h"

#include "describe/describing.h"
#include "sql/external.h"

/* By the canonical name of the provider. */
typedef struct DescribedProduct {
    const char *provider;
    bool (*describe)(Describing *in, Error *error);
    bool (*describe_objects)(Describing *in, Error *error);
} DescribedProduct;

static const DescribedProduct products[] = {
    {"postgresql", describe_postgres, describe_postgres_objects},
    {"sqlite", describe_sqlite, describe_sqlite_objects},
};

static const DescribedProduct *product_of(const DescribeRequest *request, Error *error)
{
    for (size_t i = 0; i < sizeof products / sizeof *products; i++)
        if (strcmp(products[i].provider, request->rules->provider) == 0)
            return &products[i];
    fail(error, ERROR_D1006, "this version cannot read the schema of a database of '%s' yet",
         request->rules->provider);
    return NULL;
}

/* Where there are namespaces, a name alone does not say which thing is meant. */
static bool check_external(const DescribeRequest *request, const TextList *list, Error *error)
{
    for (size_t i = 0; request->rules->has_namespaces && list && i < list->count; i++) {
        if (text_find_char(list->items[i], '.') >= 0)
            continue;
        fail(error, ERROR_P3023, "'%.*s' is called external without the schema that it is in",
             TEXT_ARG(list->items[i]));
        return error_hint(error, "write it as \"schema.name\" into the configuration file");
    }
    return true;
}

bool describe_objects(Arena *arena, Database *database, const DescribeRequest *request,
                      SqlSchema *schema, Error *error)
{
    const DescribedProduct *product = product_of(request, error);
    if (!product || request->objects == 0)
        return product != NULL;
    Describing in = {arena, arena_new(), database, request, schema};
    bool done = product->describe_objects(&in, error);
    arena_free(in.scratch);
    return done;
}

bool describe_database(Arena *arena, Database *database, const DescribeRequest *request,
                       SqlSchema *schema, Error *error)
{
    *schema = (SqlSchema){.version = request->version, .is_live = true};
    const DescribedProduct *product = product_of(request, error);
    if (!product || !check_external(request, request->left_out, error) ||
        !check_external(request, request->enums_left_out, error))
        return false;
    Describing in = {arena, arena_new(), database, request, schema};
    bool done = product->describe(&in, error);
    arena_free(in.scratch);
    sql_schema_finish(schema);
    sql_mark_external(schema, request->left_out, request->enums_left_out);
    return done && describe_objects(arena, database, request, schema, error);
}

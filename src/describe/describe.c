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
    if (!product)
        return false;
    Describing in = {arena, arena_new(), database, request, schema};
    bool done = product->describe(&in, error);
    arena_free(in.scratch);
    sql_schema_finish(schema);
    sql_mark_external(schema, request->rules, request->external, request->external_enums);
    return done && describe_objects(arena, database, request, schema, error);
}

/* Extensions of PostgreSQL. */
#include "describe/postgres/postgres.h"

static void take_extension(void *context, const Text *values, size_t columns)
{
    (void)columns;
    const PostgresDescribing *in = context;
    list_add(in->base->arena, &in->base->schema->extensions,
             (SqlExtension){.name = postgres_keep(in, values[0]),
                            .schema = postgres_keep(in, values[1]),
                            .version = postgres_keep(in, values[2]),
                            .is_relocatable = text_is(values[3], "t")});
}

bool postgres_describe_extensions(PostgresDescribing *in, Error *error)
{
    if (!in->base->request->extensions)
        return true;
    return database_each(in->base->database,
                         TEXT("SELECT e.extname, n.nspname, e.extversion, e.extrelocatable"
                              " FROM pg_catalog.pg_extension e"
                              " JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace"
                              " ORDER BY e.extname"),
                         (RowSink){in, take_extension}, error);
}

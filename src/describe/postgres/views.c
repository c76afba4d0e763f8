/* Views of PostgreSQL; those with rows of their own are no views to Prisma. */
#include "describe/postgres/postgres.h"
#include "sql/writer.h"

typedef struct ViewReader {
    PostgresDescribing *in;
    Map views; /* their places, by OID */
} ViewReader;

static void take_view(void *context, const Text *values, size_t columns)
{
    (void)columns;
    ViewReader *reader = context;
    PostgresDescribing *in = reader->in;
    SqlSchema *schema = in->base->schema;
    map_set_index(&reader->views, text_copy(in->base->scratch, values[0]),
                  (uint32_t)schema->views.count);
    list_add(in->base->arena, &schema->views,
             (SqlView){.name = postgres_keep(in, values[2]),
                       .namespace = map_index(&in->namespaces, values[1]),
                       .definition = postgres_keep(in, values[3])});
}

bool postgres_describe_views(PostgresDescribing *in, Error *error)
{
    ViewReader reader = {in, MAP(in->base->scratch)};
    if (!in->base->request->views)
        return true;
    Text sql = sql_text(in->base->scratch,
                        "SELECT oid, relnamespace, relname, pg_catalog.pg_get_viewdef(oid)"
                        " FROM pg_catalog.pg_class"
                        " WHERE relnamespace IN ({}) AND relkind = 'v' ORDER BY oid",
                        sql_raw(in->namespace_list));
    return database_each(in->base->database, sql, (RowSink){&reader, take_view}, error) &&
           postgres_describe_view_columns(in, &reader.views, error);
}

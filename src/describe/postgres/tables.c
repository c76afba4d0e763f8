/* Tables of PostgreSQL. */
#include "describe/postgres/postgres.h"
#include "sql/writer.h"

/* Tables of the history, and those that PostGIS brings. */
static bool is_ours_or_postgis(Text name)
{
    static const char *const names[] = {"_prisma_migrations", "spatial_ref_sys",
                                        "geometry_columns",   "geography_columns",
                                        "raster_columns",     "raster_overviews"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_equal_ignoring_case(name, text_from(names[i])))
            return true;
    return false;
}

static void take_table(void *context, const Text *values, size_t columns)
{
    (void)columns;
    PostgresDescribing *in = context;
    SqlSchema *schema = in->base->schema;
    uint32_t namespace = map_index(&in->namespaces, values[1]);
    if (namespace == NONE || is_ours_or_postgis(values[2]))
        return;
    map_set_index(&in->tables, text_copy(in->base->scratch, values[0]),
                  (uint32_t)schema->tables.count);
    list_add(in->base->arena, &schema->tables,
             (SqlTable){.name = postgres_keep(in, values[2]),
                        .namespace = namespace,
                        .primary_key = NONE,
                        .first_foreign_key = NONE});
}

/* Of partitioned tables, those that hold the rows are left out. */
bool postgres_describe_tables(PostgresDescribing *in, Error *error)
{
    Text sql = sql_text(in->base->scratch,
                        "SELECT c.oid, c.relnamespace, c.relname FROM pg_catalog.pg_class c"
                        " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        " WHERE c.relnamespace IN ({})"
                        " AND (c.relkind = 'p' OR (c.relkind = 'r' AND NOT c.relispartition))"
                        " ORDER BY n.nspname, c.relname",
                        sql_raw(in->namespace_list));
    return database_each(in->base->database, sql, (RowSink){in, take_table}, error);
}

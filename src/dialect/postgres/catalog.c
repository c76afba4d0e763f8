#include "dialect/postgres/catalog.h"

#include "sql/writer.h"

static Text literal_list(Arena *arena, const TextList *names)
{
    Buffer list = BUFFER(arena);
    for (size_t i = 0; i < names->count; i++)
        sql_add(&list, i ? ", {}" : "{}", sql_literal(names->items[i]));
    return buffer_text(&list);
}

void postgres_other_tables(Buffer *out, const TextList *namespaces)
{
    /* PostGIS brings tables of its own, which do not count. */
    sql_add(out,
            "SELECT n.nspname || '.' || c.relname FROM pg_catalog.pg_class c"
            " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            " WHERE c.relkind IN ('r', 'p') AND n.nspname IN ({})"
            " AND c.relname NOT IN ('_prisma_migrations', 'spatial_ref_sys', 'geometry_columns',"
            " 'geography_columns', 'raster_columns', 'raster_overviews')"
            " ORDER BY 1",
            sql_raw(literal_list(out->arena, namespaces)));
}

void postgres_reset_namespaces(Buffer *out, const TextList *namespaces)
{
    for (list_each(Text, name, namespaces))
        sql_add(out, "DROP SCHEMA IF EXISTS {} CASCADE;\nCREATE SCHEMA {};\n", sql_name(*name),
                sql_name(*name));
}

void postgres_reset_objects(Buffer *out, const TextList *namespaces)
{
    Text list = literal_list(out->arena, namespaces);
    /* What belongs to an extension goes with the extension only. */
    SqlHole own = sql_raw(TEXT(" AND " NOT_OF_AN_EXTENSION));
    sql_add(out,
            "SELECT CASE x.relkind WHEN 'v' THEN format('DROP VIEW IF EXISTS %I.%I CASCADE',"
            " n.nspname, x.relname)"
            " WHEN 'm' THEN format('DROP MATERIALIZED VIEW IF EXISTS %I.%I CASCADE',"
            " n.nspname, x.relname)"
            " WHEN 'f' THEN format('DROP FOREIGN TABLE IF EXISTS %I.%I CASCADE',"
            " n.nspname, x.relname)"
            " WHEN 'S' THEN format('DROP SEQUENCE IF EXISTS %I.%I CASCADE', n.nspname, x.relname)"
            " ELSE format('DROP TABLE IF EXISTS %I.%I CASCADE', n.nspname, x.relname) END"
            " FROM pg_catalog.pg_class x JOIN pg_catalog.pg_namespace n ON n.oid = x.relnamespace"
            " WHERE x.relkind IN ('v', 'm', 'r', 'p', 'f', 'S') AND n.nspname IN ({}){}"
            " UNION ALL"
            " SELECT format('DROP TYPE IF EXISTS %I.%I CASCADE', n.nspname, x.typname)"
            " FROM pg_catalog.pg_type x JOIN pg_catalog.pg_namespace n ON n.oid = x.typnamespace"
            " WHERE n.nspname IN ({}) AND (x.typtype IN ('e', 'd')"
            " OR (x.typtype = 'c' AND EXISTS (SELECT FROM pg_catalog.pg_class t"
            " WHERE t.oid = x.typrelid AND t.relkind = 'c'))){}"
            " UNION ALL"
            " SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', x.oid::regprocedure)"
            " FROM pg_catalog.pg_proc x JOIN pg_catalog.pg_namespace n ON n.oid = x.pronamespace"
            " WHERE n.nspname IN ({}){}",
            sql_raw(list), own, sql_raw(list), own, sql_raw(list), own);
}

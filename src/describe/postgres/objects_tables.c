/* Tables and what is set on them as a whole. */
#include "describe/postgres/objects.h"

// clang-format off
static const char tables[] =
    "SELECT r.space, '', '', r.relname, NULL, pg_catalog.concat_ws(' ', 'OF '"
    " || CASE WHEN r.reloftype <> 0 THEN pg_catalog.format_type(r.reloftype, NULL) END,"
    " CASE WHEN r.relkind = 'p' THEN 'PARTITION BY ' || pg_catalog.pg_get_partkeydef(r.oid) END,"
    " 'USING ' || CASE WHEN m.amname <> 'heap' THEN " QUOTED("m.amname") " END)"
    " FROM r LEFT JOIN pg_catalog.pg_am m ON m.oid = r.relam"
    " WHERE r.relkind IN ('r', 'p')"
    " ORDER BY r.oid";

static const char foreign_tables[] =
    "SELECT r.space, '', '', r.relname, NULL, 'SERVER ' || " QUOTED("v.srvname")
    " || coalesce(' OPTIONS (' || (SELECT pg_catalog.string_agg(" QUOTED("x.option_name") " || ' '"
    " || pg_catalog.quote_literal(x.option_value), ', '"
    " ORDER BY x.option_name) FROM pg_catalog.pg_options_to_table(f.ftoptions) x) || ')', '')"
    " FROM r JOIN pg_catalog.pg_foreign_table f ON f.ftrelid = r.oid"
    " JOIN pg_catalog.pg_foreign_server v ON v.oid = f.ftserver"
    " ORDER BY r.oid";

/* An index that was dropped identifies no row any more. */
static const char settings[] =
    "SELECT r.space, r.relkind::text, r.relname, '', NULL, CASE r.relpersistence"
    " WHEN 'u' THEN '' END, " QUOTED("t.spcname") ", " QUOTED("c.relname") ", CASE r.relreplident"
    " WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING'"
    " WHEN 'i' THEN coalesce('USING INDEX ' || " QUOTED("i.relname") ", 'NOTHING') END,"
    " CASE WHEN r.relrowsecurity THEN '' END,"
    " CASE WHEN r.relforcerowsecurity THEN '' END"
    " FROM r LEFT JOIN pg_catalog.pg_tablespace t ON t.oid = r.reltablespace"
    " LEFT JOIN (pg_catalog.pg_index ci"
    " JOIN pg_catalog.pg_class c ON c.oid = ci.indexrelid) ON ci.indrelid = r.oid"
    " AND ci.indisclustered LEFT JOIN (pg_catalog.pg_index ii"
    " JOIN pg_catalog.pg_class i ON i.oid = ii.indexrelid) ON ii.indrelid = r.oid"
    " AND ii.indisreplident AND r.relreplident = 'i'"
    " WHERE r.relkind IN ('r', 'p', 'm', 'f')"
    " AND (r.relpersistence = 'u' OR r.reltablespace <> 0 OR r.relreplident <> 'd'"
    " AND r.relkind IN ('r', 'p') OR r.relrowsecurity OR r.relforcerowsecurity"
    " OR c.oid IS NOT NULL)"
    " ORDER BY r.oid";

/* Those of indexes stand in the definitions of these. */
static const char options[] =
    "SELECT r.space, r.relkind::text, r.relname, o.option_name, NULL, o.option_value"
    " FROM r, pg_catalog.pg_options_to_table(r.reloptions) o"
    " WHERE r.relkind IN ('r', 'p', 'v', 'm')"
    " UNION ALL SELECT r.space, r.relkind::text, r.relname, 'toast.' || o.option_name, NULL,"
    " o.option_value FROM r JOIN pg_catalog.pg_class t ON t.oid = r.reltoastrelid,"
    " pg_catalog.pg_options_to_table(t.reloptions) o"
    " WHERE r.relkind IN ('r', 'm')"
    " ORDER BY 1, 3, 4";

/* A parent of another namespace has that before its name. */
static const char parents[] =
    "SELECT r.space, r.relkind::text, r.relname, CASE WHEN p.relnamespace = r.relnamespace"
    " THEN p.relname::text ELSE p.relnamespace::pg_catalog.regnamespace || '.' || p.relname END,"
    " NULL, CASE WHEN r.relispartition THEN NULL ELSE '' END,"
    " pg_catalog.pg_get_expr(r.relpartbound, r.oid)"
    " FROM r JOIN pg_catalog.pg_inherits i ON i.inhrelid = r.oid"
    " JOIN pg_catalog.pg_class p ON p.oid = i.inhparent"
    " WHERE r.relkind IN ('r', 'p', 'f') ORDER BY r.oid, i.inhseqno";

static const char statistics[] =
    "SELECT s.space, r.relkind::text, r.relname, e.stxname, NULL,"
    " pg_catalog.pg_get_statisticsobjdef(e.oid)"
    " FROM pg_catalog.pg_statistic_ext e"
    " JOIN s ON s.oid = e.stxnamespace"
    " JOIN r ON r.oid = e.stxrelid WHERE" NOT_BROUGHT("pg_statistic_ext", "e")
    " ORDER BY e.oid";

// clang-format on
const ObjectQuery postgres_table_queries[] = {
    {0, 0, {OBJECT_TABLE}, tables},
    {0, 0, {OBJECT_FOREIGN_TABLE}, foreign_tables},
    {0,
     0,
     {OBJECT_UNLOGGED, OBJECT_TABLESPACE, OBJECT_CLUSTERING, OBJECT_REPLICA_IDENTITY,
      OBJECT_ROW_SECURITY, OBJECT_FORCED_ROW_SECURITY},
     settings},
    {0, 0, {OBJECT_OPTION}, options},
    {0, 0, {OBJECT_INHERITANCE, OBJECT_PARTITION}, parents},
    {0, 0, {OBJECT_STATISTICS}, statistics},
    {0},
};

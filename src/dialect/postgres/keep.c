/* Keeping rows of a PostgreSQL database. */
#include "dialect/keep_sql.h"
#include "dialect/postgres/catalog.h"

// clang-format off
#define BIT(condition) "CASE WHEN " condition " THEN '1' ELSE '0' END"
#define TABLES_OF_USERS \
    "x.relkind IN ('r', 'p') AND x.relname <> '_prisma_migrations' AND x.relpersistence <> 't' AND " \
    USERS_NAMESPACE " AND " NOT_OF_AN_EXTENSION

/* Arrays are somebody's when their items are. Collations do not come with a copy, unless they are
 * somebody's, too. */
static const char columns[] =
    "SELECT n.nspname, x.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),"
    " m.nspname || '.' || i.typname, "
    BIT("m.nspname <> 'pg_catalog' OR l.nspname <> 'pg_catalog'") ", "
    BIT("a.attnotnull") ", " BIT("a.attgenerated <> ''") ", " BIT("a.attidentity = 'a'") ", "
    BIT("a.attidentity <> '' OR pg_catalog.pg_get_expr(e.adbin, e.adrelid) ~ '^(pg_catalog\\.)?nextval\\('") ", "
    BIT("x.relispartition") ", "
    BIT("EXISTS (SELECT FROM pg_catalog.pg_trigger g WHERE g.tgrelid = x.oid AND NOT g.tgisinternal)"
        " OR EXISTS (SELECT FROM pg_catalog.pg_rewrite r WHERE r.ev_class = x.oid)")
    " FROM pg_catalog.pg_class x JOIN pg_catalog.pg_namespace n ON n.oid = x.relnamespace"
    " LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = x.oid AND a.attnum > 0"
    " AND NOT a.attisdropped"
    " LEFT JOIN pg_catalog.pg_type t ON t.oid = a.atttypid"
    " LEFT JOIN pg_catalog.pg_type i ON i.oid = CASE WHEN t.typcategory = 'A' AND t.typelem <> 0"
    " THEN t.typelem ELSE t.oid END"
    " LEFT JOIN pg_catalog.pg_namespace m ON m.oid = i.typnamespace"
    " LEFT JOIN pg_catalog.pg_collation c ON c.oid = a.attcollation"
    " LEFT JOIN pg_catalog.pg_namespace l ON l.oid = c.collnamespace"
    " LEFT JOIN pg_catalog.pg_attrdef e ON e.adrelid = x.oid AND e.adnum = a.attnum"
    " WHERE " TABLES_OF_USERS
    " ORDER BY n.nspname, x.relname, a.attnum";

static const char keys[] =
    "SELECT n.nspname, x.relname, i.indexrelid, a.attname"
    " FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indrelid"
    " JOIN pg_catalog.pg_namespace n ON n.oid = x.relnamespace,"
    " unnest(i.indkey) WITH ORDINALITY u (number, place)"
    " JOIN pg_catalog.pg_attribute a ON true"
    " WHERE a.attrelid = x.oid AND a.attnum = u.number AND u.place <= i.indnkeyatts"
    " AND i.indisunique AND i.indisvalid AND i.indimmediate AND i.indpred IS NULL"
    " AND i.indexprs IS NULL AND NOT EXISTS (SELECT FROM unnest(i.indkey) WITH ORDINALITY o (number, place)"
    " JOIN pg_catalog.pg_attribute b ON b.attrelid = i.indrelid AND b.attnum = o.number"
    " WHERE o.place <= i.indnkeyatts AND NOT b.attnotnull)"
    " AND " TABLES_OF_USERS
    " ORDER BY n.nspname, x.relname, i.indisprimary DESC, i.indexrelid, u.place";

#define ACTION(of) "CASE " of " WHEN 'c' THEN 'c' WHEN 'n' THEN 's' WHEN 'd' THEN 's' ELSE 'a' END"

static const char references[] =
    "SELECT k.oid, n.nspname, x.relname, a.attname, m.nspname, t.relname, b.attname, "
    ACTION("k.confdeltype") ", " ACTION("k.confupdtype")
    FROM_FOREIGN_KEYS " AND " TABLES_OF_USERS
    " ORDER BY k.oid, u.place";

/* What output functions look at. */
#define SETTINGS \
    "'search_path', 'extra_float_digits', 'datestyle', 'intervalstyle', 'timezone'," \
    " 'bytea_output', 'xmlbinary', 'lc_monetary', 'row_security'"

const KeepSql keep_postgres = {
    .settings = "SELECT pg_catalog.format('SELECT pg_catalog.set_config(%L, %L, false)', name,"
                " pg_catalog.current_setting(name)) FROM pg_catalog.unnest(ARRAY[" SETTINGS "]) name",
    .exact = "SET search_path = pg_catalog;\n"
             "SET extra_float_digits = 3;\n"
             "SET datestyle = 'ISO, YMD';\n"
             "SET intervalstyle = 'postgres';\n"
             "SET timezone = 'UTC';\n"
             "SET bytea_output = 'hex';\n"
             "SET xmlbinary = 'base64';\n"
             "SET lc_monetary = 'C';\n"
             "SET row_security = off;\n",
    .names = "SELECT pg_catalog.format('SELECT pg_catalog.set_config(''search_path'', %L, false)',"
             " CASE WHEN 'pg_catalog' OPERATOR(pg_catalog.=) ANY (pg_catalog.current_schemas(false))"
             " THEN pg_catalog.concat('pg_catalog, ', s) ELSE s END)"
             " FROM pg_catalog.current_setting('search_path') s",
    .columns = columns,
    .keys = keys,
    .references = references,
    .functions = "SELECT DISTINCT p.proname FROM pg_catalog.pg_proc p"
                 " JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace"
                 " WHERE p.proname IN ({}) AND n.nspname <> 'pg_catalog' AND p.provolatile = 'v'",
    .changes = "SELECT schemaname, relname, n_tup_upd, n_tup_del"
               " FROM pg_catalog.pg_stat_xact_user_tables WHERE n_tup_upd > 0 OR n_tup_del > 0",
    .lock = "LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE",
    .counters = "SELECT a.attname, s.last_value FROM pg_catalog.pg_class x"
                " JOIN pg_catalog.pg_namespace n ON n.oid = x.relnamespace"
                " JOIN pg_catalog.pg_depend d ON d.refclassid = x.tableoid AND d.refobjid = x.oid"
                " AND d.classid = x.tableoid AND d.deptype IN ('a', 'i')"
                " JOIN pg_catalog.pg_attribute a ON a.attrelid = x.oid AND a.attnum = d.refobjsubid"
                " JOIN pg_catalog.pg_class q ON q.oid = d.objid AND q.relkind = 'S'"
                " JOIN pg_catalog.pg_namespace m ON m.oid = q.relnamespace"
                " JOIN pg_catalog.pg_sequences s ON s.schemaname = m.nspname"
                " AND s.sequencename = q.relname"
                " WHERE s.last_value IS NOT NULL AND n.nspname = {} AND x.relname = {}",
    .set_counter =
        "SELECT pg_catalog.setval(s.name, greatest(s.value, (SELECT q.last_value"
        " FROM pg_catalog.pg_sequences q"
        " WHERE pg_catalog.format('%I.%I', q.schemaname, q.sequencename) = s.name)))"
        " FROM (SELECT pg_catalog.pg_get_serial_sequence(pg_catalog.format('%I.%I', {}, {}), {})"
        " AS name, {}::bigint AS value) s WHERE s.name IS NOT NULL",
    .text = "{}::pg_catalog.text",
    .size = "coalesce(pg_catalog.pg_column_size({}), 0)",
    .copied = "{}",
    .copied_own = "{}::pg_catalog.text COLLATE \"default\"",
    .restored_own = "{}::{type}",
    .differs = "IS DISTINCT FROM",
    .insert_always = "OVERRIDING SYSTEM VALUE ",
    .index = "CREATE INDEX {} ON " KEEP_SPACE ".{} ({});\n",
    .make = "CREATE SCHEMA IF NOT EXISTS " KEEP_SPACE ";\n"
            "CREATE TABLE IF NOT EXISTS " KEEP_SPACE ".entries (number bigint PRIMARY KEY,"
            " namespace text NOT NULL, row_id text NOT NULL, migration text NOT NULL,"
            " kept_at bigint NOT NULL, state text NOT NULL,"
            " description text NOT NULL);\n",
    .found = "SELECT (SELECT count(*) FROM pg_catalog.pg_attribute a WHERE a.attrelid = x.oid"
             " AND a.attname = 'namespace') FROM pg_catalog.pg_class x"
             " JOIN pg_catalog.pg_namespace n ON n.oid = x.relnamespace"
             " WHERE n.nspname = '" KEEP_SPACE "' AND x.relname = 'entries'",
    .drop = "DROP SCHEMA IF EXISTS " KEEP_SPACE " CASCADE;\n",
};
// clang-format on

/* Making a PostgreSQL database again from its description. */
#include "dialect/dialect.h"
#include "dialect/postgres/catalog.h"

// clang-format off
#define FIRST_OF_A_USER "16384" /* FirstNormalObjectId */
#define ALL_OF(catalog) "SELECT tableoid AS tableoid, oid FROM pg_catalog." catalog
#define OF_OTHERS(catalog, owner) \
    ALL_OF(catalog) " WHERE " owner \
    " <> (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user)"

/* Kinds of things that are no objects, things of other owners, settings of the database, and rows
 * that this user does not see. */
static const char beyond[] =
    "SELECT 1 FROM ("
    ALL_OF("pg_ts_config") " UNION ALL " ALL_OF("pg_ts_dict") " UNION ALL "
    ALL_OF("pg_ts_parser") " UNION ALL " ALL_OF("pg_ts_template") " UNION ALL "
    ALL_OF("pg_opclass") " UNION ALL " ALL_OF("pg_opfamily") " UNION ALL "
    ALL_OF("pg_conversion") " UNION ALL " ALL_OF("pg_language") " UNION ALL "
    ALL_OF("pg_transform") " UNION ALL " ALL_OF("pg_am") " UNION ALL "
    ALL_OF("pg_largeobject_metadata") " UNION ALL "
    OF_OTHERS("pg_class", "relowner") " UNION ALL "
    OF_OTHERS("pg_proc", "proowner") " UNION ALL "
    OF_OTHERS("pg_namespace", "nspowner") " UNION ALL "
    "SELECT 'pg_catalog.pg_user_mapping'::pg_catalog.regclass, umid"
    " FROM pg_catalog.pg_user_mappings) x"
    " WHERE x.oid >= " FIRST_OF_A_USER " AND " NOT_OF_AN_EXTENSION
    " UNION ALL SELECT 1 FROM pg_catalog.pg_db_role_setting WHERE setdatabase ="
    " (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())"
    " UNION ALL SELECT 1 FROM pg_catalog.pg_class x"
    " WHERE x.relkind = 'r' AND row_security_active(x.oid)";

static const char rows[] =
    "SELECT format('SELECT %L || %s || %L FROM ONLY %s', 'INSERT INTO ' || t || ' (' || columns"
    " || ') OVERRIDING SYSTEM VALUE VALUES (', \"values\", ');', t)"
    " FROM (SELECT format('%I.%I', n.nspname, x.relname) AS t,"
    " string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns,"
    " string_agg(format('quote_nullable(%I::text)', a.attname), ' || '', '' || '"
    " ORDER BY a.attnum) AS \"values\""
    " FROM pg_catalog.pg_class x JOIN pg_catalog.pg_namespace n ON n.oid = x.relnamespace"
    " LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = x.oid AND a.attnum > 0"
    " AND NOT a.attisdropped AND a.attgenerated = ''"
    " WHERE x.relkind = 'r' AND pg_relation_size(x.oid) > 0 AND " USERS_NAMESPACE " AND "
    NOT_OF_AN_EXTENSION
    " GROUP BY 1) tables"
    " UNION ALL SELECT format('SELECT %L', format('SELECT pg_catalog.setval(%L, %s);',"
    " format('%I.%I', n.nspname, s.sequencename), s.last_value))"
    " FROM pg_catalog.pg_sequences s JOIN pg_catalog.pg_namespace n ON n.nspname = s.schemaname"
    " WHERE s.last_value IS NOT NULL AND " USERS_NAMESPACE;

static const char no_rows[] =
    "SELECT 'TRUNCATE ' || string_agg(format('%I.%I', n.nspname, x.relname), ', ')"
    " FROM pg_catalog.pg_class x JOIN pg_catalog.pg_namespace n ON n.oid = x.relnamespace"
    " WHERE x.relkind IN ('r', 'p') AND " USERS_NAMESPACE " AND " NOT_OF_AN_EXTENSION
    " HAVING count(*) > 0";
// clang-format on

const CopySql copy_postgres = {
    .begin = "BEGIN;\nSET LOCAL check_function_bodies = off;\n",
    .beyond = beyond,
    .rows = rows,
    .no_rows = no_rows,
};

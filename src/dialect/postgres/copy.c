/* Making a PostgreSQL database again from its description. */
#include "dialect/dialect.h"

#define IS_USERS "n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'"
/* Of pg_class or another catalog as x. */
#define NOT_OF_AN_EXTENSION \
    " AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = x.oid AND d.deptype = 'e')"
#define FIRST_OF_A_USER "16384" /* FirstNormalObjectId */
#define OIDS(catalog) "SELECT oid FROM pg_catalog." catalog " UNION ALL "
#define FOREIGN(catalog, owner) \
    "SELECT oid FROM pg_catalog." catalog " WHERE " owner \
    " <> (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user) UNION ALL "

const CopySql copy_postgres = {
    .begin = "BEGIN;\nSET LOCAL check_function_bodies = off;\n",
    /* Kinds of things that are no objects, owners, settings of the database, and rows that this
     * user does not see. */
    .beyond = "SELECT 1 FROM (" OIDS("pg_ts_config") OIDS("pg_ts_dict") OIDS("pg_ts_parser")
        OIDS("pg_ts_template") OIDS("pg_opclass") OIDS("pg_opfamily") OIDS("pg_conversion") OIDS(
            "pg_language") OIDS("pg_transform") OIDS("pg_am") OIDS("pg_largeobject_metadata")
            FOREIGN("pg_class", "relowner") FOREIGN("pg_proc", "proowner") FOREIGN(
                "pg_namespace",
                "nspowner") "SELECT umid FROM pg_catalog.pg_user_mappings) x"
                            " WHERE x.oid >= " FIRST_OF_A_USER NOT_OF_AN_EXTENSION
                            " UNION ALL SELECT 1 FROM pg_catalog.pg_db_role_setting WHERE setdatabase ="
                            " (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())"
                            " UNION ALL SELECT 1 FROM pg_catalog.pg_class x"
                            " WHERE x.relkind = 'r' AND row_security_active(x.oid)",
    .rows =
        "SELECT format('SELECT %L || %s || %L FROM ONLY %s', 'INSERT INTO ' || t || ' (' || columns"
        " || ') OVERRIDING SYSTEM VALUE VALUES (', \"values\", ');', t)"
        " FROM (SELECT format('%I.%I', n.nspname, x.relname) AS t,"
        " string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns,"
        " string_agg(format('quote_nullable(%I::text)', a.attname), ' || '', '' || '"
        " ORDER BY a.attnum) AS \"values\""
        " FROM pg_catalog.pg_class x JOIN pg_catalog.pg_namespace n ON n.oid = x.relnamespace"
        " LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = x.oid AND a.attnum > 0"
        " AND NOT a.attisdropped AND a.attgenerated = ''"
        " WHERE x.relkind = 'r' AND pg_relation_size(x.oid) > 0 AND " IS_USERS NOT_OF_AN_EXTENSION
        " GROUP BY 1) tables"
        " UNION ALL SELECT format('SELECT %L', format('SELECT pg_catalog.setval(%L, %s);',"
        " format('%I.%I', n.nspname, s.sequencename), s.last_value))"
        " FROM pg_catalog.pg_sequences s JOIN pg_catalog.pg_namespace n ON n.nspname = s.schemaname"
        " WHERE s.last_value IS NOT NULL AND " IS_USERS,
};

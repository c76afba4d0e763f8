/* Privileges, as far as they differ from those of a new thing. Who owns a thing is not the
 * history's affair: the owner is called CURRENT_USER. */
#include "describe/postgres/objects.h"

// clang-format off
#define GRANTEE(owner) \
    "CASE g.grantee WHEN 0 THEN 'PUBLIC' WHEN " owner " THEN 'CURRENT_USER'" \
    " ELSE " QUOTED("pg_catalog.pg_get_userbyid(g.grantee)") " END"

/* For whether a list has the privilege `g`. */
#define IS_IN(acl) \
    " FROM pg_catalog.aclexplode(" acl ") u" \
    " WHERE u.grantee = g.grantee AND u.privilege_type = g.privilege_type"

/* For rows of `from`: what `acl` grants beyond `usual`, and what of `usual` it does not. `part` is
 * what follows the privilege: a column. */
#define GRANTS(space, letter, name, part, owner, acl, usual, from) \
    "SELECT " space ", " letter ", " name "," \
    " g.privilege_type || " part " || ' TO ' || " GRANTEE(owner) ", NULL," \
    " max(CASE WHEN g.is_grantable AND g.grantee <> " owner \
    " THEN 'WITH GRANT OPTION' ELSE '' END), NULL" \
    " FROM " from ", pg_catalog.aclexplode(" acl ") g" \
    " WHERE " acl " IS NOT NULL AND NOT EXISTS (SELECT" IS_IN(usual) ") GROUP BY 1, 2, 3, 4" \
    " UNION ALL SELECT " space ", " letter ", " name "," \
    " g.privilege_type || " part " || ' FROM ' || " GRANTEE(owner) ", NULL, NULL, ''" \
    " FROM " from ", pg_catalog.aclexplode(" usual ") g" \
    " WHERE " acl " IS NOT NULL AND NOT EXISTS (SELECT" IS_IN(acl) ")" \
    " ORDER BY 1, 3, 4"

#define DEFAULTS_OF(letter, owner) "pg_catalog.acldefault('" letter "'::\"char\", " owner ")"

/* What initdb or an extension has set is usual, too. */
#define INITIAL_OR_DEFAULTS(catalog, alias, letter, owner) \
    "coalesce((SELECT i.initprivs FROM pg_catalog.pg_init_privs i WHERE i.objoid = " alias ".oid" \
    " AND i.classoid = 'pg_catalog." catalog "'::pg_catalog.regclass AND i.objsubid = 0), " \
    DEFAULTS_OF(letter, owner) ")"

static const char of_relations[] =
    GRANTS("r.space", "r.relkind::text", "r.relname", "''", "r.relowner", "r.relacl",
           "pg_catalog.acldefault(CASE r.relkind WHEN 'S' THEN 's' ELSE 'r' END::\"char\","
           " r.relowner)",
           "r");

static const char of_columns[] =
    GRANTS("r.space", "r.relkind::text", "r.relname",
           "' (' || " QUOTED("a.attname") " || ')'", "r.relowner", "a.attacl",
           DEFAULTS_OF("c", "r.relowner"),
           "r JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid");

static const char of_routines[] =
    GRANTS("s.space", ROUTINE_LETTER, ROUTINE_NAME, "''", "p.proowner", "p.proacl",
           DEFAULTS_OF("f", "p.proowner"),
           "s JOIN pg_catalog.pg_proc p ON p.pronamespace = s.oid"
           " AND" NOT_BROUGHT("pg_proc", "p"));

static const char of_types[] =
    GRANTS("s.space", TYPE_LETTER, "t.typname", "''", "t.typowner", "t.typacl",
           DEFAULTS_OF("T", "t.typowner"),
           "s JOIN pg_catalog.pg_type t ON t.typnamespace = s.oid"
           " AND t.typtype IN ('c', 'd', 'e', 'r') AND" NOT_BROUGHT("pg_type", "t"));

static const char of_namespaces[] =
    GRANTS("''", "'n'", "n.nspname", "''", "n.nspowner", "n.nspacl",
           INITIAL_OR_DEFAULTS("pg_namespace", "n", "n", "n.nspowner"),
           "s JOIN pg_catalog.pg_namespace n ON n.oid = s.oid");

static const char of_servers[] =
    GRANTS("''", "'s'", "v.srvname", "''", "v.srvowner", "v.srvacl",
           DEFAULTS_OF("S", "v.srvowner"), "pg_catalog.pg_foreign_server v");

static const char of_wrappers[] =
    GRANTS("''", "'w'", "w.fdwname", "''", "w.fdwowner", "w.fdwacl",
           INITIAL_OR_DEFAULTS("pg_foreign_data_wrapper", "w", "F", "w.fdwowner"),
           "pg_catalog.pg_foreign_data_wrapper w");

/* ALTER DEFAULT PRIVILEGES: `given` beyond `without`. Those of the role that runs the migrations,
 * which owns the history, are told without its name. Those of a namespace are added to what is
 * granted everywhere. */
#define DEFAULT_GRANTS(verb, preposition, definition, given, without) \
    "SELECT '', CASE a.defaclnamespace WHEN 0 THEN '' ELSE 'n' END, coalesce(n.nspname, '')," \
    " '" verb " ' || g.privilege_type || ' ON ' || CASE a.defaclobjtype WHEN 'r' THEN 'TABLES'" \
    " WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES'" \
    " WHEN 'n' THEN 'SCHEMAS' ELSE 'LARGE OBJECTS' END" \
    " || ' " preposition " ' || " GRANTEE("a.defaclrole") \
    " || CASE WHEN a.defaclrole = m.role THEN ''" \
    " ELSE ' BY ' || " QUOTED("pg_catalog.pg_get_userbyid(a.defaclrole)") " END," \
    " NULL, " definition \
    " FROM pg_catalog.pg_default_acl a" \
    " LEFT JOIN pg_catalog.pg_namespace n ON n.oid = a.defaclnamespace," \
    " (SELECT coalesce((SELECT h.relowner FROM pg_catalog.pg_class h JOIN s" \
    " ON s.oid = h.relnamespace AND s.space = '' WHERE h.relname = '_prisma_migrations')," \
    " (SELECT u.oid FROM pg_catalog.pg_roles u WHERE u.rolname = current_user)) AS role) m," \
    " pg_catalog.aclexplode(" given ") g" \
    " WHERE NOT EXISTS (SELECT" IS_IN(without) ")" \
    " AND (a.defaclnamespace = 0 OR EXISTS (SELECT FROM s WHERE s.oid = a.defaclnamespace))"

#define USUAL \
    "CASE WHEN a.defaclnamespace = 0 THEN pg_catalog.acldefault(" \
    "CASE a.defaclobjtype WHEN 'S' THEN 's' ELSE a.defaclobjtype END::\"char\", a.defaclrole)" \
    " ELSE " DEFAULTS_OF("c", "a.defaclrole") " END"

static const char defaults[] =
    DEFAULT_GRANTS("GRANT", "TO",
                   "CASE WHEN g.is_grantable AND g.grantee <> a.defaclrole"
                   " THEN 'WITH GRANT OPTION' ELSE '' END", "a.defaclacl", USUAL)
    " UNION ALL " DEFAULT_GRANTS("REVOKE", "FROM", "''", USUAL, "a.defaclacl")
    " ORDER BY 3, 4";
// clang-format on

#define GRANT_KINDS \
    { \
        OBJECT_GRANT, OBJECT_REVOCATION \
    }

const ObjectQuery postgres_grant_queries[] = {
    {0, 0, GRANT_KINDS, of_relations},
    {0, 0, GRANT_KINDS, of_columns},
    {0, 0, GRANT_KINDS, of_routines},
    {0, 0, GRANT_KINDS, of_types},
    {0, 0, GRANT_KINDS, of_namespaces},
    {0, 0, GRANT_KINDS, of_servers},
    {0, 0, GRANT_KINDS, of_wrappers},
    {0, 0, {OBJECT_DEFAULT_GRANT}, defaults},
    {0},
};

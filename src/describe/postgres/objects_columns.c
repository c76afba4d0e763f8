/* Columns: a row each, with everything that can be changed of one. */
#include "describe/postgres/objects.h"

// clang-format off
/* `not_null` is what NOT NULL is defined by, `compression` that of TOAST; `joins` are for them. */
#define COLUMNS(not_null, compression, joins) \
    "SELECT r.space, r.relkind::text, r.relname, a.attname, NULL," \
    " CASE WHEN r.relkind <> 'v' THEN pg_catalog.format_type(a.atttypid, a.atttypmod)" \
    " || CASE WHEN a.attcollation <> t.typcollation THEN ' COLLATE '" \
    " || " COLLATION_NAME("a.attcollation") " ELSE '' END END," \
    " CASE WHEN a.attgenerated <> '' THEN 'GENERATED ALWAYS AS ('" \
    " || pg_catalog.pg_get_expr(d.adbin, d.adrelid)" \
    " || CASE a.attgenerated WHEN 's' THEN ') STORED' ELSE ') VIRTUAL' END END," \
    " CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END, " not_null "," \
    " CASE WHEN a.attgenerated = '' THEN pg_catalog.pg_get_expr(d.adbin, d.adrelid) END," \
    " CASE WHEN a.attstorage <> t.typstorage THEN CASE a.attstorage WHEN 'p' THEN 'PLAIN'" \
    " WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END, " compression "," \
    " CASE WHEN a.attstattarget >= 0 THEN a.attstattarget::text END," \
    " pg_catalog.array_to_string(a.attoptions, ', ')" \
    " FROM r JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid" \
    " JOIN pg_catalog.pg_type t ON t.oid = a.atttypid" \
    " LEFT JOIN pg_catalog.pg_attrdef d ON a.atthasdef AND d.adrelid = a.attrelid" \
    " AND d.adnum = a.attnum" joins \
    " WHERE r.relkind IN ('r', 'p', 'f', 'v') AND a.attnum > 0 AND NOT a.attisdropped" \
    " AND (r.relkind <> 'v' OR a.atthasdef) ORDER BY r.oid, a.attnum"

#define SIMPLE_NOT_NULL "CASE WHEN a.attnotnull THEN '' END"
#define COMPRESSION "CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END"

/* From version 18 on, NOT NULL is a constraint with properties of its own. */
#define NOT_NULL_CONSTRAINT \
    "CASE WHEN a.attnotnull THEN CASE WHEN n.connoinherit THEN 'NO INHERIT' ELSE '' END" \
    " || CASE WHEN n.convalidated THEN '' ELSE ' NOT VALID' END END"
#define NOT_NULL_JOIN \
    " LEFT JOIN pg_catalog.pg_constraint n ON a.attnotnull AND n.conrelid = a.attrelid" \
    " AND n.contype = 'n' AND n.conkey[1] = a.attnum"

#define COLUMN_KINDS \
    {OBJECT_COLUMN, OBJECT_GENERATED, OBJECT_IDENTITY, OBJECT_NOT_NULL, OBJECT_DEFAULT, \
     OBJECT_COLUMN_STORAGE, OBJECT_COLUMN_COMPRESSION, OBJECT_COLUMN_STATISTICS, \
     OBJECT_COLUMN_OPTION}

static const char identity_options[] =
    "SELECT r.space, r.relkind::text, r.relname, a.attname, NULL,"
    " pg_catalog.concat('SET INCREMENT BY ', q.seqincrement, ' SET MINVALUE ', q.seqmin,"
    " ' SET MAXVALUE ', q.seqmax, ' SET START WITH ', q.seqstart, ' SET CACHE ', q.seqcache,"
    " CASE WHEN q.seqcycle THEN ' SET CYCLE' ELSE ' SET NO CYCLE' END)"
    " FROM r JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attidentity <> ''"
    " JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass"
    " AND d.refobjid = r.oid AND d.refobjsubid = a.attnum AND d.deptype = 'i'"
    " JOIN pg_catalog.pg_sequence q ON q.seqrelid = d.objid"
    " WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass"
    " ORDER BY r.oid, a.attnum";

// clang-format on
const ObjectQuery postgres_column_queries[] = {
    {0, 139999, COLUMN_KINDS, COLUMNS(SIMPLE_NOT_NULL, "NULL", "")},
    {140000, 179999, COLUMN_KINDS, COLUMNS(SIMPLE_NOT_NULL, COMPRESSION, "")},
    {180000, 0, COLUMN_KINDS, COLUMNS(NOT_NULL_CONSTRAINT, COMPRESSION, NOT_NULL_JOIN)},
    {0, 0, {OBJECT_IDENTITY_OPTIONS}, identity_options},
    {0},
};

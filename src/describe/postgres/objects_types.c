/* Schemas, extensions, types, sequences, operators, casts, foreign servers. */
#include "describe/postgres/objects.h"

// clang-format off
static const char namespaces[] =
    "SELECT '', '', '', s.nspname, NULL, ''"
    " FROM s WHERE s.space <> '' ORDER BY 4";

/* The version is that of the server which ran the migrations, not theirs. */
static const char extensions[] =
    "SELECT '', '', '', e.extname, NULL, 'SCHEMA ' || " QUOTED("n.nspname")
    " FROM pg_catalog.pg_extension e"
    " JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace"
    " ORDER BY 4";

/* What the columns are called differs with the server's version. */
static const char collations[] =
    "SELECT s.space, '', '', c.collname, NULL, pg_catalog.concat('(PROVIDER = ',"
    " CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' WHEN 'c' THEN 'libc'"
    " ELSE 'default' END, ', LOCALE = '"
    " || pg_catalog.quote_literal(coalesce(j ->> 'colllocale', j ->> 'colliculocale',"
    " CASE WHEN j ->> 'collcollate' = j ->> 'collctype' THEN j ->> 'collcollate' END)),"
    " CASE WHEN j ->> 'collcollate' <> j ->> 'collctype' THEN ', LC_COLLATE = '"
    " || pg_catalog.quote_literal(j ->> 'collcollate') || ', LC_CTYPE = '"
    " || pg_catalog.quote_literal(j ->> 'collctype') END, CASE WHEN c.collisdeterministic THEN ''"
    " ELSE ', DETERMINISTIC = false' END, ', RULES = '"
    " || pg_catalog.quote_literal(coalesce(j ->> 'collrules', j ->> 'collicurules')), ')')"
    " FROM pg_catalog.pg_collation c"
    " JOIN s ON s.oid = c.collnamespace, LATERAL (SELECT pg_catalog.to_jsonb(c) AS j) AS json WHERE"
    NOT_BROUGHT("pg_collation", "c")
    " ORDER BY c.oid";

static const char enums[] =
    "SELECT s.space, '', '', t.typname, NULL, '('"
    " || coalesce((SELECT pg_catalog.string_agg(pg_catalog.quote_literal(e.enumlabel::text), ', '"
    " ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e"
    " WHERE e.enumtypid = t.oid), '') || ')'"
    " FROM pg_catalog.pg_type t JOIN s ON s.oid = t.typnamespace"
    " WHERE t.typtype = 'e' AND" NOT_BROUGHT("pg_type", "t")
    " ORDER BY t.oid";

static const char composite_types[] =
    "SELECT r.space, '', '', r.relname, NULL, '(' || coalesce((SELECT pg_catalog.string_agg("
    QUOTED("a.attname") " || ' ' || pg_catalog.format_type(a.atttypid, a.atttypmod)"
    " || CASE WHEN a.attcollation <> t.typcollation THEN ' COLLATE '"
    " || " COLLATION_NAME("a.attcollation") " ELSE '' END, ', '"
    " ORDER BY a.attnum) FROM pg_catalog.pg_attribute a"
    " JOIN pg_catalog.pg_type t ON t.oid = a.atttypid"
    " WHERE a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped), '') || ')'"
    " FROM r WHERE r.relkind = 'c' ORDER BY r.oid";

static const char domains[] =
    "SELECT s.space, '', '', t.typname, NULL, pg_catalog.format_type(t.typbasetype, t.typtypmod)"
    " || CASE WHEN t.typcollation <> b.typcollation THEN ' COLLATE '"
    " || " COLLATION_NAME("t.typcollation") " ELSE '' END"
    " FROM pg_catalog.pg_type t JOIN s ON s.oid = t.typnamespace"
    " JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype"
    " WHERE t.typtype = 'd' AND" NOT_BROUGHT("pg_type", "t")
    " ORDER BY t.oid";

static const char domain_parts[] =
    "SELECT s.space, 'd', t.typname, '', NULL, CASE WHEN t.typnotnull THEN '' END,"
    " coalesce(pg_catalog.pg_get_expr(t.typdefaultbin, 0), t.typdefault)"
    " FROM pg_catalog.pg_type t JOIN s ON s.oid = t.typnamespace"
    " WHERE t.typtype = 'd' AND (t.typnotnull OR t.typdefault IS NOT NULL) AND"
    NOT_BROUGHT("pg_type", "t") " ORDER BY t.oid";

static const char range_types[] =
    "SELECT s.space, '', '', t.typname, NULL,"
    " pg_catalog.concat('(SUBTYPE = ', pg_catalog.format_type(g.rngsubtype, NULL),"
    " CASE WHEN o.opcdefault THEN '' ELSE ', SUBTYPE_OPCLASS = ' || " QUOTED("o.opcname") " END,"
    " CASE WHEN g.rngcollation <> b.typcollation THEN ', COLLATION = '"
    " || " COLLATION_NAME("g.rngcollation") " END,"
    " CASE WHEN g.rngcanonical <> 0 THEN ', CANONICAL = ' || g.rngcanonical::text END,"
    " CASE WHEN g.rngsubdiff <> 0 THEN ', SUBTYPE_DIFF = ' || g.rngsubdiff::text END, ')')"
    " FROM pg_catalog.pg_type t JOIN s ON s.oid = t.typnamespace"
    " JOIN pg_catalog.pg_range g ON g.rngtypid = t.oid"
    " JOIN pg_catalog.pg_type b ON b.oid = g.rngsubtype"
    " JOIN pg_catalog.pg_opclass o ON o.oid = g.rngsubopc WHERE" NOT_BROUGHT("pg_type", "t")
    " ORDER BY t.oid";

/* Those of identity columns are parts of their columns. */
static const char sequences[] =
    "SELECT r.space, '', '', r.relname, NULL,"
    " pg_catalog.concat('AS ', pg_catalog.format_type(q.seqtypid, NULL),"
    " ' INCREMENT BY ', q.seqincrement, ' MINVALUE ', q.seqmin, ' MAXVALUE ', q.seqmax,"
    " ' START WITH ', q.seqstart, ' CACHE ', q.seqcache, CASE WHEN q.seqcycle THEN ' CYCLE'"
    " ELSE ' NO CYCLE' END) FROM r JOIN pg_catalog.pg_sequence q ON q.seqrelid = r.oid"
    " WHERE r.relkind = 'S' AND NOT EXISTS (SELECT"
    " FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass"
    " AND d.objid = r.oid AND d.deptype = 'i')"
    " ORDER BY r.oid";

static const char sequence_owners[] =
    "SELECT r.space, 'S', r.relname, '', NULL, d.refobjid::pg_catalog.regclass::text || '.' || "
    QUOTED("a.attname") " FROM r"
    " JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass"
    " AND d.objid = r.oid AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass"
    " AND d.deptype = 'a' AND d.refobjsubid > 0"
    " JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid"
    " WHERE r.relkind = 'S' ORDER BY r.oid";

/* The name is SQL, with the types of the operands. */
static const char operators[] =
    "SELECT s.space, '', '', o.oprname || ' (' || CASE o.oprleft WHEN 0 THEN 'NONE'"
    " ELSE pg_catalog.format_type(o.oprleft, NULL) END || ', '"
    " || pg_catalog.format_type(o.oprright, NULL) || ')', NULL,"
    " pg_catalog.concat('FUNCTION = ', o.oprcode::text, ', LEFTARG = '"
    " || CASE WHEN o.oprleft <> 0 THEN pg_catalog.format_type(o.oprleft, NULL) END,"
    " ', RIGHTARG = ', pg_catalog.format_type(o.oprright, NULL),"
    " CASE WHEN o.oprcom <> 0 THEN ', COMMUTATOR = OPERATOR(' || cn.nspname || '.' || c.oprname"
    " || ')' END, CASE WHEN o.oprnegate <> 0 THEN ', NEGATOR = OPERATOR(' || nn.nspname || '.'"
    " || n.oprname || ')' END, CASE WHEN o.oprrest <> 0 THEN ', RESTRICT = '"
    " || o.oprrest::text END, CASE WHEN o.oprjoin <> 0 THEN ',"
    " JOIN = ' || o.oprjoin::text END, CASE WHEN o.oprcanhash THEN ', HASHES' END,"
    " CASE WHEN o.oprcanmerge THEN ', MERGES' END)"
    " FROM pg_catalog.pg_operator o"
    " JOIN s ON s.oid = o.oprnamespace"
    " LEFT JOIN pg_catalog.pg_operator c ON c.oid = o.oprcom"
    " LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = c.oprnamespace"
    " LEFT JOIN pg_catalog.pg_operator n ON n.oid = o.oprnegate"
    " LEFT JOIN pg_catalog.pg_namespace nn ON nn.oid = n.oprnamespace"
    " WHERE o.oprcode <> 0 AND" NOT_BROUGHT("pg_operator", "o")
    " ORDER BY o.oid";

/* The server's own casts have small numbers. */
static const char casts[] =
    "SELECT '', '', '', '(' || pg_catalog.format_type(c.castsource, NULL) || ' AS '"
    " || pg_catalog.format_type(c.casttarget, NULL) || ')', NULL, CASE c.castmethod"
    " WHEN 'f' THEN 'WITH FUNCTION ' || c.castfunc::pg_catalog.regprocedure::text"
    " WHEN 'i' THEN 'WITH INOUT' ELSE 'WITHOUT FUNCTION' END || CASE c.castcontext"
    " WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END"
    " FROM pg_catalog.pg_cast c WHERE c.oid >= 16384 AND" NOT_BROUGHT("pg_cast", "c")
    " ORDER BY c.oid";

#define OPTIONS_OF(column) \
    " ' OPTIONS (' || (SELECT pg_catalog.string_agg(" QUOTED("x.option_name") \
    " || ' ' || pg_catalog.quote_literal(x.option_value), ', ' ORDER BY x.option_name)" \
    " FROM pg_catalog.pg_options_to_table(" column ") x) || ')'"

static const char wrappers[] =
    "SELECT '', '', '', w.fdwname, NULL, pg_catalog.concat(CASE"
    " WHEN w.fdwhandler <> 0 THEN 'HANDLER ' || w.fdwhandler::pg_catalog.regproc::text"
    " ELSE 'NO HANDLER' END, CASE WHEN w.fdwvalidator <> 0 THEN ' VALIDATOR '"
    " || w.fdwvalidator::pg_catalog.regproc::text ELSE ' NO VALIDATOR' END,"
    OPTIONS_OF("w.fdwoptions") ") FROM pg_catalog.pg_foreign_data_wrapper w WHERE"
    NOT_BROUGHT("pg_foreign_data_wrapper", "w")
    " ORDER BY w.oid";

static const char servers[] =
    "SELECT '', '', '', v.srvname, NULL, pg_catalog.concat('TYPE '"
    " || pg_catalog.quote_literal(v.srvtype) || ' ', 'VERSION '"
    " || pg_catalog.quote_literal(v.srvversion) || ' ', 'FOREIGN DATA WRAPPER ', "
    QUOTED("w.fdwname") "," OPTIONS_OF("v.srvoptions") ")"
    " FROM pg_catalog.pg_foreign_server v"
    " JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = v.srvfdw WHERE"
    NOT_BROUGHT("pg_foreign_server", "v")
    " ORDER BY v.oid";

// clang-format on
const ObjectQuery postgres_type_queries[] = {
    {0, 0, {OBJECT_NAMESPACE}, namespaces},
    {0, 0, {OBJECT_EXTENSION}, extensions},
    {0, 0, {OBJECT_COLLATION}, collations},
    {0, 0, {OBJECT_ENUM}, enums},
    {0, 0, {OBJECT_COMPOSITE_TYPE}, composite_types},
    {0, 0, {OBJECT_DOMAIN}, domains},
    {0, 0, {OBJECT_NOT_NULL, OBJECT_DEFAULT}, domain_parts},
    {0, 0, {OBJECT_RANGE_TYPE}, range_types},
    {0, 0, {OBJECT_SEQUENCE}, sequences},
    {0, 0, {OBJECT_SEQUENCE_OWNER}, sequence_owners},
    {0, 0, {OBJECT_OPERATOR}, operators},
    {0, 0, {OBJECT_CAST}, casts},
    {0, 0, {OBJECT_FOREIGN_WRAPPER}, wrappers},
    {0, 0, {OBJECT_FOREIGN_SERVER}, servers},
    {0},
};

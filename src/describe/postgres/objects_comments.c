/* Comments and publications. */
#include "describe/postgres/objects.h"

// clang-format off
#define COMMENT_OF(catalog, alias, part) \
    " JOIN pg_catalog.pg_description d" \
    " ON d.classoid = 'pg_catalog." catalog "'::pg_catalog.regclass" \
    " AND d.objoid = " alias ".oid AND d.objsubid " part

#define THE_COMMENT ", NULL, pg_catalog.quote_literal(d.description)"

static const char of_relations[] =
    "SELECT r.space, r.relkind::text, r.relname, ''" THE_COMMENT
    " FROM r" COMMENT_OF("pg_class", "r", "= 0")
    " WHERE r.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')"
    " UNION ALL SELECT r.space, 'a', r.relname, a.attname" THE_COMMENT
    " FROM r" COMMENT_OF("pg_class", "r", "> 0")
    " JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum = d.objsubid"
    " UNION ALL SELECT r.space, 'i', t.relname, r.relname" THE_COMMENT
    " FROM r JOIN pg_catalog.pg_index x ON x.indexrelid = r.oid"
    " JOIN pg_catalog.pg_class t ON t.oid = x.indrelid" COMMENT_OF("pg_class", "r", "= 0")
    " ORDER BY 1, 3, 4";

#define OF_PARTS(letter, catalog, name, table) \
    "SELECT r.space, " letter ", r.relname, " name THE_COMMENT \
    " FROM r JOIN pg_catalog." catalog " o ON o." table " = r.oid" COMMENT_OF(catalog, "o", "= 0")

static const char of_parts[] =
    OF_PARTS("CASE o.contype WHEN 'p' THEN 'K' WHEN 'u' THEN 'Q' WHEN 'x' THEN 'X' WHEN 'f'"
             " THEN 'G' ELSE 'C' END", "pg_constraint", "o.conname", "conrelid")
    " UNION ALL " OF_PARTS("'T'", "pg_trigger", "o.tgname", "tgrelid")
    " UNION ALL " OF_PARTS("'U'", "pg_rewrite", "o.rulename", "ev_class")
    " UNION ALL " OF_PARTS("'O'", "pg_policy", "o.polname", "polrelid")
    " UNION ALL SELECT s.space, 'C', t.typname, c.conname" THE_COMMENT
    " FROM s JOIN pg_catalog.pg_type t ON t.typnamespace = s.oid"
    " JOIN pg_catalog.pg_constraint c ON c.contypid = t.oid" COMMENT_OF("pg_constraint", "c", "= 0")
    " ORDER BY 1, 3, 4";

static const char of_others[] =
    "SELECT s.space, " TYPE_LETTER ", t.typname, ''" THE_COMMENT
    " FROM s JOIN pg_catalog.pg_type t ON t.typnamespace = s.oid"
    " AND t.typtype IN ('c', 'd', 'e', 'r')" COMMENT_OF("pg_type", "t", "= 0")
    " WHERE" NOT_BROUGHT("pg_type", "t")
    " UNION ALL SELECT s.space, " ROUTINE_LETTER ", " ROUTINE_NAME ", ''" THE_COMMENT
    " FROM s JOIN pg_catalog.pg_proc p ON p.pronamespace = s.oid" COMMENT_OF("pg_proc", "p", "= 0")
    " WHERE" NOT_BROUGHT("pg_proc", "p")
    " UNION ALL SELECT '', 'n', s.nspname, ''" THE_COMMENT
    " FROM s" COMMENT_OF("pg_namespace", "s", "= 0")
    /* A schema that was made anew has none. */
    " WHERE s.nspname <> 'public' OR d.description <> 'standard public schema'"
    " ORDER BY 1, 3, 4";

#define PUBLICATIONS(via_root, columns, schemas) \
    "SELECT '', '', '', p.pubname, NULL, pg_catalog.concat_ws(' '," \
    " CASE WHEN p.puballtables THEN 'FOR ALL TABLES' ELSE 'FOR ' ||" \
    " (SELECT pg_catalog.string_agg(x.part, ', ' ORDER BY x.part) FROM (" \
    "SELECT 'TABLE ' || o.prrelid::pg_catalog.regclass::text" columns " AS part" \
    " FROM pg_catalog.pg_publication_rel o WHERE o.prpubid = p.oid" schemas ") x) END," \
    " 'WITH (publish = ''' || pg_catalog.concat_ws(', '," \
    " CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END," \
    " CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END)" \
    " || ''''" via_root " || ')')" \
    " FROM pg_catalog.pg_publication p ORDER BY p.oid"

#define VIA_ROOT \
    " || CASE WHEN p.pubviaroot THEN ', publish_via_partition_root = true' ELSE '' END"

#define COLUMNS_AND_ROWS \
    " || coalesce(' (' || (SELECT pg_catalog.string_agg(" QUOTED("c.attname") ", ', '" \
    " ORDER BY c.attnum) FROM pg_catalog.pg_attribute c WHERE c.attrelid = o.prrelid" \
    " AND c.attnum = ANY (o.prattrs::int2[])) || ')', '')" \
    " || coalesce(' WHERE (' || pg_catalog.pg_get_expr(o.prqual, o.prrelid) || ')', '')"

#define SCHEMAS \
    " UNION ALL SELECT 'TABLES IN SCHEMA ' || " QUOTED("k.nspname") \
    " FROM pg_catalog.pg_publication_namespace o" \
    " JOIN pg_catalog.pg_namespace k ON k.oid = o.pnnspid WHERE o.pnpubid = p.oid"

const ObjectQuery postgres_comment_queries[] = {
    {0, 129999, {OBJECT_PUBLICATION}, PUBLICATIONS("", "", "")},
    {130000, 149999, {OBJECT_PUBLICATION}, PUBLICATIONS(VIA_ROOT, "", "")},
    {150000, 0, {OBJECT_PUBLICATION}, PUBLICATIONS(VIA_ROOT, COLUMNS_AND_ROWS, SCHEMAS)},
    {0, 0, {OBJECT_COMMENT}, of_relations},
    {0, 0, {OBJECT_COMMENT}, of_parts},
    {0, 0, {OBJECT_COMMENT}, of_others},
    {0},
};
// clang-format on

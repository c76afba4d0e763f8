/* Constraints and indexes. */
#include "describe/postgres/objects.h"

// clang-format off
/* What came to a partition or a child from its parent is not its own. */
#define OWN_CONSTRAINT " c.conparentid = 0 AND (c.conislocal OR c.coninhcount = 0)"

#define OF_TYPE(letter) \
    " CASE c.contype WHEN '" letter "' THEN pg_catalog.pg_get_constraintdef(c.oid) END"
/* The storage parameters of the index are not in the constraint's definition. */
#define OF_INDEX_TYPE(letter) \
    " CASE c.contype WHEN '" letter "' THEN pg_catalog.pg_get_constraintdef(c.oid)" \
    " || coalesce(' WITH (' || pg_catalog.array_to_string(i.reloptions, ', ') || ')', '') END"

static const char constraints[] =
    "SELECT r.space, r.relkind::text, r.relname, c.conname, CASE WHEN c.condeferrable THEN 1"
    " ELSE 0 END," OF_TYPE("c") "," OF_INDEX_TYPE("p") "," OF_INDEX_TYPE("u") "," OF_INDEX_TYPE("x")
    "," OF_TYPE("f") " FROM r JOIN pg_catalog.pg_constraint c ON c.conrelid = r.oid"
    " LEFT JOIN pg_catalog.pg_class i ON i.oid = c.conindid AND c.contype IN ('p', 'u', 'x')"
    " WHERE c.contype IN ('c', 'p', 'u', 'x', 'f') AND" OWN_CONSTRAINT
    " ORDER BY r.oid, c.oid";

static const char domain_checks[] =
    "SELECT s.space, 'd', t.typname, c.conname, NULL, pg_catalog.pg_get_constraintdef(c.oid)"
    " FROM pg_catalog.pg_constraint c"
    " JOIN pg_catalog.pg_type t ON t.oid = c.contypid"
    " JOIN s ON s.oid = t.typnamespace"
    " WHERE c.contypid <> 0 AND c.contype = 'c' AND" NOT_BROUGHT("pg_type", "t")
    " ORDER BY c.oid";

/* The definition is what follows the names. Of the traits, 2 is that of expressions, 4 that of NULLs
 * and 8 that of conditions: in pg_index, 1 stands for DESC and 2 for NULLS FIRST. */
static const char indexes[] =
    "SELECT r.space, r.relkind::text, r.relname, i.relname, CASE WHEN x.indexprs IS NULL THEN 0"
    " ELSE 2 END + CASE WHEN EXISTS (SELECT"
    " FROM pg_catalog.unnest(x.indoption::int2[]) o"
    " WHERE o & 3 IN (1, 2)) THEN 4 ELSE 0 END"
    " + CASE WHEN x.indpred IS NULL THEN 0 ELSE 8 END, CASE WHEN x.indisunique THEN 'UNIQUE ' ELSE '' END"
    " || pg_catalog.substr(pg_catalog.pg_get_indexdef(i.oid), pg_catalog.length('CREATE INDEX  ON '"
    " || " QUOTED("i.relname") " || CASE WHEN x.indisunique THEN 'UNIQUE ' ELSE '' END"
    " || CASE WHEN i.relkind = 'I' AND pg_catalog.strpos(pg_catalog.pg_get_indexdef(i.oid), "
    QUOTED("i.relname") " || ' ON ONLY ') > 0 THEN 'ONLY ' ELSE '' END || " QUOTED("n.nspname")
    " || '.' || " QUOTED("r.relname") ") + 2), CASE WHEN NOT x.indisvalid THEN '' END"
    " FROM r JOIN pg_catalog.pg_index x ON x.indrelid = r.oid"
    " JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid"
    " JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace"
    " WHERE r.relkind IN ('r', 'p', 'm') AND NOT i.relispartition AND NOT EXISTS (SELECT"
    " FROM pg_catalog.pg_constraint c"
    " WHERE c.conindid = i.oid AND c.conrelid = r.oid AND c.contype IN ('p', 'u', 'x'))"
    " ORDER BY r.oid, i.oid";

// clang-format on
const ObjectQuery postgres_constraint_queries[] = {
    {0,
     0,
     {OBJECT_CHECK, OBJECT_PRIMARY_KEY, OBJECT_UNIQUE, OBJECT_EXCLUSION, OBJECT_FOREIGN_KEY},
     constraints},
    {0, 0, {OBJECT_CHECK}, domain_checks},
    {0, 0, {OBJECT_INDEX, OBJECT_INVALID_INDEX}, indexes},
    {0},
};

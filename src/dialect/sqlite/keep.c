/* Keeping rows of a SQLite database. */
#include "dialect/keep_sql.h"

// clang-format off
#define TABLES_OF_USERS \
    "l.schema = 'main' AND l.type = 'table' AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'" \
    " AND l.name <> '_prisma_migrations'"

/* An INTEGER PRIMARY KEY is never NULL; every other column of a key may be. */
#define IS_REQUIRED \
    "(c.\"notnull\" OR (c.pk > 0 AND (l.wr OR (upper(c.type) = 'INTEGER'" \
    " AND 1 = (SELECT count(*) FROM pragma_table_xinfo(l.name) o WHERE o.pk > 0)))))"

static const char columns[] =
    "SELECT l.schema, l.name, c.name, c.type, '', 0, " IS_REQUIRED ", c.hidden > 1, 0,"
    " c.pk > 0 AND upper(c.type) = 'INTEGER', 0, EXISTS (SELECT 1 FROM main.sqlite_master t"
    " WHERE t.type = 'trigger' AND t.tbl_name = l.name COLLATE NOCASE)"
    " FROM pragma_table_list l LEFT JOIN pragma_table_xinfo(l.name) c ON c.hidden <> 1"
    " WHERE " TABLES_OF_USERS " ORDER BY l.name, c.cid";

/* The primary key is asked of the table: an INTEGER PRIMARY KEY has no index. */
static const char keys[] =
    "SELECT 'main', k.\"table\", k.key, k.column FROM ("
    "SELECT l.name AS \"table\", '' AS key, c.name AS column, c.pk AS place, " IS_REQUIRED " AS good"
    " FROM pragma_table_list l, pragma_table_xinfo(l.name) c WHERE c.pk > 0 AND " TABLES_OF_USERS
    " UNION ALL SELECT l.name, i.name, c.name, p.seqno, " IS_REQUIRED
    " FROM pragma_table_list l, pragma_index_list(l.name) i, pragma_index_info(i.name) p"
    " LEFT JOIN pragma_table_xinfo(l.name) c ON c.cid = p.cid AND p.cid >= 0"
    " WHERE i.\"unique\" AND NOT i.partial AND i.origin <> 'pk' AND " TABLES_OF_USERS ") k"
    " WHERE NOT EXISTS (SELECT 1 FROM ("
    "SELECT l.name AS \"table\", '' AS key, c.name AS column, " IS_REQUIRED " AS good"
    " FROM pragma_table_list l, pragma_table_xinfo(l.name) c WHERE c.pk > 0 AND " TABLES_OF_USERS
    " UNION ALL SELECT l.name, i.name, c.name, coalesce(" IS_REQUIRED ", 0)"
    " FROM pragma_table_list l, pragma_index_list(l.name) i, pragma_index_info(i.name) p"
    " LEFT JOIN pragma_table_xinfo(l.name) c ON c.cid = p.cid AND p.cid >= 0"
    " WHERE i.\"unique\" AND NOT i.partial AND i.origin <> 'pk' AND " TABLES_OF_USERS ") b"
    " WHERE b.\"table\" = k.\"table\" AND b.key = k.key AND NOT b.good)"
    " ORDER BY k.\"table\", k.key, k.place";

#define ACTION(of) \
    "CASE " of " WHEN 'CASCADE' THEN 'c' WHEN 'SET NULL' THEN 's' WHEN 'SET DEFAULT' THEN 's' ELSE 'a' END"

static const char references[] =
    "SELECT l.name || ' ' || k.id, 'main', l.name, k.\"from\", 'main', t.name,"
    " coalesce(k.\"to\", (SELECT p.name FROM pragma_table_info(t.name) p WHERE p.pk = k.seq + 1)), "
    ACTION("k.on_delete") ", " ACTION("k.on_update")
    " FROM pragma_table_list l, pragma_foreign_key_list(l.name) k"
    " JOIN pragma_table_list t ON t.schema = 'main' AND t.name = k.\"table\" COLLATE NOCASE"
    " WHERE " TABLES_OF_USERS " ORDER BY l.name, k.id, k.seq";
// clang-format on

const KeepSql keep_sqlite = {
    .columns = columns,
    .keys = keys,
    .references = references,
    .has_counters = "SELECT 1 FROM main.sqlite_master WHERE name = 'sqlite_sequence'",
    .counters = "SELECT '', seq FROM main.sqlite_sequence WHERE {} = 'main' AND name = {}",
    .set_counter = "INSERT OR REPLACE INTO main.sqlite_sequence (rowid, name, seq)"
                   " SELECT s.rowid, n.name, max(n.value, coalesce(s.seq, 0))"
                   " FROM (SELECT {} AS space, {} AS name, {} AS \"column\", {} AS value) n"
                   " LEFT JOIN main.sqlite_sequence s ON s.name = n.name",
    .text = "CASE typeof({}) WHEN 'text' THEN 't' || hex({}) WHEN 'blob' THEN 'b' || hex({})"
            " WHEN 'null' THEN NULL ELSE quote({}) END",
    .size = "coalesce(length(CAST({} AS BLOB)), 0)",
    .copied = "+{}", /* without affinity: as it is stored */
    .copied_own = "+{}",
    .restored_own = "{}",
    .differs = "IS NOT",
    .insert_always = "",
    .index = "CREATE INDEX " KEEP_SPACE ".{} ON {} ({});\n",
    .defer_references = "PRAGMA defer_foreign_keys",
    .make = "CREATE TABLE IF NOT EXISTS " KEEP_SPACE ".entries (number INTEGER PRIMARY KEY,"
            " namespace TEXT NOT NULL, row_id TEXT NOT NULL, migration TEXT NOT NULL,"
            " kept_at INTEGER NOT NULL, state TEXT NOT NULL,"
            " description TEXT NOT NULL);\n",
    .found = "SELECT (SELECT count(*) FROM pragma_table_info('entries', '" KEEP_SPACE "')"
             " WHERE name = 'namespace') FROM " KEEP_SPACE ".sqlite_master WHERE name = 'entries'",
    .dangling = "SELECT DISTINCT \"table\", parent FROM pragma_foreign_key_check",
    .drops_delete = true,
};

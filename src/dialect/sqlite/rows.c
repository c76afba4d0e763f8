/* The rows of a SQLite database, as texts and as samples. */
#include "dialect/rows_sql.h"

// clang-format off
#define TABLES_OF_USERS \
    "l.schema = 'main' AND l.type = 'table' AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'" \
    " AND l.name <> '_prisma_migrations'"
#define TYPE_HAS(word) "upper(c.type) LIKE '%" word "%'"

/* Kinds are those of the words that Prisma uses, and behind them the rules of affinity. */
static const char columns[] =
    "SELECT NULL, l.name, c.name, c.type, CASE WHEN " TYPE_HAS("BOOL") " THEN 'bool' WHEN "
    TYPE_HAS("JSON") " THEN 'json' WHEN " TYPE_HAS("DATE") " OR " TYPE_HAS("TIME")
    " THEN 'time' WHEN " TYPE_HAS("INT") " THEN 'int' WHEN " TYPE_HAS("BLOB")
    " THEN 'blob' WHEN " TYPE_HAS("REAL") " OR " TYPE_HAS("FLOA") " OR " TYPE_HAS("DOUB")
    " THEN 'real' WHEN " TYPE_HAS("DEC") " OR " TYPE_HAS("NUM") " THEN 'numeric'"
    " ELSE 'text' END, 0, c.\"notnull\" OR c.pk > 0, c.hidden > 1,"
    " c.pk > 0 AND upper(c.type) = 'INTEGER' AND NOT l.wr"
    " AND 1 = (SELECT count(*) FROM pragma_table_info(l.name) WHERE pk > 0),"
    " c.dflt_value IS NOT NULL, c.pk > 0 OR EXISTS (SELECT 1 FROM pragma_index_list(l.name) i,"
    " pragma_index_info(i.name) p WHERE i.\"unique\" AND p.name = c.name)"
    " FROM pragma_table_list l LEFT JOIN pragma_table_xinfo(l.name) c ON c.hidden <> 1"
    " WHERE " TABLES_OF_USERS " ORDER BY l.name, c.name";

static const char foreign_keys[] =
    "SELECT l.name || ' ' || k.id, NULL, l.name, k.\"from\", NULL, t.name,"
    " coalesce(k.\"to\", (SELECT p.name FROM pragma_table_info(t.name) p WHERE p.pk = k.seq + 1))"
    " FROM pragma_table_list l, pragma_foreign_key_list(l.name) k"
    " JOIN pragma_table_list t ON t.schema = 'main' AND t.name = k.\"table\" COLLATE NOCASE"
    " WHERE " TABLES_OF_USERS " ORDER BY (SELECT count(*) FROM pragma_foreign_key_list(l.name) o"
    " WHERE o.id = k.id) DESC, l.name, k.id, k.seq";

static const RowSample samples[] = {
    {"bool", "{n} % 2", {0}},
    {"int", "{n}", {"0", "-1", "9223372036854775807", "-9223372036854775807 - 1"}},
    {"real", "{n} + 0.1", {"0.0", "-1e-300", "1.7976931348623157e308", "9e999", "-9e999", "0.1 + 0.2"}},
    {"numeric", "{n} + 0.25", {"0", "1e30", "'12345678901234567890.123456789'", "0.1"}},
    {"text", "'{n} row'", {"''", "' '", "'it''s \"é\" \\ ½ 😀'", "'a' || char(9, 10) || 'c'",
                           "CAST(X'610062' AS TEXT)", "'NULL'", "'1'", "printf('%.5000c', 'x')"}},
    {"blob", "CAST('{n}' AS BLOB)", {"X''", "X'00'", "X'00FF8027225C'", "zeroblob(5000)"}},
    {"json", "'{\"n\": {n}}'", {"'null'", "'[]'", "'{\"b\":1, \"a\": 1.50, \"a\" : \"é\"}'"}},
    {"time", "1577836800000 + {n} * 1000", {"-62167219200000", "CURRENT_TIMESTAMP", "'2024-02-29T23:59:59.999Z'"}},
    {0},
};
// clang-format on

const RowsSql rows_sqlite = {
    .begin = "BEGIN",
    .columns = columns,
    .foreign_keys = foreign_keys,
    .counters = "SELECT 'SELECT NULL, name, seq FROM main.sqlite_sequence' FROM main.sqlite_schema"
                " WHERE name = 'sqlite_sequence'",
    .text = "CASE typeof({}) WHEN 'text' THEN 't' || hex({}) WHEN 'blob' THEN 'b' || hex({})"
            " ELSE quote({}) END",
    .samples = samples,
};

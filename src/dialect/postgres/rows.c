/* The rows of a PostgreSQL database, as texts and as samples. */
#include "dialect/rows_sql.h"

#include "dialect/postgres/catalog.h"

// clang-format off
/* Output functions look at these settings. */
static const char begin[] =
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;\n"
    "SET LOCAL search_path = pg_catalog;\n"
    "SET LOCAL row_security = off;\n"
    "SET LOCAL extra_float_digits = 3;\n"
    "SET LOCAL datestyle = 'ISO, YMD';\n"
    "SET LOCAL intervalstyle = 'postgres';\n"
    "SET LOCAL timezone = 'UTC';\n"
    "SET LOCAL bytea_output = 'hex';\n"
    "SET LOCAL xmlbinary = 'base64';\n"
    "SET LOCAL lc_monetary = 'C';\n"
    "SET LOCAL quote_all_identifiers = off";

#define BIT(condition) "CASE WHEN " condition " THEN '1' ELSE '0' END"
#define TABLES_OF_USERS \
    "x.relkind = 'r' AND x.relname <> '_prisma_migrations' AND " USERS_NAMESPACE " AND " \
    NOT_OF_AN_EXTENSION

/* A domain is of the kind of its base type, an array of that of its items, an enum of a kind of its
 * own. */
static const char columns[] =
    "WITH RECURSIVE bases AS (SELECT oid AS type, oid AS base FROM pg_catalog.pg_type"
    " WHERE typtype <> 'd' UNION ALL SELECT t.oid, b.base FROM pg_catalog.pg_type t"
    " JOIN bases b ON b.type = t.typbasetype WHERE t.typtype = 'd'),"
    " kinds AS (SELECT b.type, t.typcategory = 'A' AND t.typelem <> 0 AS is_array,"
    " CASE i.typtype WHEN 'e' THEN 'enum' ELSE i.typname END AS kind"
    " FROM bases b JOIN pg_catalog.pg_type t ON t.oid = b.base"
    " JOIN pg_catalog.pg_type i ON i.oid = CASE WHEN t.typcategory = 'A' AND t.typelem <> 0"
    " THEN t.typelem ELSE t.oid END)"
    " SELECT n.nspname, x.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),"
    " k.kind, " BIT("k.is_array") ", " BIT("a.attnotnull") ", "
    BIT("a.attgenerated <> '' OR a.attidentity = 'a'") ", "
    BIT("a.attidentity <> '' OR pg_catalog.pg_get_expr(e.adbin, e.adrelid) ~ '^nextval\\('") ", "
    BIT("e.oid IS NOT NULL") ", "
    BIT("EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = x.oid"
        " AND (i.indisunique OR i.indisexclusion) AND a.attnum = ANY (i.indkey))")
    " FROM pg_catalog.pg_class x JOIN pg_catalog.pg_namespace n ON n.oid = x.relnamespace"
    " LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = x.oid AND a.attnum > 0"
    " AND NOT a.attisdropped LEFT JOIN kinds k ON k.type = a.atttypid"
    " LEFT JOIN pg_catalog.pg_attrdef e ON e.adrelid = x.oid AND e.adnum = a.attnum"
    " WHERE " TABLES_OF_USERS
    " ORDER BY n.nspname COLLATE \"C\", x.relname COLLATE \"C\", a.attname COLLATE \"C\"";

static const char foreign_keys[] =
    "SELECT k.oid, n.nspname, x.relname, a.attname, m.nspname, t.relname, b.attname"
    FROM_FOREIGN_KEYS " AND " TABLES_OF_USERS
    " ORDER BY cardinality(k.conkey) DESC, k.oid, u.place";

#define TIME_OF_NUMBER "time '00:00' + make_interval(secs => {n} % 86400)"
#define DAY_OF_NUMBER "(date '2000-01-01' + {n} % 1000000)"
#define MOMENT_OF_NUMBER "(timestamptz '2000-01-01 00:00+00' + make_interval(secs => {n} * 3601))"

static const RowSample samples[] = {
    {"bool", "{n} % 2 = 1", {0}},
    {"int2", "{n} % 32767", {"0", "-1", "32767", "-32768"}},
    {"int4", "{n} % 2147483647", {"0", "-1", "2147483647", "-2147483648"}},
    {"int8", "{n}", {"0", "-1", "9223372036854775807", "'-9223372036854775808'"}},
    {"oid", "{n}", {"0", "4294967295"}},
    {"float4", "{n} + 0.5", {"'NaN'", "'Infinity'", "'-Infinity'", "'-0'", "'1e-40'", "'3.4028235e38'"}},
    {"float8", "{n} + 0.1", {"'NaN'", "'Infinity'", "'-Infinity'", "'-0'", "'5e-324'", "'1.7976931348623157e308'"}},
    {"numeric()", "{n}::numeric % 10::numeric ^ ({1} - {2})",
     {"0", "'NaN'", "repeat('9', {1} - {2}) || '.' || repeat('9', {2})",
      "'-' || repeat('9', {1} - {2}) || '.' || repeat('9', {2})"}},
    {"numeric", "{n} + 0.25", {"0", "'NaN'", "'1.500'", "'12345678901234567890123456789.123456789'", "'-1e-30'"}},
    {"money", "{n}::numeric::money", {"0::money", "'-92233720368547758.08'::money"}},
    {"text", "'{n} row'", {"''", "' '", "'it''s \"é\" \\ ½ 😀'", "E'a\\tb\\nc'", "repeat('long ', 2000)", "'NULL'"}},
    {"varchar", "'{n} row'", {"''", "' '", "'it''s \"é\" \\ ½ 😀'", "E'a\\tb\\nc'", "repeat('é', 5000)", "'NULL'"}},
    {"bpchar", "'{n}'", {"''", "'é'", "repeat('é', 500)"}},
    {"name", "'{n}'", {"''", "'é'"}},
    {"char", "chr(33 + {n} % 90)", {"''"}},
    {"citext", "'{n} Row'", {"''", "'É'"}},
    {"bytea", "decode(md5('{n}'), 'hex')", {"''", "'\\x00'", "'\\x00ff8027225c'", "decode(repeat('00ff', 3000), 'hex')"}},
    {"uuid", "md5('{n}')::uuid", {"'00000000-0000-0000-0000-000000000000'", "'ffffffff-ffff-ffff-ffff-ffffffffffff'"}},
    {"json", "'{\"n\": {n}}'", {"'null'", "'[]'", "'{\"b\":1, \"a\": 1.50, \"a\" : \"é\\u0041\"}'", "'\"\"'"}},
    {"jsonb", "'{\"n\": {n}}'", {"'null'", "'[]'", "'{\"b\": 1, \"a\": 1.50, \"é\": [null, true, 1e20]}'", "'\"\"'"}},
    {"xml", "'<a>{n}</a>'", {"'<a b=\"é\"/>'"}},
    {"date", DAY_OF_NUMBER, {"'infinity'", "'-infinity'", "'0044-03-15 BC'", "'5874897-12-31'"}},
    {"time", TIME_OF_NUMBER, {"'00:00'", "'24:00'", "'23:59:59.999999'"}},
    {"timetz", "(" TIME_OF_NUMBER ")", {"'00:00+14'", "'24:00-12:30'"}},
    {"timestamp", MOMENT_OF_NUMBER, {"'infinity'", "'-infinity'", "'0044-03-15 12:00 BC'", "'2024-02-29 23:59:59.999999'"}},
    {"timestamptz", MOMENT_OF_NUMBER, {"'infinity'", "'-infinity'", "'0044-03-15 12:00+00 BC'", "'2024-02-29 23:59:59.999999+05:30'"}},
    {"interval", "make_interval(secs => {n})", {"'0'", "'-1 year 2 months -3 days 04:05:06.789'"}},
    {"bit()", "{n}::bit({1})", {"0::bit({1})", "(-1)::bit({1})"}},
    {"varbit()", "{n}::bit({1})::varbit", {"B''", "B'1'"}},
    {"varbit", "({n} % 1000000)::bit(20)::varbit", {"B''", "B'1'"}},
    {"inet", "inet '10.0.0.0' + {n} % 16777216", {"'::1'", "'10.1.2.3/8'", "'0.0.0.0/0'"}},
    {"cidr", "network(set_masklen(inet '10.0.0.0' + {n} % 16777216, 32))", {"'::/0'", "'10.0.0.0/8'"}},
    {"macaddr", "substr(md5('{n}'), 1, 12)::macaddr", {"'00:00:00:00:00:00'"}},
    {"macaddr8", "substr(md5('{n}'), 1, 16)::macaddr8", {"'00:00:00:00:00:00:00:00'"}},
    {"point", "point({n}, 0.1)", {"'(0,-0)'", "'(NaN,Infinity)'"}},
    {"line", "'{1,2,{n}}'", {0}},
    {"lseg", "'[(0,0),(1,{n})]'", {0}},
    {"box", "'((0,0),(1,{n}))'", {0}},
    {"path", "'[(0,0),(1,{n})]'", {"'((0,0),(1,1))'"}},
    {"polygon", "'((0,0),(1,{n}),(2,0))'", {0}},
    {"circle", "'<(0,0),{n}>'", {"'<(0,0),0>'"}},
    {"int4range", "int4range(({n} % 1000000)::int * 2, ({n} % 1000000)::int * 2 + 1)", {"'empty'", "'(,)'", "'[1,5)'"}},
    {"int8range", "int8range({n}::bigint * 2, {n}::bigint * 2 + 1)", {"'empty'", "'(,)'"}},
    {"numrange", "numrange({n}, {n} + 0.5)", {"'empty'", "'(,)'", "'(1.50,2]'"}},
    {"daterange", "daterange(" DAY_OF_NUMBER ", " DAY_OF_NUMBER " + 1)", {"'empty'", "'[2020-01-01,)'"}},
    {"tsrange", "tsrange(" MOMENT_OF_NUMBER "::timestamp, NULL)", {"'empty'", "'(,)'"}},
    {"tstzrange", "tstzrange(" MOMENT_OF_NUMBER ", " MOMENT_OF_NUMBER " + interval '1 second')", {"'empty'", "'(,)'"}},
    {"tsvector", "to_tsvector('simple', 'row {n}')", {"''"}},
    {"tsquery", "to_tsquery('simple', 'row & {n}')", {0}},
    {"hstore", "'n=>{n}'", {"''", "'a=>NULL'"}},
    {"ltree", "'top.n{n}'", {"''"}},
    {"enum", "(enum_range(NULL::{type}))[1 + {n} % cardinality(enum_range(NULL::{type}))]", {0}},
    {0},
};
// clang-format on

const RowsSql rows_postgres = {
    .begin = begin,
    .columns = columns,
    .foreign_keys = foreign_keys,
    .counters =
        "SELECT 'SELECT n.nspname, s.sequencename, s.last_value FROM pg_catalog.pg_sequences s"
        " JOIN pg_catalog.pg_namespace n ON n.nspname = s.schemaname"
        " WHERE s.last_value IS NOT NULL'",
    .sum = "coalesce(sum(hashtextextended(ROW({})::text COLLATE \"C\", 0)), 0)",
    .array = "ARRAY[{}]",
    .samples = samples,
};

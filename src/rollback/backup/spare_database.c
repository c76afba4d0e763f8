#include "rollback/backup/spare_database.h"

#include "base/clock.h"
#include "base/interrupt.h"
#include "history/temporary_database.h"
#include "sql/writer.h"

#define SPARE_PREFIX "_dunlin_spare_"

bool server_open(Arena *arena, const Connection *connection, Database **server, Error *error)
{
    const Text names[] = {TEXT("postgres"), TEXT("template1"), TEXT("defaultdb"),
                          connection->database};
    enum { NAMES = sizeof names / sizeof *names };
    for (size_t i = 0; i < NAMES; i++) {
        Connection *other = NEW(arena, Connection);
        *other = *connection;
        other->database = names[i];
        if (database_open(arena, other, OPEN_READ_WRITE, server, error))
            return true;
        if (error->code != ERROR_P1003 && error->code != ERROR_P1010)
            return false;
    }
    return false;
}

static bool ask(Arena *arena, Database *server, Text query, bool *yes, Error *error)
{
    Rows rows;
    if (!database_query(server, arena, query, &rows, error))
        return false;
    *yes = rows.rows.count == 1 && text_is(rows.rows.items[0].values[0], "t");
    return true;
}

/* --- making and dropping --- */

void spare_clean(Arena *arena, Database *server)
{
    temporary_clean(arena, server, SPARE_PREFIX);
}

/* Sort order and the like have to be those of the original, or its indexes would be others. */
static Text create_sql(Arena *arena, Text name, const BackupManifest *manifest)
{
    Buffer sql = BUFFER(arena);
    sql_add(&sql, "CREATE DATABASE {} TEMPLATE template0", sql_name(name));
    if (manifest->encoding.length)
        sql_add(&sql, " ENCODING {}", sql_literal(manifest->encoding));
    if (manifest->collation.length)
        sql_add(&sql, " LC_COLLATE {}", sql_literal(manifest->collation));
    if (manifest->character_type.length)
        sql_add(&sql, " LC_CTYPE {}", sql_literal(manifest->character_type));
    if (text_is(manifest->locale_provider, "i"))
        sql_add(&sql, " LOCALE_PROVIDER icu ICU_LOCALE {}", sql_literal(manifest->locale));
    if (text_is(manifest->locale_provider, "b"))
        sql_add(&sql, " LOCALE_PROVIDER builtin BUILTIN_LOCALE {}", sql_literal(manifest->locale));
    return buffer_text(&sql);
}

bool spare_make(Arena *arena, Database *server, const BackupManifest *manifest, Text *name,
                Error *error)
{
    Text wanted;
    if (!temporary_name(arena, server, SPARE_PREFIX, &wanted, error))
        return false;
    if (database_run(server, create_sql(arena, wanted, manifest), NULL, error)) {
        *name = wanted;
        return true;
    }
    if (error->code != ERROR_D1014 && error->code != ERROR_P1010)
        return false;
    Error cause = *error;
    fail(error, ERROR_D1047, "a database to restore the backup into could not be created");
    error->database_code = cause.database_code;
    error->database_text = cause.database_text.length ? cause.database_text : cause.message;
    return error_hint(error, "let the user create databases (ALTER ROLE … CREATEDB), or run the "
                             "command with --url and a user who may");
}

bool spare_drop(Arena *arena, Database *server, Text *name, Error *error)
{
    Text dropped = *name;
    *name = TEXT("");
    if (dropped.length == 0 || temporary_drop(arena, server, dropped, error))
        return true;
    return error_hint(error, "a database stays behind: DROP DATABASE \"%.*s\"", TEXT_ARG(dropped));
}

/* --- swapping --- */

bool server_has(Arena *arena, Database *server, Text name, bool *found, Error *error)
{
    return ask(arena, server,
               sql_text(arena,
                        "SELECT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = {})",
                        sql_literal(name)),
               found, error);
}

/* A query for the statements that give the database {1} the owner, privileges, settings and comment
 * of the database {0}. Settings that are lists are kept as they are written. */
static const char *const properties =
    "WITH o AS (SELECT d.*, pg_catalog.quote_ident({}) AS new FROM pg_catalog.pg_database d"
    " WHERE d.datname = {}), s AS (SELECT o.new, r.rolname, "
    "pg_catalog.quote_ident(pg_catalog.split_part(c, '=', 1)) AS name,"
    " CASE WHEN pg_catalog.split_part(c, '=', 1) IN ('search_path', 'temp_tablespaces',"
    " 'local_preload_libraries', 'session_preload_libraries') AND c !~ '=$'"
    " THEN pg_catalog.substr(c, pg_catalog.strpos(c, '=') + 1)"
    " ELSE pg_catalog.quote_literal(pg_catalog.substr(c, pg_catalog.strpos(c, '=') + 1)) END AS value"
    " FROM o JOIN pg_catalog.pg_db_role_setting x ON x.setdatabase = o.oid"
    " LEFT JOIN pg_catalog.pg_roles r ON r.oid = x.setrole, pg_catalog.unnest(x.setconfig) c)"
    " SELECT statement FROM ("
    "SELECT 1 AS place, pg_catalog.format('ALTER DATABASE %s OWNER TO %I', new,"
    " pg_catalog.pg_get_userbyid(datdba)) AS statement FROM o"
    " UNION ALL SELECT 2, pg_catalog.format('ALTER DATABASE %s CONNECTION LIMIT %s', new,"
    " datconnlimit) FROM o WHERE datconnlimit >= 0"
    " UNION ALL SELECT 3, pg_catalog.format('COMMENT ON DATABASE %s IS %L', new, b.description)"
    " FROM o JOIN pg_catalog.pg_shdescription b ON b.objoid = o.oid"
    " AND b.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass"
    " UNION ALL SELECT 4, pg_catalog.format('REVOKE ALL ON DATABASE %s FROM PUBLIC', new)"
    " FROM o WHERE datacl IS NOT NULL"
    " UNION ALL SELECT 5, pg_catalog.format('REVOKE ALL ON DATABASE %s FROM %I', new,"
    " pg_catalog.pg_get_userbyid(datdba)) FROM o WHERE datacl IS NOT NULL"
    " UNION ALL SELECT 6, pg_catalog.format('GRANT %s ON DATABASE %s TO %s%s', a.privilege_type,"
    " new, CASE WHEN a.grantee = 0 THEN 'PUBLIC'"
    " ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) END,"
    " CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)"
    " FROM o, pg_catalog.aclexplode(o.datacl) a"
    " UNION ALL SELECT 7, CASE WHEN rolname IS NULL THEN"
    " pg_catalog.format('ALTER DATABASE %s SET %s TO %s', new, name, value) ELSE"
    " pg_catalog.format('ALTER ROLE %I IN DATABASE %s SET %s TO %s', rolname, new, name, value) END"
    " FROM s) t ORDER BY place";

static bool add_properties(Arena *arena, Database *server, Text old, Text new, Buffer *out,
                           Error *error)
{
    Rows rows;
    if (!database_query(server, arena,
                        sql_text(arena, properties, sql_literal(new), sql_literal(old)), &rows,
                        error))
        return false;
    for (list_each(Row, row, &rows.rows))
        buffer_add_format(out, "%.*s;\n", TEXT_ARG(row->values[0]));
    return true;
}

/* One transaction: killed at any moment, one of the two has the name. Its sessions are ended just
 * before; a new one waits for the end of the transaction. */
static bool run_swap(Arena *arena, Database *server, Text sql, Error *error)
{
    enum { TRIES = 5, PAUSE = 200 };
    Error unused = {.arena = arena};
    for (int i = 0;; i++) {
        if (database_run(server, sql, NULL, error))
            return true;
        database_run(server, TEXT("ROLLBACK"), NULL, &unused);
        bool in_use = text_is(error->database_code, "55006"); /* object_in_use */
        if (!in_use || i == TRIES || interrupt_requested())
            return false;
        clock_sleep(PAUSE);
    }
}

bool spare_swap(Arena *arena, Database *server, Text name, Text *spare, Error *error)
{
    Buffer sql = BUFFER(arena);
    bool exists;
    Text old = TEXT("");
    if (!server_has(arena, server, name, &exists, error))
        return false;
    buffer_add_string(&sql, "BEGIN;\n");
    if (exists) {
        if (!temporary_name(arena, server, SPARE_PREFIX, &old, error) ||
            !add_properties(arena, server, name, *spare, &sql, error))
            return false;
        sql_add(&sql,
                "SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity"
                " WHERE datname = {} AND pid <> pg_catalog.pg_backend_pid();\n"
                "ALTER DATABASE {} RENAME TO {};\n",
                sql_literal(name), sql_name(name), sql_name(old));
    }
    sql_add(&sql, "ALTER DATABASE {} RENAME TO {};\nCOMMIT;\n", sql_name(*spare), sql_name(name));
    if (run_swap(arena, server, buffer_text(&sql), error)) {
        *spare = old;
        return true;
    }
    return error_hint(error, "the database is as it was; to rename it, the user must own it and be "
                             "allowed to create databases, and nobody else may be connected to it");
}

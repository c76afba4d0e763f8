/* PostgreSQL. */
#include "dialect/dialect.h"
#include "dialect/postgres/catalog.h"
#include "dialect/postgres/effect.h"

static const char *const providers[] = {"postgresql", "postgres", NULL};
static const char *const schemes[] = {"postgresql", "postgres", "prisma+postgres", NULL};

/* From the PostgreSQL manual, section "SQL Commands": the pages that say "cannot be executed inside
 * a transaction block". A statement that is missing here is found out by its SQLSTATE. */
static const char *const outside_transaction[] = {
    "CREATE [UNIQUE] INDEX CONCURRENTLY",
    "DROP INDEX CONCURRENTLY",
    "REINDEX INDEX CONCURRENTLY",
    "REINDEX TABLE CONCURRENTLY",
    "REINDEX ( ... CONCURRENTLY",
    "REINDEX SCHEMA",
    "REINDEX DATABASE",
    "REINDEX SYSTEM",
    "REINDEX ( ... ) SCHEMA",
    "REINDEX ( ... ) DATABASE",
    "REINDEX ( ... ) SYSTEM",
    "ALTER TABLE ... DETACH PARTITION ... CONCURRENTLY",
    "VACUUM",
    "CLUSTER $",
    "CREATE DATABASE",
    "DROP DATABASE",
    "CREATE TABLESPACE",
    "DROP TABLESPACE",
    "ALTER DATABASE * SET TABLESPACE",
    "ALTER SYSTEM",
    "CREATE SUBSCRIPTION",
    "DROP SUBSCRIPTION",
    "ALTER SUBSCRIPTION * REFRESH",
    "DISCARD ALL",
    NULL,
};

/* active_sql_transaction, invalid_transaction_termination (COMMIT in a procedure or DO block) */
static const char *const outside_transaction_codes[] = {"25001", "2D000", NULL};

static const char *const commit_before_use[] = {"ALTER TYPE ... ADD VALUE", NULL};

const Dialect dialect_postgres = {
    .name = "postgresql",
    .product = "PostgreSQL",
    .providers = providers,
    .schemes = schemes,
    .abilities = CAN_NAMESPACES | CAN_ADVISORY_LOCK | CAN_BATCH,
    .syntax =
        {
            .dollar_quotes = true,
            .nested_comments = true,
            .cr_ends_lines = true,
            .escape_strings = true,
            .atomic_bodies = true,
            .parentheses_matter = true,
            .lowers_names = true,
        },
    .lock_number = 72707369,
    .outside_transaction = outside_transaction,
    .effect = postgres_effect,
    .outside_transaction_codes = outside_transaction_codes,
    .commit_before_use = commit_before_use,
    .commit_before_use_code = "55P04", /* unsafe_new_enum_value_usage */
    .begin = "BEGIN",
    .shadow =
        {
            .create = "CREATE DATABASE {}",
            .drop = "DROP DATABASE IF EXISTS {} WITH (FORCE)",
            .drop_idle = "DROP DATABASE IF EXISTS {}", /* before version 13 */
            .lock = "SELECT pg_catalog.pg_advisory_lock({})",
            .unlock = "SELECT pg_catalog.pg_advisory_unlock({})",
            /* Each database has its own advisory locks, and the holder may be in another one. */
            .is_locked = "SELECT 1 FROM pg_catalog.pg_locks WHERE locktype = 'advisory'"
                         " AND classid = {} AND objid = {} AND objsubid = 1",
            .left = "SELECT datname FROM pg_catalog.pg_database d"
                    " WHERE pg_catalog.strpos(datname::text, {}) = 1 AND NOT EXISTS"
                    " (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid)",
            .surroundings = "SELECT string_agg(name || ' ' || default_version, ',' ORDER BY name)"
                            " FROM pg_catalog.pg_available_extensions",
            .contents = "(SELECT x.relname FROM pg_catalog.pg_class x"
                        " JOIN pg_catalog.pg_namespace n ON n.oid = x.relnamespace"
                        " WHERE " USERS_NAMESPACE " AND " NOT_OF_AN_EXTENSION " LIMIT 1)"
                        " UNION ALL (SELECT x.proname FROM pg_catalog.pg_proc x"
                        " JOIN pg_catalog.pg_namespace n ON n.oid = x.pronamespace"
                        " WHERE " USERS_NAMESPACE " AND " NOT_OF_AN_EXTENSION " LIMIT 1)"
                        " UNION ALL (SELECT x.typname FROM pg_catalog.pg_type x"
                        " JOIN pg_catalog.pg_namespace n ON n.oid = x.typnamespace"
                        " WHERE " USERS_NAMESPACE " AND " NOT_OF_AN_EXTENSION " LIMIT 1)",
            .namespaces = "SELECT x.nspname FROM pg_catalog.pg_namespace x"
                          " JOIN pg_catalog.pg_namespace n ON n.oid = x.oid"
                          " WHERE " USERS_NAMESPACE " AND " NOT_OF_AN_EXTENSION " ORDER BY 1",
            .is_marked = "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = '" SHADOW_MARK "'",
            .mark = "CREATE SCHEMA IF NOT EXISTS " SHADOW_MARK,
        },
    .copy = &copy_postgres,
    .rows = &rows_postgres,
    .keep = &keep_postgres,
    .history =
        {
            .create = "CREATE TABLE {} (\n"
                      "    id                      VARCHAR(36) PRIMARY KEY NOT NULL,\n"
                      "    checksum                VARCHAR(64) NOT NULL,\n"
                      "    finished_at             TIMESTAMPTZ,\n"
                      "    migration_name          VARCHAR(255) NOT NULL,\n"
                      "    logs                    TEXT,\n"
                      "    rolled_back_at          TIMESTAMPTZ,\n"
                      "    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),\n"
                      "    applied_steps_count     INTEGER NOT NULL DEFAULT 0\n"
                      ")",
            .select = "SELECT id, checksum, migration_name,"
                      " CASE WHEN finished_at IS NULL THEN logs END,"
                      " floor(extract(epoch FROM started_at) * 1000)::bigint,"
                      " floor(extract(epoch FROM finished_at) * 1000)::bigint,"
                      " floor(extract(epoch FROM rolled_back_at) * 1000)::bigint"
                      " FROM {} ORDER BY started_at ASC",
            .other_tables = postgres_other_tables,
            .times = TIME_WITH_ZONE,
        },
    .reset = {.namespaces = postgres_reset_namespaces, .objects = postgres_reset_objects},
};

/* SQLite. */
#include "dialect/dialect.h"
#include "dialect/sqlite/rebuild.h"

static const char *const providers[] = {"sqlite", NULL};
static const char *const schemes[] = {"file", "sqlite", NULL};

/* From SQLite's documentation of each statement and pragma. */
static const char *const outside_transaction[] = {
    "VACUUM",
    "ATTACH",
    "DETACH",
    "PRAGMA journal_mode =",
    "PRAGMA journal_mode (",
    "PRAGMA * . journal_mode =",
    "PRAGMA * . journal_mode (",
    "PRAGMA synchronous =",
    "PRAGMA synchronous (",
    "PRAGMA * . synchronous =",
    "PRAGMA * . synchronous (",
    "PRAGMA temp_store =",
    "PRAGMA wal_checkpoint",
    "PRAGMA * . wal_checkpoint",
    NULL,
};

static const char *const none[] = {NULL};

/* Whatever runs outside transactions here may be run again. */
static bool effect(Buffer *query, Text statement)
{
    if (!statement_matches_any(&dialect_sqlite.syntax, statement, outside_transaction))
        return false;
    buffer_add_string(query, "SELECT 'not done'");
    return true;
}

static void other_tables(Buffer *out, const TextList *namespaces)
{
    (void)namespaces; /* a file has one */
    buffer_add_string(out, "SELECT name FROM sqlite_master WHERE type = 'table'"
                           " AND name <> '_prisma_migrations' ORDER BY 1");
}

const Dialect dialect_sqlite = {
    .name = "sqlite",
    .product = "SQLite",
    .providers = providers,
    .schemes = schemes,
    .abilities = HAS_FILE | HAS_FOREIGN_KEY_SWITCH,
    .syntax =
        {
            .backticks = true,
            .brackets = true,
            .trigger_bodies = true,
            .ignores_case_of_names = true,
        },
    .outside_transaction = outside_transaction,
    .effect = effect,
    .outside_transaction_codes = none,
    .commit_before_use = none,
    .begin = "BEGIN IMMEDIATE",
    .unguarded = sqlite_rebuild_drops,
    .copy = &copy_sqlite,
    .rows = &rows_sqlite,
    .keep = &keep_sqlite,
    .history =
        {
            .create = "CREATE TABLE {} (\n"
                      "    \"id\"                    TEXT PRIMARY KEY NOT NULL,\n"
                      "    \"checksum\"              TEXT NOT NULL,\n"
                      "    \"finished_at\"           DATETIME,\n"
                      "    \"migration_name\"        TEXT NOT NULL,\n"
                      "    \"logs\"                  TEXT,\n"
                      "    \"rolled_back_at\"        DATETIME,\n"
                      "    \"started_at\"            DATETIME NOT NULL DEFAULT current_timestamp,\n"
                      "    \"applied_steps_count\"   INTEGER UNSIGNED NOT NULL DEFAULT 0\n"
                      ")",
            .select = "SELECT id, checksum, migration_name,"
                      " CASE WHEN finished_at IS NULL THEN logs END,"
                      " started_at, finished_at, rolled_back_at"
                      " FROM {} ORDER BY started_at ASC",
            .other_tables = other_tables,
            .times = TIME_AS_MILLISECONDS,
        },
};

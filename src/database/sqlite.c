/* SQLite, by libsqlite3. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/interrupt.h"
#include "database/database.h"
#include "database/libsqlite.h"
#include "database/sqlite.h"
#include "database/sqlite_error.h"

static const Libsqlite *lib; /* set when the first database is opened */

enum { BUSY_WAIT = 10000 }; /* milliseconds; Prisma waits as long for a server's lock */

/* Fills the error from the handle's last one. */
static bool failed(const SqliteDatabase *database, int result, Error *error)
{
    return sqlite_step_failed(database, result, error);
}

bool sqlite_step_failed(const SqliteDatabase *database, int result, Error *error)
{
    SqliteFailure failure = {
        .result = result,
        .extended = lib->sqlite3_extended_errcode(database->handle),
        .message = text_from(lib->sqlite3_errmsg(database->handle)),
    };
    return sqlite_failed(database->base.connection, &failure, error);
}

/* Waits a little while the file is locked, up to BUSY_WAIT; stops when the user interrupts. */
static int wait_while_busy(void *started, int count)
{
    int64_t *since = started;
    if (count == 0)
        *since = clock_monotonic();
    if (interrupt_requested() || clock_monotonic() - *since > BUSY_WAIT)
        return 0;
    clock_sleep(count < 5 ? 1 : count < 20 ? 5 : 20);
    return 1;
}

static int stop_when_interrupted(void *unused)
{
    (void)unused;
    return interrupt_requested();
}

static bool prepare_session(SqliteDatabase *database, Error *error)
{
    enum { INSTRUCTIONS_BETWEEN_CHECKS = 20000 };
    sqlite3 *handle = database->handle;
    lib->sqlite3_extended_result_codes(handle, 1);
    lib->sqlite3_busy_handler(handle, wait_while_busy, NEW(database->base.arena, int64_t));
    lib->sqlite3_progress_handler(handle, INSTRUCTIONS_BETWEEN_CHECKS, stop_when_interrupted, NULL);
    /* Histories rely on both: string literals in double quotes, and Prisma's build of SQLite, which
     * enforces foreign keys unless told otherwise. */
    lib->sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 1, NULL);
    lib->sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 1, NULL);
    lib->sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    /* The first look into the file: tells one that is no database. */
    int result = lib->sqlite3_exec(handle, "SELECT 1 FROM sqlite_master LIMIT 1", NULL, NULL, NULL);
    return result == SQLITE_OK || failed(database, result, error);
}

static void sqlite_close(Database *database)
{
    SqliteDatabase *self = sqlite_of(database);
    lib->sqlite3_close(self->handle);
    if (self->lock >= 0)
        close(self->lock);
}

static bool sqlite_open(Arena *arena, const Connection *connection, OpenMode mode,
                        Database **database, Error *error)
{
    SqliteDatabase *self = NEW(arena, SqliteDatabase);
    self->base =
        (Database){.client = &database_client_sqlite, .connection = connection, .arena = arena};
    self->lock = -1;
    lib = libsqlite_load(error);
    if (!lib)
        return false;
    if (!text_is(connection->file, SQLITE_IN_MEMORY) && !file_exists(connection->file)) {
        fail(error, ERROR_P1003, "the database file '%.*s' does not exist",
             TEXT_ARG(connection->file));
        error_field(error, "database_name", connection->database);
        return error_hint(error, "create it, with its tables:\n  dunlin migrate deploy");
    }
    /* Also to read: after a crash, SQLite must first roll back what was left in the journal. */
    int result = lib->sqlite3_open_v2(text_cstr(arena, connection->file), &self->handle,
                                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    bool done = result == SQLITE_OK ? prepare_session(self, error) : failed(self, result, error);
    if (done && mode == OPEN_READ_ONLY)
        done = database_run(&self->base, TEXT("PRAGMA query_only=ON"), NULL, error);
    if (done)
        *database = &self->base;
    else
        sqlite_close(&self->base);
    return done;
}

static bool sqlite_create(Arena *arena, const Connection *connection, Error *error)
{
    if (!folder_make(arena, path_parent(connection->file), error))
        return false;
    int descriptor = open(text_cstr(arena, connection->file), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0)
        return fail(error, ERROR_P3000, "the database file '%.*s' could not be created: %s",
                    TEXT_ARG(connection->file), strerror(errno)); // NOLINT(concurrency-mt-unsafe)
    close(descriptor);
    return true;
}

/* As SQLite reads the value of a switch: one of these words, or a number that is not 0. */
static bool is_on(Text value)
{
    static const char *const on[] = {"on", "true", "yes", NULL};
    int64_t number;
    for (size_t i = 0; on[i]; i++)
        if (text_equal_ignoring_case(value, text_from(on[i])))
            return true;
    return text_to_int64(value, &number) && number > 0;
}

/* "PRAGMA foreign_keys = …" does nothing inside a transaction in SQLite. The transaction is ours,
 * not the script's, so what the script asks for is done all the same. `wanted` is how it was asked.
 */
static bool is_foreign_keys_pragma(Text statement, bool *wanted)
{
    const SqlSyntax *syntax = &dialect_sqlite.syntax;
    if (!statement_matches(syntax, statement, "PRAGMA"))
        return false;
    SqlToken word = sql_token(syntax, statement, 0);
    SqlToken name = sql_token(syntax, statement, word.end);
    SqlToken sign = sql_token(syntax, statement, name.end);
    if (sql_token_is(statement, sign, ".")) {
        name = sql_token(syntax, statement, sign.end);
        sign = sql_token(syntax, statement, name.end);
    }
    Arena *scratch = arena_new();
    bool ours =
        text_equal_ignoring_case(sql_token_name(scratch, statement, name), TEXT("foreign_keys")) &&
        (sql_token_is(statement, sign, "=") || sql_token_is(statement, sign, "("));
    SqlToken value = sql_token(syntax, statement, sign.end);
    if (sql_token_is(statement, value, "+"))
        value = sql_token(syntax, statement, value.end);
    *wanted = is_on(sql_token_name(scratch, statement, value));
    arena_free(scratch);
    return ours;
}

static bool switch_foreign_keys(SqliteDatabase *database, bool on, Error *error)
{
    /* Violations that wait for the end of the transaction would be forgotten or kept for ever. */
    int waiting = 0;
    int unused = 0;
    lib->sqlite3_db_status(database->handle, SQLITE_DBSTATUS_DEFERRED_FKS, &waiting, &unused, 0);
    if (waiting) {
        fail(error, ERROR_D1014, "FOREIGN KEY constraint failed");
        error->database_code = text_format(error->arena, "%d", SQLITE_CONSTRAINT_FOREIGNKEY);
        error->database_text = TEXT("FOREIGN KEY constraint failed");
        return false;
    }
    lib->sqlite3_db_config(database->handle, SQLITE_DBCONFIG_ENABLE_FKEY, on, NULL);
    return true;
}

static bool sqlite_enforce_foreign_keys(Database *database, bool on)
{
    sqlite3 *handle = sqlite_of(database)->handle;
    int was = 0;
    lib->sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, -1, &was);
    lib->sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, on, NULL);
    return was != 0;
}

/* Hands one row on. An empty value has no data in SQLite, so it is given some. */
static void hand_on(sqlite3_stmt *statement, Text *values, const RowSink *sink)
{
    size_t columns = (size_t)lib->sqlite3_column_count(statement);
    for (size_t i = 0; i < columns; i++) {
        const void *data = lib->sqlite3_column_blob(statement, (int)i);
        size_t length = (size_t)lib->sqlite3_column_bytes(statement, (int)i);
        bool is_null = lib->sqlite3_column_type(statement, (int)i) == SQLITE_NULL;
        values[i] = is_null ? (Text){0} : data ? (Text){data, length} : TEXT("");
    }
    sink->take(sink->context, values, columns);
}

/* Runs a prepared statement to its end. */
static int step_to_end(sqlite3_stmt *statement, const RowSink *sink)
{
    Arena *scratch = NULL;
    Text *values = NULL;
    while (lib->sqlite3_step(statement) == SQLITE_ROW) {
        if (!sink)
            continue;
        if (!scratch) {
            scratch = arena_new();
            values = NEW_ARRAY(scratch, Text, (size_t)lib->sqlite3_column_count(statement));
        }
        hand_on(statement, values, sink);
    }
    arena_free(scratch);
    return lib->sqlite3_finalize(statement);
}

/* Runs the statement at the start of `sql`, and tells where the next one begins. `sql` is followed
 * by a NUL byte somewhere. */
static bool run_one(SqliteDatabase *database, const char *sql, const char **next,
                    const RowSink *sink, RunReport *report, Error *error)
{
    sqlite3_stmt *statement = NULL;
    report->offset = -1;
    int result = lib->sqlite3_prepare_v2(database->handle, sql, -1, &statement, next);
    if (result != SQLITE_OK) {
        int offset = lib->sqlite3_error_offset(database->handle);
        report->offset = offset;
        return failed(database, result, error);
    }
    if (!statement)
        return true; /* blanks and comments */
    bool on;
    Text text = {sql, (size_t)(*next - sql)};
    if (!lib->sqlite3_get_autocommit(database->handle) && is_foreign_keys_pragma(text, &on) &&
        !switch_foreign_keys(database, on, error)) {
        lib->sqlite3_finalize(statement);
        return false;
    }
    result = step_to_end(statement, sink);
    if (result != SQLITE_OK)
        return failed(database, result, error);
    report->done++;
    return true;
}

static bool run_all(SqliteDatabase *database, Text sql, const RowSink *sink, RunReport *report,
                    Error *error)
{
    const char *at = sql.data;
    const char *end = sql.data + sql.length;
    /* A comment at the end is no reason to read on: other SQL may follow in the same text. SQLite
     * reads to the end of a statement, and takes a semicolon behind it. */
    while (at < end &&
           sql_token(&dialect_sqlite.syntax, (Text){at, (size_t)(end - at)}, 0).kind != SQL_END) {
        const char *next = end;
        if (!run_one(database, at, &next, sink, report, error)) {
            /* Without a better place, an error is about the statement's first word. */
            if (report->offset < 0)
                report->offset =
                    (ptrdiff_t)sql_token(&dialect_sqlite.syntax, (Text){at, (size_t)(end - at)}, 0)
                        .start;
            report->offset += at - sql.data;
            report->interrupted = error->code == ERROR_D1017;
            return false;
        }
        at = next;
    }
    return true;
}

static bool sqlite_run(Database *database, Text sql, RunReport *report, Error *error)
{
    return run_all(sqlite_of(database), sql, NULL, report, error);
}

static bool sqlite_query(Database *database, Text sql, RowSink sink, Error *error)
{
    RunReport report = {0};
    return run_all(sqlite_of(database), sql, &sink, &report, error);
}

/* SQLite's own way to make a database empty in one transaction, whatever is in it. */
static bool sqlite_clear(Database *database, Error *error)
{
    SqliteDatabase *self = sqlite_of(database);
    lib->sqlite3_db_config(self->handle, SQLITE_DBCONFIG_RESET_DATABASE, 1, NULL);
    int result = lib->sqlite3_exec(self->handle, "VACUUM", NULL, NULL, NULL);
    lib->sqlite3_db_config(self->handle, SQLITE_DBCONFIG_RESET_DATABASE, 0, NULL);
    return result == SQLITE_OK || failed(self, result, error);
}

static void sqlite_clean_session(Database *database, Buffer *out)
{
    (void)database;
    buffer_add_string(out, "PRAGMA foreign_keys=ON;\n"
                           "PRAGMA defer_foreign_keys=OFF;\n"
                           "PRAGMA legacy_alter_table=OFF;\n"
                           "PRAGMA ignore_check_constraints=OFF;\n"
                           "PRAGMA writable_schema=OFF;\n");
}

static bool sqlite_in_transaction(Database *database)
{
    return !lib->sqlite3_get_autocommit(sqlite_of(database)->handle);
}

/* SQLite has no advisory locks. The folder of the file is locked with flock(), which leaves no
 * trace and ends with the process. It only keeps deployments from getting in each other's way: what
 * keeps the data safe is the write lock that each migration's transaction takes. */
static bool sqlite_lock(Database *database, int64_t number, int64_t wait, Error *error)
{
    (void)number;
    SqliteDatabase *self = sqlite_of(database);
    Text folder = path_parent(database->connection->file);
    int64_t until = clock_monotonic() + wait;
    if (self->lock < 0)
        self->lock = open(text_cstr(database->arena, folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (self->lock < 0)
        return true; /* a folder that cannot be read; the write lock remains */
    while (flock(self->lock, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return true; /* a file system without such locks */
        if (clock_monotonic() >= until || interrupt_requested())
            return fail(error, ERROR_P1002,
                        "another deployment is at work on '%.*s' and did not end within %d s",
                        TEXT_ARG(database->connection->file), (int)(wait / 1000));
        clock_sleep(10);
    }
    return true;
}

static Text sqlite_version(Database *database)
{
    (void)database;
    return text_from(lib->sqlite3_libversion());
}

const DatabaseClient database_client_sqlite = {
    .open = sqlite_open,
    .close = sqlite_close,
    .run = sqlite_run,
    .query = sqlite_query,
    .create = sqlite_create,
    .clear = sqlite_clear,
    .clean_session = sqlite_clean_session,
    .in_transaction = sqlite_in_transaction,
    .enforce_foreign_keys = sqlite_enforce_foreign_keys,
    .lock = sqlite_lock,
    .version = sqlite_version,
};

/* PostgreSQL, by libpq: running batches, cancelling, locking. Errors are in postgres_error.c,
 * connecting in postgres_connect.c. */
#include <poll.h>

#include "base/clock.h"
#include "base/interrupt.h"
#include "base/utf8.h"
#include "database/postgres.h"
#include "sql/writer.h"

static void postgres_close(Database *database)
{
    PostgresDatabase *self = postgres_of(database);
    self->pq->PQfinish(self->handle);
}

static void add_session_settings(const Connection *connection, Buffer *out)
{
    sql_add(out, "SET search_path = {};\nSET standard_conforming_strings = on;\n",
            sql_name(connection->name_space));
}

static bool postgres_open(Arena *arena, const Connection *connection, OpenMode mode,
                          Database **database, Error *error)
{
    PostgresDatabase *self;
    if (!postgres_connect(arena, connection, connection->database, &self, error))
        return false;
    Buffer settings = BUFFER(arena);
    add_session_settings(connection, &settings);
    if (mode == OPEN_READ_ONLY)
        buffer_add_string(&settings, "SET default_transaction_read_only = on;\n");
    bool done = database_run(&self->base, buffer_text(&settings), NULL, error);
    if (done)
        *database = &self->base;
    else
        postgres_close(&self->base);
    return done;
}

/* The byte of `sql` that the server's error is about, or -1. */
static ptrdiff_t offset_of_error(const PostgresDatabase *database, const PGresult *result, Text sql)
{
    const char *position = database->pq->PQresultErrorField(result, PG_DIAG_STATEMENT_POSITION);
    int64_t characters;
    if (!position || !text_to_int64(text_from(position), &characters) || characters < 1)
        return -1;
    return (ptrdiff_t)utf8_offset(sql, (size_t)characters - 1);
}

static void cancel(const PostgresDatabase *database)
{
    char message[256];
    PGcancel *handle = database->pq->PQgetCancel(database->handle);
    if (handle)
        database->pq->PQcancel(handle, message, sizeof message);
    database->pq->PQfreeCancel(handle);
}

/* The next result; waits for it. Cancels the statement at the deadline or on an interrupt, and
 * notes that in `stopped`. */
static PGresult *next_result(const PostgresDatabase *database, int64_t deadline, bool *stopped)
{
    const Libpq *pq = database->pq;
    while (pq->PQisBusy(database->handle)) {
        if (!*stopped && !postgres_wait(database, POLLIN, deadline)) {
            cancel(database);
            *stopped = true;
        }
        if (*stopped) {
            struct pollfd socket = {.fd = pq->PQsocket(database->handle), .events = POLLIN};
            poll(&socket, 1, 1000);
        }
        if (!pq->PQconsumeInput(database->handle))
            break; /* the connection is gone: PQgetResult tells */
    }
    return pq->PQgetResult(database->handle);
}

static void hand_on(const PostgresDatabase *database, const PGresult *result, const RowSink *sink)
{
    enum { MOST_COLUMNS = 1664 }; /* MaxTupleAttributeNumber */
    const Libpq *pq = database->pq;
    Text values[MOST_COLUMNS];
    size_t columns = (size_t)pq->PQnfields(result);
    for (int i = 0; i < pq->PQntuples(result) && columns <= MOST_COLUMNS; i++) {
        for (int j = 0; j < (int)columns; j++)
            values[j] =
                pq->PQgetisnull(result, i, j)
                    ? (Text){0}
                    : (Text){pq->PQgetvalue(result, i, j), (size_t)pq->PQgetlength(result, i, j)};
        sink->take(sink->context, values, columns);
    }
}

static void discard_copy(const PostgresDatabase *database)
{
    char *data = NULL;
    while (database->pq->PQgetCopyData(database->handle, &data, 0) > 0)
        database->pq->PQfreemem(data);
}

/* Looks at one result. False when it is an error, which is then in `error`. */
static bool take_result(const PostgresDatabase *database, const PGresult *result, Text sql,
                        const RowSink *sink, RunReport *report, Error *error)
{
    const Libpq *pq = database->pq;
    switch (pq->PQresultStatus(result)) {
    case PGRES_SINGLE_TUPLE:
        if (sink)
            hand_on(database, result, sink);
        return true;
    case PGRES_TUPLES_OK:
    case PGRES_COMMAND_OK:
        report->done++;
        return true;
    case PGRES_COPY_IN:
    case PGRES_COPY_BOTH:
        pq->PQputCopyEnd(database->handle, "a migration script has no data for COPY … FROM STDIN");
        return true;
    case PGRES_COPY_OUT:
        discard_copy(database);
        return true;
    case PGRES_EMPTY_QUERY:
        return true;
    case PGRES_BAD_RESPONSE:
    case PGRES_FATAL_ERROR:
    case PGRES_NONFATAL_ERROR:
    case PGRES_PIPELINE_SYNC:
    case PGRES_PIPELINE_ABORTED:
        break;
    }
    report->offset = offset_of_error(database, result, sql);
    return postgres_statement_failed(database, result, error);
}

static bool run_batch(PostgresDatabase *database, Text sql, const RowSink *sink, RunReport *report,
                      Error *error)
{
    const Libpq *pq = database->pq;
    Arena *scratch = arena_new(); /* the script may be large; it must end with a NUL byte */
    int sent = pq->PQsendQuery(database->handle, text_cstr(scratch, sql));
    arena_free(scratch);
    if (!sent) {
        report->connection_lost = true;
        return postgres_connection_lost(database, pq->PQerrorMessage(database->handle), error);
    }
    pq->PQsetSingleRowMode(database->handle);
    int64_t timeout = database->base.connection->query_timeout;
    int64_t deadline = timeout ? clock_monotonic() + timeout : 0;
    bool good = true;
    bool stopped = false;
    PGresult *result;
    while ((result = next_result(database, deadline, &stopped)) != NULL) {
        /* The first error is the one that tells; what follows it comes from the broken end. */
        Error later = {.arena = error->arena};
        if (!take_result(database, result, sql, sink, report, good ? error : &later))
            good = false;
        pq->PQclear(result);
    }
    report->connection_lost = pq->PQstatus(database->handle) == CONNECTION_BAD;
    if (!good && report->connection_lost && error->code == ERROR_D1014)
        error->code = ERROR_P1017;
    if (!good && stopped) {
        report->interrupted = interrupt_requested();
        fail(error, report->interrupted ? ERROR_D1017 : ERROR_P1008, "%s",
             report->interrupted ? "interrupted" : "the statement took longer than socket_timeout");
    }
    return good;
}

static bool postgres_run(Database *database, Text sql, RunReport *report, Error *error)
{
    return run_batch(postgres_of(database), sql, NULL, report, error);
}

static bool postgres_query(Database *database, Text sql, RowSink sink, Error *error)
{
    RunReport report = {0};
    return run_batch(postgres_of(database), sql, &sink, &report, error);
}

/* Connects to the first of the databases that every server may have. */
static bool open_some_database(Arena *arena, const Connection *connection,
                               PostgresDatabase **database, Error *error)
{
    static const char *const names[] = {"postgres", "template1", "defaultdb"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (postgres_connect(arena, connection, text_from(names[i]), database, error))
            return true;
        if (error->code != ERROR_P1003 && error->code != ERROR_P1010)
            return false;
    }
    error->code = ERROR_P3000;
    return error_hint(error, "create the database by hand: CREATE DATABASE \"%.*s\"",
                      TEXT_ARG(connection->database));
}

static bool postgres_create(Arena *arena, const Connection *connection, Error *error)
{
    PostgresDatabase *database;
    if (!open_some_database(arena, connection, &database, error))
        return false;
    Text create = sql_text(arena, "CREATE DATABASE {}", sql_name(connection->database));
    bool done = postgres_run(&database->base, create, &(RunReport){0}, error);
    postgres_close(&database->base);
    /* unique_violation: another process created it at the same moment */
    if (!done && text_is(error->database_code, "23505"))
        error->code = ERROR_P1009;
    if (!done && error->code == ERROR_D1014)
        error->code = ERROR_P3000;
    return done;
}

static void postgres_clean_session(Database *database, Buffer *out)
{
    buffer_add_string(out, "RESET SESSION AUTHORIZATION;\nRESET ROLE;\nRESET ALL;\n");
    add_session_settings(database->connection, out);
}

static bool postgres_in_transaction(Database *database)
{
    PostgresDatabase *self = postgres_of(database);
    PGTransactionStatusType status = self->pq->PQtransactionStatus(self->handle);
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

/* Asks again and again, and holds no transaction while it waits: a waiting pg_advisory_lock() would
 * hold a snapshot, for which CREATE INDEX CONCURRENTLY in the deployment that has the lock waits.
 */
static bool postgres_lock(Database *database, int64_t number, int64_t wait, Error *error)
{
    enum { FIRST_PAUSE = 10, LONGEST_PAUSE = 100 };
    int64_t until = clock_monotonic() + wait;
    int64_t pause = FIRST_PAUSE;
    Arena *arena = database->arena;
    Text ask = sql_text(arena, "SELECT pg_catalog.pg_try_advisory_lock({})", sql_number(number));
    for (;;) {
        Rows rows;
        if (!database_query(database, arena, ask, &rows, error))
            return false;
        if (rows.rows.count == 1 && text_is(rows.rows.items[0].values[0], "t"))
            return true;
        if (interrupt_requested())
            return fail(error, ERROR_D1017, "interrupted");
        if (clock_monotonic() >= until)
            break;
        clock_sleep(pause);
        pause = pause * 2 < LONGEST_PAUSE ? pause * 2 : LONGEST_PAUSE;
    }
    fail(error, ERROR_P1002,
         "another migration holds the lock of this database and did not end within %d s",
         (int)(wait / 1000));
    error_field(
        error, "context",
        text_format(arena, "pg_try_advisory_lock(%d), %d s", (int)number, (int)(wait / 1000)));
    return error_hint(error,
                      "see who holds it: SELECT a.pid, a.usename, a.application_name, a.state, "
                      "a.query FROM pg_locks l JOIN pg_stat_activity a USING (pid) "
                      "WHERE l.locktype = 'advisory' AND l.objid = %d AND l.granted "
                      "AND a.datname = current_database()",
                      (int)number);
}

static Text postgres_version(Database *database)
{
    PostgresDatabase *self = postgres_of(database);
    return text_from(self->pq->PQparameterStatus(self->handle, "server_version"));
}

const DatabaseClient database_client_postgres = {
    .open = postgres_open,
    .close = postgres_close,
    .run = postgres_run,
    .query = postgres_query,
    .create = postgres_create,
    .clean_session = postgres_clean_session,
    .in_transaction = postgres_in_transaction,
    .lock = postgres_lock,
    .version = postgres_version,
};

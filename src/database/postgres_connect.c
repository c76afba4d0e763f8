/* Connecting to PostgreSQL. */
#include <errno.h>
#include <poll.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/interrupt.h"
#include "database/postgres.h"

bool postgres_wait(const PostgresDatabase *database, short events, int64_t deadline)
{
    enum { LOOK_AROUND = 500 }; /* milliseconds; a signal may arrive just before poll() */
    for (;;) {
        int64_t left = deadline ? deadline - clock_monotonic() : LOOK_AROUND;
        if (interrupt_requested() || (deadline && left <= 0))
            return false;
        struct pollfd socket = {.fd = database->pq->PQsocket(database->handle), .events = events};
        int ready = poll(&socket, 1, (int)(left < LOOK_AROUND ? left : LOOK_AROUND));
        if (ready > 0 || (ready < 0 && errno != EINTR))
            return true;
    }
}

enum { PARAMETERS = 24 };

typedef struct ConnectParameters {
    const char *names[PARAMETERS];
    const char *values[PARAMETERS];
    size_t count;
} ConnectParameters;

static void add_parameter(Arena *arena, ConnectParameters *parameters, const char *name, Text value)
{
    if (value.length == 0)
        return;
    parameters->names[parameters->count] = name;
    parameters->values[parameters->count++] = text_cstr(arena, value);
}

/* The certificates that the system trusts, as one file: where Debian, Fedora and Alpine keep them.
 */
static Text system_certificates(void)
{
    static const char *const places[] = {"/etc/ssl/certs/ca-certificates.crt",
                                         "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (file_is_file(text_from(places[i])))
            return text_from(places[i]);
    return TEXT("");
}

Text postgres_tls_authority(const Connection *connection)
{
    return connection->tls_authority.length ? connection->tls_authority : system_certificates();
}

static void add_tls(Arena *arena, ConnectParameters *parameters, const Connection *connection)
{
    static const char *const modes[] = {
        [TLS_NEVER] = "disable",
        [TLS_IF_OFFERED] = "prefer",
        [TLS_REQUIRED] = "require",
        [TLS_VERIFIED_CHAIN] = "verify-ca",
        [TLS_VERIFIED_HOST] = "verify-full",
    };
    add_parameter(arena, parameters, "sslmode", text_from(modes[connection->tls]));
    if (connection->tls >= TLS_VERIFIED_CHAIN)
        add_parameter(arena, parameters, "sslrootcert", postgres_tls_authority(connection));
}

static ConnectParameters parameters_of(Arena *arena, const Connection *connection, Text database)
{
    ConnectParameters parameters = {0};
    add_parameter(arena, &parameters, "host", connection->host);
    add_parameter(arena, &parameters, "port", connection->port);
    add_parameter(arena, &parameters, "user", connection->user);
    add_parameter(arena, &parameters, "password", connection->password);
    add_parameter(arena, &parameters, "dbname", database);
    add_parameter(arena, &parameters, "channel_binding", connection->channel_binding);
    add_parameter(arena, &parameters, "application_name", connection->application_name);
    add_parameter(arena, &parameters, "options", connection->options);
    add_parameter(arena, &parameters, "client_encoding", TEXT("UTF8"));
    add_parameter(arena, &parameters, "gssencmode", TEXT("disable")); /* Prisma has no Kerberos */
    add_tls(arena, &parameters, connection);
    return parameters;
}

static bool await_connection(PostgresDatabase *database, Error *error)
{
    const Libpq *pq = database->pq;
    int64_t timeout = database->base.connection->connect_timeout;
    int64_t deadline = timeout ? clock_monotonic() + timeout : 0;
    PostgresPollingStatusType state = PGRES_POLLING_WRITING;
    while (pq->PQstatus(database->handle) != CONNECTION_BAD) {
        if (state == PGRES_POLLING_OK)
            return true;
        if (state == PGRES_POLLING_FAILED)
            break;
        short events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT;
        if (!postgres_wait(database, events, deadline))
            return postgres_no_answer(database, error);
        state = pq->PQconnectPoll(database->handle);
    }
    return postgres_connecting_failed(database, error);
}

static void ignore_notice(void *unused, const PGresult *result)
{
    (void)unused;
    (void)result;
}

bool postgres_connect(Arena *arena, const Connection *connection, Text name,
                      PostgresDatabase **database, Error *error)
{
    PostgresDatabase *self = NEW(arena, PostgresDatabase);
    self->base =
        (Database){.client = &database_client_postgres, .connection = connection, .arena = arena};
    self->pq = libpq_load(error);
    if (!self->pq)
        return false;
    ConnectParameters parameters = parameters_of(arena, connection, name);
    self->handle = self->pq->PQconnectStartParams(parameters.names, parameters.values, 0);
    if (!self->handle)
        return fail(error, ERROR_P1001, "there is no memory for a connection");
    self->pq->PQsetErrorVerbosity(self->handle, PQERRORS_VERBOSE);
    self->pq->PQsetNoticeReceiver(self->handle, ignore_notice, NULL);
    if (!await_connection(self, error)) {
        self->pq->PQfinish(self->handle);
        return false;
    }
    *database = self;
    return true;
}

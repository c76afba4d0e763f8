/* What PostgreSQL and libpq report, as errors of ours. */
#include <string.h>

#include "base/interrupt.h"
#include "database/postgres.h"

/* SQLSTATEs that have a code of Prisma's; a prefix of five or two characters. */
static const struct {
    const char *state;
    ErrorCode code;
} states[] = {
    {"28P01", ERROR_P1000}, {"3D000", ERROR_P1003}, {"28000", ERROR_P1010}, {"42P01", ERROR_P1014},
    {"42P04", ERROR_P1009}, {"22001", ERROR_P2000}, {"23505", ERROR_P2002}, {"22003", ERROR_P2020},
    {"53300", ERROR_P2037}, {"57P03", ERROR_P1001}, {"57P01", ERROR_P1017}, {"57P02", ERROR_P1017},
    {"25006", ERROR_D1018}, {"53100", ERROR_D1019}, {"08", ERROR_P1017},
};

static ErrorCode code_of_state(Text state)
{
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (text_starts_with(state, states[i].state))
            return states[i].code;
    return ERROR_D1014;
}

static void add_connection_fields(const Connection *connection, Error *error)
{
    Text place = connection_place(error->arena, connection);
    switch ((int)error->code) {
    case ERROR_P1000:
        error_field(error, "database_user", connection->user);
        error_hint(error, "check user and password in the connection URL; characters such as '@', "
                          "'/' and '#' in a password must be percent-encoded");
        break;
    case ERROR_P1001:
        error_field(error, "database_location", place);
        error_hint(error, "check that the server runs and that host and port are right; if it is "
                          "still starting, --wait 30s waits for it");
        break;
    case ERROR_P1003:
        error_field(error, "database_name", connection->database);
        error_hint(error, "create it, with its tables:\n  dunlin migrate deploy");
        break;
    case ERROR_P1010:
        error_field(error, "database_name", connection->database);
        break;
    case ERROR_P1011:
        error_hint(error, "the connection parameter sslmode says what is asked for: disable, "
                          "prefer, require, verify-ca or verify-full");
        break;
    default:
        break;
    }
}

/* Which SQLSTATE a failed connection reports: libpq gives it only inside the verbose message,
 * "FATAL:  28P01: password authentication failed…", whose first word may be translated. */
static Text state_in_message(Text message)
{
    enum { STATE_LENGTH = 5 };
    for (size_t i = 0; i + STATE_LENGTH + 3 < message.length; i++) {
        size_t j = i + 3; /* behind ":  " */
        if (message.data[i] != ':' || message.data[i + 1] != ' ' || message.data[i + 2] != ' ')
            continue;
        size_t length = 0;
        while (j + length < message.length &&
               (is_digit(message.data[j + length]) ||
                (message.data[j + length] >= 'A' && message.data[j + length] <= 'Z')))
            length++;
        if (length == STATE_LENGTH && j + length < message.length &&
            message.data[j + length] == ':')
            return text_slice(message, j, j + length);
    }
    return TEXT("");
}

static ErrorCode code_of_client_message(Text message)
{
    if (text_contains(message, "SSL") || text_contains(message, "certificate"))
        return ERROR_P1011;
    if (text_contains(message, "no password supplied"))
        return ERROR_P1000;
    return ERROR_P1001;
}

static Text first_line(Text text)
{
    text = text_trim(text);
    return text_trim(text_cut(&text, '\n'));
}

bool postgres_connecting_failed(const PostgresDatabase *database, Error *error)
{
    const Connection *connection = database->base.connection;
    Text message =
        text_copy(error->arena, text_from(database->pq->PQerrorMessage(database->handle)));
    Text state = state_in_message(message);
    ErrorCode code = state.length ? code_of_state(state) : code_of_client_message(message);
    if (state.length && code == ERROR_P1017)
        code = ERROR_P1001; /* nothing was open yet that could have been closed */
    Text place = connection_place(error->arena, connection);
    fail(error, code, "%s: database '%.*s' at %.*s, user '%.*s'",
         error_code_meaning(code == ERROR_D1014 ? ERROR_P1001 : code),
         TEXT_ARG(connection->database), TEXT_ARG(place), TEXT_ARG(connection->user));
    error->database_code = state;
    error->database_text = first_line(message);
    add_connection_fields(connection, error);
    return false;
}

bool postgres_no_answer(const PostgresDatabase *database, Error *error)
{
    const Connection *connection = database->base.connection;
    if (interrupt_requested())
        return fail(error, ERROR_D1017, "interrupted");
    Text place = connection_place(error->arena, connection);
    fail(error, ERROR_P1001, "%s: %.*s (no answer within connect_timeout)",
         error_code_meaning(ERROR_P1001), TEXT_ARG(place));
    add_connection_fields(connection, error);
    return false;
}

bool postgres_connection_lost(const PostgresDatabase *database, const char *message, Error *error)
{
    Text place = connection_place(error->arena, database->base.connection);
    fail(error, ERROR_P1017, "%s: %.*s", error_code_meaning(ERROR_P1017), TEXT_ARG(place));
    error->database_text = first_line(text_copy(error->arena, text_from(message)));
    return false;
}

/* What stands between two marks; without data where they are not there. */
static Text between(Text text, const char *before, const char *after)
{
    ptrdiff_t start = text_find(text, before);
    if (start < 0)
        return (Text){0};
    text = text_slice(text, (size_t)start + strlen(before), text.length);
    ptrdiff_t end = text_find(text, after);
    return end < 0 ? (Text){0} : text_slice(text, 0, (size_t)end);
}

/* "Key (a, \"B\")=(1, 2) already exists.", or the same in another language: the columns, without
 * their quotes. */
static TextList key_columns(Arena *arena, Text detail)
{
    TextList columns = {0};
    Text key = between(detail, " (", ")=(");
    while (key.data) {
        Text column = text_trim(text_cut(&key, ','));
        Text inner = between(column, "\"", "\"");
        list_add(arena, &columns, inner.data ? inner : column);
    }
    return columns;
}

/* What Prisma tells along with the code. */
static void add_statement_fields(const Libpq *pq, const PGresult *result, Error *error)
{
    const char *detail = pq->PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
    TextList columns;
    Text table;
    switch ((int)error->code) {
    case ERROR_P1014:
        table = between(error->message, "\"", "\"");
        error_field(error, "model", table.data ? table : error->message);
        error_field(error, "kind", TEXT("table"));
        break;
    case ERROR_P2000:
        error_field(error, "column_name", TEXT("(not available)"));
        break;
    case ERROR_P2002:
        columns = key_columns(error->arena, text_from(detail ? detail : ""));
        error_list_field(error, "target", &columns);
        break;
    case ERROR_P2020:
        error_field(error, "details", error->message);
        break;
    default:
        break;
    }
}

static void add_line(Buffer *out, const char *label, const char *text)
{
    if (text)
        buffer_add_format(out, "%s%s%s", out->length ? "\n" : "", label, text);
}

/* Fills the error from a result of the server, or from the connection when that broke. */
bool postgres_statement_failed(const PostgresDatabase *database, const PGresult *result,
                               Error *error)
{
    const Libpq *pq = database->pq;
    const char *state = pq->PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *primary = pq->PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    if (!state || !primary)
        return postgres_connection_lost(database, pq->PQresultErrorMessage(result), error);
    ErrorCode code = code_of_state(text_from(state));
    fail(error, code, "%s", primary);
    error->database_code = text_copy(error->arena, text_from(state));
    Buffer text = BUFFER(error->arena);
    const char *severity = pq->PQresultErrorField(result, PG_DIAG_SEVERITY);
    buffer_add_format(&text, "%s: %s", severity ? severity : "ERROR", primary);
    add_line(&text, "DETAIL: ", pq->PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL));
    add_line(&text, "HINT: ", pq->PQresultErrorField(result, PG_DIAG_MESSAGE_HINT));
    add_line(&text, "QUERY: ", pq->PQresultErrorField(result, PG_DIAG_INTERNAL_QUERY));
    add_line(&text, "CONTEXT: ", pq->PQresultErrorField(result, PG_DIAG_CONTEXT));
    error->database_text = buffer_text(&text);
    add_statement_fields(pq, result, error);
    return false;
}

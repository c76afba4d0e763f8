#include "database/connection.h"

#include "base/file.h"
#include "base/json_read.h"

static bool bad_value(Error *error, const char *name)
{
    return fail(error, ERROR_P1013, "the value of the connection parameter '%s' is not valid",
                name);
}

/* A parameter in seconds as milliseconds. */
static bool read_seconds(const Url *url, const char *name, int64_t *milliseconds, Error *error)
{
    const Text *value = url_parameter(url, name);
    int64_t seconds;
    if (!value)
        return true;
    if (!text_to_int64(*value, &seconds) || seconds < 0 || seconds > 1000000000)
        return bad_value(error, name);
    *milliseconds = seconds * 1000;
    return true;
}

static bool read_flag(const Url *url, const char *name, bool *flag, Error *error)
{
    const Text *value = url_parameter(url, name);
    if (!value)
        return true;
    *flag = text_is(*value, "true");
    return *flag || text_is(*value, "false") || bad_value(error, name);
}

/* Parameters of client pools have no effect on migrations, but a wrong value is a mistake. */
static bool check_unused(const Url *url, Error *error)
{
    static const char *const numbers[] = {"pool_timeout", "connection_limit",
                                          "max_connection_lifetime", "max_idle_connection_lifetime",
                                          "statement_cache_size"};
    int64_t unused;
    bool flag;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (!read_seconds(url, numbers[i], &unused, error))
            return false;
    return read_flag(url, "single_use_connections", &flag, error);
}

static Text parameter_or(const Url *url, const char *name, Text otherwise)
{
    const Text *value = url_parameter(url, name);
    return value ? *value : otherwise;
}

/* sslmode and sslaccept. Where a URL asks for verification, it gets it: Prisma reads "verify-full"
 * as "prefer", which is weaker than what was asked (see docs/differences.md). */
static void read_tls(Arena *arena, const Url *url, Text folder, Connection *connection)
{
    Text mode = parameter_or(url, "sslmode", TEXT("prefer"));
    Text accept = parameter_or(url, "sslaccept", TEXT("accept_invalid_certs"));
    connection->tls = text_is(mode, "disable")       ? TLS_NEVER
                      : text_is(mode, "require")     ? TLS_REQUIRED
                      : text_is(mode, "verify-ca")   ? TLS_VERIFIED_CHAIN
                      : text_is(mode, "verify-full") ? TLS_VERIFIED_HOST
                                                     : TLS_IF_OFFERED;
    if (!text_is(accept, "accept_invalid_certs") && connection->tls != TLS_NEVER)
        connection->tls = TLS_VERIFIED_HOST;
    Text authority = parameter_or(url, "sslrootcert", parameter_or(url, "sslcert", TEXT("")));
    if (authority.length)
        connection->tls_authority = path_resolve(arena, folder, authority);
}

static bool parse_postgres(Arena *arena, const Url *url, Text folder, Connection *connection,
                           Error *error)
{
    if (!url->has_authority)
        return fail(error, ERROR_P1013,
                    "'//' is missing after the scheme of the connection string");
    if (url_parameter(url, "sslidentity"))
        return fail(error, ERROR_P1013,
                    "the connection parameter 'sslidentity' (a PKCS#12 file) "
                    "cannot be used") ||
               error_hint(error, "give the client certificate as PEM files in the environment "
                                 "variables PGSSLCERT and PGSSLKEY");
    connection->host = parameter_or(url, "host", url->host.length ? url->host : TEXT("localhost"));
    connection->port = url->port.length ? url->port : TEXT("5432");
    connection->user = url->user;
    connection->password = url->password;
    connection->has_password = url->has_password;
    connection->database = url->path.length ? url->path : TEXT("postgres");
    connection->name_space = parameter_or(url, "schema", TEXT("public"));
    connection->channel_binding = parameter_or(url, "channel_binding", TEXT("prefer"));
    connection->application_name = parameter_or(url, "application_name", TEXT("dunlin"));
    connection->options = parameter_or(url, "options", TEXT(""));
    connection->connect_timeout = 5000;
    read_tls(arena, url, folder, connection);
    return read_seconds(url, "connect_timeout", &connection->connect_timeout, error) &&
           read_seconds(url, "socket_timeout", &connection->query_timeout, error) &&
           read_flag(url, "pgbouncer", &connection->pooled, error) && check_unused(url, error);
}

/* The path is taken as it is written, without percent-decoding, up to the parameters. */
static bool parse_sqlite(Arena *arena, Text text, Text folder, Connection *connection, Error *error)
{
    Text parameters = text_slice(text, (size_t)text_find_char(text, ':') + 1, text.length);
    Text path = text_cut(&parameters, '?');
    if (path.length == 0)
        return fail(error, ERROR_P1013, "the connection string names no file");
    connection->file = path_resolve(arena, folder, path);
    connection->database = path_name(connection->file);
    connection->shown = text_format(arena, "file:%.*s", TEXT_ARG(path));
    if (file_is_folder(connection->file))
        return fail(error, ERROR_P1013, "'%.*s' is a folder, not a database file",
                    TEXT_ARG(connection->file));
    Url url;
    return url_parse(arena, text, &url, error) &&
           read_seconds(&url, "socket_timeout", &connection->query_timeout, error) &&
           check_unused(&url, error);
}

static int base64_value(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (is_digit(c))
        return c - '0' + 52;
    return c == '-' || c == '+' ? 62 : c == '_' || c == '/' ? 63 : -1;
}

static Text base64_decoded(Arena *arena, Text text)
{
    Buffer out = BUFFER(arena);
    unsigned bits = 0;
    int count = 0;
    for (size_t i = 0; i < text.length && base64_value(text.data[i]) >= 0; i++) {
        bits = (bits << 6 | (unsigned)base64_value(text.data[i])) & 0xFFFFFF;
        count += 6;
        if (count >= 8) {
            count -= 8;
            buffer_add_char(&out, (char)(bits >> count & 0xFF));
        }
    }
    return buffer_text(&out);
}

/* prisma+postgres://localhost/?api_key=… of Prisma's local server: the key holds the real URL. */
static bool local_server_url(Arena *arena, const Url *url, Text *real, Error *error)
{
    const Text *key = url_parameter(url, "api_key");
    bool local = text_is(url->host, "localhost") || text_is(url->host, "127.0.0.1") ||
                 text_is(url->host, "::1");
    JsonValue document;
    const JsonValue *found = NULL;
    if (local && key && json_read(arena, base64_decoded(arena, *key), &document, error))
        found = json_member(&document, "databaseUrl");
    if (!found || found->kind != JSON_IS_TEXT || text_starts_with(found->text, "prisma")) {
        fail(error, ERROR_P1013,
             "a 'prisma+postgres://' connection string is understood only for the local server "
             "of 'prisma dev', with its api_key");
        return error_hint(error, "give the database's direct URL (postgresql://…)");
    }
    *real = found->text;
    return true;
}

bool connection_parse(Arena *arena, Text text, Text folder, Connection *connection, Error *error)
{
    Url url;
    *connection = (Connection){.shown = url_without_secrets(arena, text)};
    if (!url_parse(arena, text, &url, error))
        return false;
    if (text_is(url.scheme, "prisma")) {
        fail(error, ERROR_P1013, "a 'prisma://' connection string does not lead to a database");
        return error_hint(error, "give the database's direct URL (postgresql://…)");
    }
    if (text_is(url.scheme, "prisma+postgres"))
        return local_server_url(arena, &url, &text, error) &&
               connection_parse(arena, text, folder, connection, error);
    connection->dialect = dialect_of_url(text);
    if (!connection->dialect) {
        fail(error, ERROR_P1013, "the scheme '%.*s:' of the connection string is not known",
             TEXT_ARG(url.scheme));
        return error_hint(error, "it begins with 'postgresql://' or 'file:'");
    }
    return can(connection->dialect, HAS_FILE)
               ? parse_sqlite(arena, text, folder, connection, error)
               : parse_postgres(arena, &url, folder, connection, error);
}

Text connection_place(Arena *arena, const Connection *connection)
{
    if (can(connection->dialect, HAS_FILE))
        return connection->file;
    if (path_is_absolute(connection->host))
        return text_format(arena, "unix:%.*s", TEXT_ARG(connection->host));
    bool ipv6 = text_find_char(connection->host, ':') >= 0;
    return text_format(arena, ipv6 ? "[%.*s]:%.*s" : "%.*s:%.*s", TEXT_ARG(connection->host),
                       TEXT_ARG(connection->port));
}

/* database/connection.h */
#include "database/connection.h"

#include <sys/stat.h>

#include "support.h"

static bool parse(Scene *scene, const char *url, Connection *connection)
{
    return connection_parse(scene->arena, text_from(url), TEXT("/project/prisma"), connection,
                            &scene->error);
}

static Connection parsed(Scene *scene, const char *url)
{
    Connection connection;
    assert_succeeds(parse(scene, url, &connection), &scene->error);
    return connection;
}

static void postgres_defaults(void **state)
{
    Connection connection = parsed(*state, "postgresql://");
    assert_ptr_equal(connection.dialect, &dialect_postgres);
    assert_text(connection.host, "localhost");
    assert_text(connection.port, "5432");
    assert_text(connection.user, "");
    assert_false(connection.has_password);
    assert_text(connection.database, "postgres");
    assert_text(connection.name_space, "public");
    assert_int_equal(connection.tls, TLS_IF_OFFERED);
    assert_text(connection.tls_authority, "");
    assert_text(connection.channel_binding, "prefer");
    assert_text(connection.options, "");
    assert_int_equal(connection.connect_timeout, 5000);
    assert_int_equal(connection.query_timeout, 0);
    assert_false(connection.pooled);
}

static void every_part_of_a_postgres_url(void **state)
{
    Connection connection =
        parsed(*state, "postgres://us%40er:pa%3Ass@db.example:6543/da%20ta?schema=my%22schema"
                       "&connect_timeout=0&socket_timeout=7&pgbouncer=true&channel_binding=require"
                       "&application_name=an+app&options=-c%20x%3Dy&sslcert=ca.pem&sslmode=require"
                       "&unknown=x&pool_timeout=10&connection_limit=5&statement_cache_size=0"
                       "&max_connection_lifetime=1&max_idle_connection_lifetime=300"
                       "&single_use_connections=true");
    assert_text(connection.user, "us@er");
    assert_text(connection.password, "pa:ss");
    assert_true(connection.has_password);
    assert_text(connection.host, "db.example");
    assert_text(connection.port, "6543");
    assert_text(connection.database, "da ta");
    assert_text(connection.name_space, "my\"schema");
    assert_int_equal(connection.connect_timeout, 0);
    assert_int_equal(connection.query_timeout, 7000);
    assert_true(connection.pooled);
    assert_text(connection.channel_binding, "require");
    assert_text(connection.application_name, "an app");
    assert_text(connection.options, "-c x=y");
    assert_text(connection.tls_authority, "/project/prisma/ca.pem");
    assert_int_equal(connection.tls, TLS_REQUIRED);
    assert_false(text_contains(connection.shown, "pa"));
}

static void where_the_server_is(void **state)
{
    Scene *scene = *state;
    static const struct {
        const char *url, *host, *place;
    } cases[] = {
        {"postgresql://h:1/db", "h", "h:1"},
        {"postgresql://[::1]:1/db", "::1", "[::1]:1"},
        {"postgresql://h:1/db?host=other", "other", "other:1"},
        {"postgresql:///db?host=/run/postgresql", "/run/postgresql", "unix:/run/postgresql"},
        {"postgresql://h/db?host=%2Frun%2Fpg", "/run/pg", "unix:/run/pg"},
        {"postgresql://%2Frun%2Fpg/db", "/run/pg", "unix:/run/pg"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Connection connection = parsed(scene, cases[i].url);
        assert_text(connection.host, cases[i].host);
        assert_text(connection_place(scene->arena, &connection), cases[i].place);
    }
}

static void encryption(void **state)
{
    static const struct {
        const char *parameters;
        TlsMode mode;
    } cases[] = {
        {"", TLS_IF_OFFERED},
        {"sslmode=disable", TLS_NEVER},
        {"sslmode=disable&sslaccept=strict", TLS_NEVER},
        {"sslmode=prefer", TLS_IF_OFFERED},
        {"sslmode=allow", TLS_IF_OFFERED},
        {"sslmode=nonsense", TLS_IF_OFFERED},
        {"sslmode=require", TLS_REQUIRED},
        {"sslmode=require&sslaccept=accept_invalid_certs", TLS_REQUIRED},
        {"sslmode=require&sslaccept=strict", TLS_VERIFIED_HOST},
        {"sslmode=require&sslaccept=nonsense", TLS_VERIFIED_HOST},
        {"sslmode=verify-ca", TLS_VERIFIED_CHAIN},
        {"sslmode=verify-full", TLS_VERIFIED_HOST},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Scene *scene = *state;
        Text url = text_format(scene->arena, "postgresql://h/db?%s", cases[i].parameters);
        expect(parsed(scene, url.data).tls == cases[i].mode, "%s", cases[i].parameters);
    }
    assert_text(parsed(*state, "postgresql://h/d?sslcert=/a&sslrootcert=/b").tls_authority, "/b");
    assert_text(parsed(*state, "postgresql://h/d?sslcert=../a").tls_authority, "/project/a");
}

/* A number or a Boolean that does not parse is an error, also where it has no effect otherwise. */
static void values_that_are_not_valid(void **state)
{
    Scene *scene = *state;
    static const char *const numbers[] = {
        "connect_timeout",     "socket_timeout",          "pool_timeout",
        "connection_limit",    "max_connection_lifetime", "max_idle_connection_lifetime",
        "statement_cache_size"};
    static const char *const bad_numbers[] = {"x", "-1", "1.5",
                                              "",  "1s", "99999999999999999999999"};
    static const char *const flags[] = {"pgbouncer", "single_use_connections"};
    static const char *const bad_flags[] = {"1", "TRUE", "yes", ""};
    size_t accepted = 0;
    for (size_t i = 0; i < COUNT(numbers); i++)
        for (size_t j = 0; j < COUNT(bad_numbers); j++) {
            Connection connection;
            Text url =
                text_format(scene->arena, "postgresql://h/db?%s=%s", numbers[i], bad_numbers[j]);
            bool good = parse(scene, url.data, &connection);
            if (good)
                print_error("accepted: %s=%s\n", numbers[i], bad_numbers[j]);
            else
                assert_int_equal(scene->error.code, ERROR_P1013);
            accepted += good ? 1 : 0;
        }
    for (size_t i = 0; i < COUNT(flags); i++)
        for (size_t j = 0; j < COUNT(bad_flags); j++) {
            Connection connection;
            Text url = text_format(scene->arena, "postgresql://h/db?%s=%s", flags[i], bad_flags[j]);
            bool good = parse(scene, url.data, &connection);
            if (good)
                print_error("accepted: %s=%s\n", flags[i], bad_flags[j]);
            else
                assert_int_equal(scene->error.code, ERROR_P1013);
            accepted += good ? 1 : 0;
        }
    assert_int_equal(accepted, 0);
}

static void what_cannot_be_connected_to(void **state)
{
    Scene *scene = *state;
    static const char *const urls[] = {
        "",
        "dev.db",
        "postgresql:h/db",
        "prisma://accelerate.example/?api_key=x",
        "prisma+postgres://accelerate.example/?api_key=x",
        "prisma+postgres://localhost:51213/",
        "prisma+postgres://localhost:51213/?api_key=%%%",
        "prisma+postgres://localhost:51213/?api_key=bm90IGpzb24", /* not json */
        "mysql://h/db",
        "sqlserver://h:1;database=x",
        "mongodb://h/db",
        "unknown://h",
        "postgresql://h:port/db",
        "postgresql://h/db?sslidentity=client.p12",
        "file:",
        "file:?connection_limit=1",
    };
    for (size_t i = 0; i < COUNT(urls); i++) {
        Connection connection;
        Error error = {.arena = scene->arena};
        bool good =
            connection_parse(scene->arena, text_from(urls[i]), TEXT("/"), &connection, &error);
        expect(!good && error.code == ERROR_P1013, "%s: %s", urls[i], error_code_name(error.code));
    }
}

/* The key is base64 of JSON, in either alphabet, padded or not. */
static void the_local_server_of_prisma(void **state)
{
    Scene *scene = *state;
    static const char *const urls[] = {
        /* {"databaseUrl":"postgres://u:p@localhost:51214/template1?sslmode=disable"} */
        "prisma+postgres://localhost:51213/?api_key=eyJkYXRhYmFzZVVybCI6InBvc3RncmVzOi8vdTpwQGxvY"
        "2FsaG9zdDo1MTIxNC90ZW1wbGF0ZTE_c3NsbW9kZT1kaXNhYmxlIn0",
        "prisma+postgres://127.0.0.1/?x=y&api_key=eyJkYXRhYmFzZVVybCI6InBvc3RncmVzOi8vdTpwQGxvY"
        "2FsaG9zdDo1MTIxNC90ZW1wbGF0ZTE%2Fc3NsbW9kZT1kaXNhYmxlIn0=",
        "prisma+postgres://[::1]:1/?api_key=eyJkYXRhYmFzZVVybCI6InBvc3RncmVzOi8vdTpwQGxvY"
        "2FsaG9zdDo1MTIxNC90ZW1wbGF0ZTE_c3NsbW9kZT1kaXNhYmxlIn0",
    };
    for (size_t i = 0; i < COUNT(urls); i++) {
        Connection connection = parsed(scene, urls[i]);
        assert_ptr_equal(connection.dialect, &dialect_postgres);
        assert_text(connection.host, "localhost");
        assert_text(connection.port, "51214");
        assert_text(connection.password, "p");
        assert_text(connection.database, "template1");
        assert_int_equal(connection.tls, TLS_NEVER);
        assert_false(text_contains(connection.shown, ":p@"));
        assert_false(text_contains(connection.shown, "eyJ"));
    }
}

/* {"databaseUrl":"prisma+postgres://localhost/?api_key=x"}: no way to go round in circles. */
static void a_key_that_leads_to_another_key(void **state)
{
    Scene *scene = *state;
    Connection connection;
    assert_fails(parse(scene,
                       "prisma+postgres://localhost/?api_key=eyJkYXRhYmFzZVVybCI6InByaXNtYStwb3N0"
                       "Z3JlczovL2xvY2FsaG9zdC8_YXBpX2tleT14In0",
                       &connection),
                 &scene->error, ERROR_P1013);
}

static void sqlite_paths(void **state)
{
    static const struct {
        const char *url, *file, *name;
    } cases[] = {
        {"file:dev.db", "/project/prisma/dev.db", "dev.db"},
        {"file:./dev.db", "/project/prisma/dev.db", "dev.db"},
        {"file:../dev.db", "/project/dev.db", "dev.db"},
        {"file:/data/dev.db", "/data/dev.db", "dev.db"},
        {"file:///data/dev.db", "/data/dev.db", "dev.db"},
        {"file:dev.db?connection_limit=1&socket_timeout=3", "/project/prisma/dev.db", "dev.db"},
        {"file:with space%20.db", "/project/prisma/with space%20.db", "with space%20.db"},
        {"file:a#b.db", "/project/prisma/a#b.db", "a#b.db"},
        {"file:a:b@c.db", "/project/prisma/a:b@c.db", "a:b@c.db"},
        {"file:\xC3\xA4.db", "/project/prisma/\xC3\xA4.db", "\xC3\xA4.db"},
        {"sqlite:dev.db", "/project/prisma/dev.db", "dev.db"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Scene *scene = *state;
        Connection connection = parsed(scene, cases[i].url);
        assert_ptr_equal(connection.dialect, &dialect_sqlite);
        assert_text(connection.file, cases[i].file);
        assert_text(connection.database, cases[i].name);
        assert_text(connection_place(scene->arena, &connection), cases[i].file);
    }
    assert_int_equal(parsed(*state, "file:x?socket_timeout=3").query_timeout, 3000);
}

static void a_folder_is_no_sqlite_database(void **state)
{
    Scene *scene = *state;
    Connection connection;
    Text url = text_format(scene->arena, "file:%.*s", TEXT_ARG(scene->folder));
    assert_fails(parse(scene, url.data, &connection), &scene->error, ERROR_P1013);
    assert_fails(parse(scene, "file:x?socket_timeout=soon", &connection), &scene->error,
                 ERROR_P1013);
    assert_fails(parse(scene, "file:x?connection_limit=many", &connection), &scene->error,
                 ERROR_P1013);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(postgres_defaults),
        TEST(every_part_of_a_postgres_url),
        TEST(where_the_server_is),
        TEST(encryption),
        TEST(values_that_are_not_valid),
        TEST(what_cannot_be_connected_to),
        TEST(the_local_server_of_prisma),
        TEST(a_key_that_leads_to_another_key),
        TEST(sqlite_paths),
        TEST(a_folder_is_no_sqlite_database),
    };
    return RUN_TESTS(tests);
}

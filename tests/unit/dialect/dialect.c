/* dialect/dialect.h */
#include "dialect/dialect.h"

#include "support.h"

static void the_dialect_of_a_provider(void **state)
{
    (void)state;
    static const struct {
        const char *provider;
        const Dialect *dialect;
        const char *canonical; /* NULL: no provider */
    } cases[] = {
        {"postgresql", &dialect_postgres, "postgresql"},
        {"postgres", &dialect_postgres, "postgresql"},
        {"sqlite", &dialect_sqlite, "sqlite"},
        {"mysql", NULL, "mysql"},
        {"cockroachdb", NULL, "cockroachdb"},
        {"sqlserver", NULL, "sqlserver"},
        {"mongodb", NULL, "mongodb"},
        {"PostgreSQL", NULL, NULL},
        {"file", NULL, NULL},
        {"", NULL, NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text provider = text_from(cases[i].provider);
        expect(dialect_of_provider(provider) == cases[i].dialect, "%s", cases[i].provider);
        const char *canonical = provider_canonical(provider);
        expect(!canonical == !cases[i].canonical, "%s", cases[i].provider);
        assert_text(text_from(canonical), cases[i].canonical ? cases[i].canonical : "");
    }
}

static void the_dialect_of_a_url(void **state)
{
    (void)state;
    static const struct {
        const char *url;
        const Dialect *dialect;
    } cases[] = {
        {"postgresql://h/db", &dialect_postgres},
        {"postgres://h/db", &dialect_postgres},
        {"prisma+postgres://h/?api_key=x", &dialect_postgres},
        {"file:dev.db", &dialect_sqlite},
        {"mysql://h/db", NULL},
        {"sqlserver://h", NULL},
        {"postgresqlx://h", NULL},
        {"file", &dialect_sqlite}, /* only the scheme is looked at */
        {"", NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect(dialect_of_url(text_from(cases[i].url)) == cases[i].dialect, "%s", cases[i].url);
}

/* Every list ends, and every text that the other rooms rely on is there. */
static void the_tables_are_complete(void **state)
{
    (void)state;
    static const Dialect *const dialects[] = {&dialect_postgres, &dialect_sqlite};
    for (size_t i = 0; i < COUNT(dialects); i++) {
        const Dialect *dialect = dialects[i];
        assert_true(dialect->name && dialect->product && dialect->begin);
        assert_true(dialect->providers[0] && dialect->schemes[0]);
        assert_non_null(dialect->outside_transaction);
        assert_non_null(dialect->effect);
        assert_non_null(dialect->outside_transaction_codes);
        assert_non_null(dialect->commit_before_use);
        assert_true(text_contains(text_from(dialect->history.create), "{}"));
        assert_true(text_contains(text_from(dialect->history.select), "{}"));
        assert_non_null(dialect->history.other_tables);
        assert_ptr_equal(dialect_of_provider(text_from(dialect->name)), dialect);
        assert_true(can(dialect, CAN_ADVISORY_LOCK) == (dialect->lock_number != 0));
        assert_true(!dialect->reset.namespaces == !dialect->reset.objects);
    }
    assert_int_equal(dialect_postgres.lock_number, 72707369); /* Prisma's */
}

static void statements_outside_a_transaction(void **state)
{
    (void)state;
    static const struct {
        const Dialect *dialect;
        const char *statement;
        bool outside;
    } cases[] = {
        {&dialect_postgres, "CREATE INDEX CONCURRENTLY i ON t (a)", true},
        {&dialect_postgres, "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)", true},
        {&dialect_postgres, "CREATE INDEX i ON t (concurrently)", false},
        {&dialect_postgres, "DROP INDEX CONCURRENTLY IF EXISTS i", true},
        {&dialect_postgres, "REINDEX INDEX CONCURRENTLY i", true},
        {&dialect_postgres, "REINDEX INDEX i", false},
        {&dialect_postgres, "REINDEX DATABASE d", true},
        {&dialect_postgres, "VACUUM ANALYZE t", true},
        {&dialect_postgres, "ANALYZE t", false},
        {&dialect_postgres, "CLUSTER", true},
        {&dialect_postgres, "CLUSTER t USING i", false},
        {&dialect_postgres, "ALTER SYSTEM SET work_mem = '1MB'", true},
        {&dialect_postgres, "ALTER SUBSCRIPTION s REFRESH PUBLICATION", true},
        {&dialect_postgres, "ALTER TABLE p DETACH PARTITION q CONCURRENTLY", true},
        {&dialect_postgres, "ALTER TYPE e ADD VALUE 'x'", false},
        {&dialect_sqlite, "VACUUM", true},
        {&dialect_sqlite, "PRAGMA journal_mode = WAL", true},
        {&dialect_sqlite, "PRAGMA journal_mode=WAL", true},
        {&dialect_sqlite, "PRAGMA main.journal_mode(WAL)", true},
        {&dialect_sqlite, "PRAGMA journal_mode", false},
        {&dialect_sqlite, "PRAGMA foreign_keys = OFF", false},
        {&dialect_sqlite, "ATTACH 'x' AS y", true},
        {&dialect_sqlite, "CREATE TABLE vacuum (a)", false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const Dialect *dialect = cases[i].dialect;
        bool outside = statement_matches_any(&dialect->syntax, text_from(cases[i].statement),
                                             dialect->outside_transaction);
        expect(outside == cases[i].outside, "%s", cases[i].statement);
    }
}

/* Whatever runs outside a transaction on SQLite can be run again. */
static void the_effect_of_statements_of_sqlite(void **state)
{
    Buffer query = BUFFER(((Scene *)*state)->arena);
    assert_true(dialect_sqlite.effect(&query, TEXT("VACUUM")));
    assert_true(query.length > 0);
    assert_false(dialect_sqlite.effect(&query, TEXT("INSERT INTO a VALUES (1)")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_dialect_of_a_provider),
        TEST(the_dialect_of_a_url),
        TEST(the_tables_are_complete),
        TEST(statements_outside_a_transaction),
        TEST(the_effect_of_statements_of_sqlite),
    };
    return RUN_TESTS(tests);
}

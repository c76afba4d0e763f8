/* describe/postgres/default.h */
#include "describe/postgres/default.h"

#include "describe/telling.h"
#include "dialect/providers.h"
#include "support.h"

typedef struct Case {
    unsigned family;
    const char *sql;
    const char *told; /* NULL: it is no value, but the expression */
} Case;

static void check(Scene *scene, ColumnType type, const Case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Text sequence = {0};
        type.family = cases[i].family;
        Text found = default_told(
            scene->arena, catalog_default(scene->arena, text_from(cases[i].sql), &type, &sequence),
            sequence);
        Text wanted = cases[i].told ? text_from(cases[i].told)
                                    : text_format(scene->arena, "sql %s", cases[i].sql);
        expect(text_equal(found, wanted), "%s: %.*s", cases[i].sql, TEXT_ARG(found));
    }
}

static void numbers(void **state)
{
    static const Case cases[] = {
        {SCALAR_INT, "5", "5"},
        {SCALAR_INT, "'-5'::integer", "-5"},
        {SCALAR_INT, "'5'::numeric", "5"},
        {SCALAR_BIGINT, "'-9223372036854775808'::bigint", "-9223372036854775808"},
        {SCALAR_INT, "1.5", NULL},
        {SCALAR_INT, "(5)::bigint", NULL},
        {SCALAR_INT, "(- 5)", NULL},
        {SCALAR_INT, "(1 + 2)", NULL},
        {SCALAR_INT, "f()", NULL},
        {SCALAR_INT, "'99999999999999999999'::numeric", NULL},
        {SCALAR_INT, "('5'::text)::integer", NULL},
        {SCALAR_FLOAT, "5", "5"},
        {SCALAR_FLOAT, "'-1.50'::numeric", "-1.50"},
        {SCALAR_FLOAT, "(5)::double precision", "5"},
        {SCALAR_FLOAT, "(- 2.5)", "-2.5"},
        {SCALAR_FLOAT, "3.14::numeric(5,2)", "3.14"},
        {SCALAR_FLOAT, "'1e-07'::double precision", "0.0000001"},
        {SCALAR_FLOAT, "(- (5)::double precision)", NULL},
        {SCALAR_FLOAT, "(1 + 2)", NULL},
        {SCALAR_FLOAT, "'NaN'::double precision", NULL},
        {SCALAR_DECIMAL, "'$5.50'::money", NULL},
        {SCALAR_DECIMAL, "123456789012345678901234567890.10", "123456789012345678901234567890.10"},
    };
    check(*state, (ColumnType){0}, cases, COUNT(cases));
}

static void texts(void **state)
{
    static const Case cases[] = {
        {SCALAR_STRING, "'it''s'::text", "'it's'"},
        {SCALAR_STRING, "''::character varying", "''"},
        {SCALAR_STRING, "'a\nb\\c'::text", "'a\nb\\c'"},
        {SCALAR_STRING, "'NULL'::text", "'NULL'"},
        {SCALAR_STRING, "('a'::text || 'b'::text)", NULL},
        {SCALAR_STRING, "('x'::character varying(3))::text", NULL},
        {SCALAR_STRING, "(5)::text", NULL},
        {SCALAR_STRING, "CURRENT_USER", NULL},
        {SCALAR_STRING, "nextval('s'::regclass)", NULL},
        {SCALAR_JSON, "'{\"a\": 1}'::jsonb", "'{\"a\": 1}'"},
        {FAMILY_ENUM, "'C d'::mood", "'C d'"},
        {FAMILY_ENUM, "('a'::text)::mood", NULL},
        {SCALAR_BOOLEAN, "true", "true"},
        {SCALAR_BOOLEAN, "'f'::boolean", "false"},
        {SCALAR_BOOLEAN, "(NOT true)", NULL},
        {SCALAR_BYTES, "'\\xDEad'::bytea", "2 bytes"},
        {SCALAR_BYTES, "'\\x'::bytea", "0 bytes"},
        {SCALAR_BYTES, "'\\xabc'::bytea", NULL},
        {SCALAR_BYTES, "'abc'::bytea", NULL},
        {FAMILY_UNSUPPORTED, "'(1,2)'::point", NULL},
        {FAMILY_UNSUPPORTED, "5", NULL},
    };
    check(*state, (ColumnType){0}, cases, COUNT(cases));
}

static void identifiers_have_none(void **state)
{
    static const Case cases[] = {
        {SCALAR_STRING, "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid", NULL},
        {SCALAR_STRING, "gen_random_uuid()", NULL},
    };
    ColumnType uuid = {.native = provider_native_type(
                           provider_find(dialect_providers, TEXT("postgresql")), TEXT("Uuid"))};
    check(*state, uuid, cases, COUNT(cases));
}

static void functions(void **state)
{
    static const Case cases[] = {
        {SCALAR_DATETIME, "now()", "now"},
        {SCALAR_DATETIME, "CURRENT_TIMESTAMP", "now"},
        {SCALAR_DATETIME, "CURRENT_TIMESTAMP(3)", NULL},
        {SCALAR_DATETIME, "(now())::timestamp without time zone", NULL},
        {SCALAR_DATETIME, "CURRENT_DATE", NULL},
        {SCALAR_DATETIME, "'2020-01-01 00:00:00'::timestamp without time zone", NULL},
        {SCALAR_STRING, "now()", NULL},
        {SCALAR_INT, "nextval('\"My Seq\"'::regclass)", "sequence \"My Seq\""},
        {SCALAR_BIGINT, "nextval(('public.s'::text)::regclass)", "sequence public.s"},
        {SCALAR_INT, "(nextval('s'::regclass) + 1)", NULL},
        {SCALAR_INT, "currval('s'::regclass)", NULL},
        {SCALAR_DECIMAL, "nextval('s'::regclass)", NULL},
        {SCALAR_INT, "NULL::integer", "none"},
        {SCALAR_INT, "NULLIF(1, 2)", "none"},
    };
    check(*state, (ColumnType){0}, cases, COUNT(cases));
}

static void lists(void **state)
{
    static const Case cases[] = {
        {SCALAR_INT, "'{}'::integer[]", "[]"},
        {SCALAR_INT, "ARRAY[]::integer[]", "[]"},
        {SCALAR_INT, "'{1,-2}'::integer[]", "[1, -2]"},
        {SCALAR_INT, "ARRAY['-1'::integer, 2]", "[-1, 2]"},
        {SCALAR_INT, "'{1,NULL}'::integer[]", NULL},
        {SCALAR_INT, "'{{1,2},{3,4}}'::integer[]", NULL},
        {SCALAR_INT, "ARRAY[f(), 1]", NULL},
        {SCALAR_FLOAT, "ARRAY[1.5::numeric(5,2), (2)::numeric(5,2)]", "[1.5, 2]"},
        {SCALAR_FLOAT, "'{1.5,-2}'::double precision[]", "[1.5, -2]"},
        {SCALAR_STRING, "(ARRAY['x'::character varying(5), 'y'::character varying(5)])::text[]",
         "['x', 'y']"},
        {SCALAR_STRING, "'{a_b,a-b,\"a b\",\"a\\\"b\",\"e\\\\f\",\"\",NULL}'::text[]",
         "['a_b', 'a-b', 'a b', 'a\"b', 'e\\f', '', 'NULL']"},
        {SCALAR_STRING, "'{1a}'::text[]", NULL},
        {SCALAR_STRING, "'{a.b}'::text[]", NULL},
        {SCALAR_STRING, "'{it''s}'::text[]", NULL},
        {SCALAR_STRING, "'{\"a}'::text[]", NULL},
        {SCALAR_STRING, "'{a,}'::text[]", NULL},
        {SCALAR_STRING, "'{a}b'::text[]", NULL},
        {SCALAR_STRING, "'[2:3]={a,b}'::text[]", NULL},
        {SCALAR_STRING, "ARRAY['a'::text", NULL},
        {SCALAR_STRING, "ARRAY[upper('a'::text)]", NULL},
        {FAMILY_ENUM, "'{a,\"C d\"}'::mood[]", "['a', 'C d']"},
        {SCALAR_BOOLEAN, "'{t,f}'::boolean[]", "[true, false]"},
        {SCALAR_JSON, "ARRAY['{\"a\": 1}'::jsonb]", "['{\"a\": 1}']"},
        {SCALAR_BYTES, "ARRAY['\\x68'::bytea]", "[1 bytes]"},
        {SCALAR_BYTES, "'{\"\\\\x68\"}'::bytea[]", NULL},
        {SCALAR_DATETIME, "'{}'::timestamp without time zone[]", "[]"},
        {SCALAR_DATETIME, "ARRAY[now()]", NULL},
        {FAMILY_UNSUPPORTED, "'{}'::point[]", "[]"},
    };
    check(*state, (ColumnType){.arity = COLUMN_LIST}, cases, COUNT(cases));
}

/* What a catalog shows can be cut off anywhere, or be anything. */
static void cut_off(void **state)
{
    static const char *const texts[] = {
        "'{a,\"b \\\" c\"}'::text[]", "ARRAY['a'::character varying(3), (2)::numeric]",
        "nextval(('\"My\"\"Seq\"'::text)::regclass)", "(- 2.5)", "'\\xdead'::bytea"};
    static const unsigned families[] = {SCALAR_STRING, SCALAR_INT, SCALAR_FLOAT, SCALAR_BYTES};
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(texts); i++)
        for (size_t length = 0; length <= strlen(texts[i]); length++)
            for (size_t j = 0; j < 2 * COUNT(families); j++) {
                ColumnType type = {.family = families[j / 2],
                                   .arity = j % 2 ? COLUMN_LIST : COLUMN_NULLABLE};
                Text sequence;
                Text part = text_copy(arena, text_slice(text_from(texts[i]), 0, length));
                assert_non_null(catalog_default(arena, part, &type, &sequence));
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(numbers),   TEST(texts), TEST(identifiers_have_none),
        TEST(functions), TEST(lists), TEST(cut_off),
    };
    return RUN_TESTS(tests);
}

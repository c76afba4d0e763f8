/* describe/describe.h with what a catalog of PostgreSQL would answer. */
#include "describe/describe.h"

#include "dialect/sql_rules.h"
#include "sql/script.h"
#include "support.h"

/* The rows that a query gets which reads the table: a line each, "|" between values, "~" for
 * NULL. */
typedef struct Answer {
    const char *table;
    const char *rows;
} Answer;

typedef struct Catalog {
    Database base;
    Connection connection;
    const Answer *answers;
    size_t count;
} Catalog;

static void give(Text line, RowSink sink)
{
    Text values[12] = {0};
    size_t columns = 0;
    for (Text rest = line; rest.data && columns < COUNT(values);) {
        Text value = text_cut(&rest, '|');
        values[columns++] = text_is(value, "~") ? (Text){0} : value;
    }
    sink.take(sink.context, values, columns);
}

static bool query(Database *database, Text sql, RowSink sink, Error *error)
{
    const Catalog *catalog = (const Catalog *)database;
    (void)error;
    for (size_t i = 0; i < catalog->count; i++) {
        const Answer *answer = &catalog->answers[i];
        if (!text_contains(sql, answer->table))
            continue;
        for (Text rest = text_from(answer->rows); rest.length;)
            give(text_cut(&rest, '\n'), sink);
        return true;
    }
    return true;
}

static const DatabaseClient client = {.query = query};

static bool describe(Scene *scene, const Answer *answers, size_t count, SqlSchema *schema)
{
    Catalog catalog = {.answers = answers, .count = count};
    DescribeRequest request = {.rules = &sql_rules_postgres, .version = PRISMA_6};
    assert_succeeds(connection_parse(scene->arena, TEXT("postgresql://h/d"), TEXT("/"),
                                     &catalog.connection, &scene->error),
                    &scene->error);
    catalog.base =
        (Database){.client = &client, .connection = &catalog.connection, .arena = scene->arena};
    return describe_database(scene->arena, &catalog.base, &request, schema, &scene->error);
}

/* The tables in the order of their names, with OIDs in another. Of `B` the second column was
 * dropped; what belongs to OID 99 is of a table that went while the catalog was read. */
#define NAMESPACES \
    { \
        "FROM pg_catalog.pg_namespace", "2200|public\n" \
    }
#define TABLES \
    { \
        "c.relispartition", "30|2200|A\n20|2200|B\n40|2200|_prisma_migrations\n" \
                            "50|2200|spatial_ref_sys\n" \
    }
#define COLUMNS \
    { \
        "pg_catalog.pg_attrdef", \
            "20|1|id|t|23|-1||nextval('\"B_id_seq\"'::regclass)\n20|3|mood|f|500|-1||'ok'::mood\n" \
            "30|1|id|t|23|-1|d|~\n30|2|b|f|23|-1||~\n30|3|moods|t|501|-1||~\n99|1|x|t|23|-1||~\n" \
    }
#define TYPES \
    { \
        "u.typbasetype", "23|int4|f|f|f|-1|23|0\n500|mood|f|f|f|-1|500|0\n" \
                         "501|_mood|t|f|f|-1|501|500\n" \
    }
#define ENUMS \
    { \
        "pg_catalog.pg_enum", "500|2200|mood|sad\n500|2200|mood|ok\n" \
    }
#define SEQUENCES \
    { \
        "pg_catalog.pg_sequence", "2200|B_id_seq|1|1|1|2147483647|1\n" \
    }
#define INDEXES \
    { \
        "pg_catalog.pg_index", \
            "20|B_mood_idx|f|f|gin|3|1990|0|~\n20|B_pkey|t|t|btree|1|1978|0|~\n" \
            "20|expression|f|f|btree|3 0|1978 1978|0 0|~\n30|A_b_id_key|t|f|btree|2 1|1978 " \
            "1978|3 0|~\n" \
            "99|gone|f|f|btree|1|1978|0|~\n" \
    }
#define CLASSES \
    { \
        "pg_catalog.pg_opclass", "1990|enum_ops|t\n" \
    }

static void all_of_it(void **state)
{
    static const Answer answers[] = {
        ENUMS,
        SEQUENCES,
        TYPES,
        COLUMNS,
        INDEXES,
        CLASSES,
        {"pg_catalog.pg_constraint",
         "30|20|z_key|c|n|{2}|{1}|public|B|2200\n30|20|a_key|a|r|{2,1}|{1,3}|public|B|2200\n"
         "99|20|gone|a|a|{1}|{1}|public|B|2200\n30|99|gone|a|a|{1}|{1}|public|X|2200\n"},
        TABLES,
        NAMESPACES,
    };
    Scene *scene = *state;
    SqlSchema schema;
    SqlSchema empty = {0};
    Steps steps;
    Buffer script = BUFFER(scene->arena);
    assert_succeeds(describe(scene, answers, COUNT(answers), &schema), &scene->error);
    Comparison comparison = sql_compare(scene->arena, &empty, &schema);
    steps_between(scene->arena, &comparison, &sql_rules_postgres, STEPS_FORWARD, &steps);
    render_script(scene->arena, &steps, &script);
    assert_text(
        buffer_text(&script),
        "-- CreateSchema\nCREATE SCHEMA IF NOT EXISTS \"public\";\n\n"
        "-- CreateEnum\nCREATE TYPE \"public\".\"mood\" AS ENUM ('sad', 'ok');\n\n"
        "-- CreateTable\nCREATE TABLE \"public\".\"A\" (\n    \"id\" SERIAL NOT NULL,\n"
        "    \"b\" INTEGER,\n    \"moods\" \"public\".\"mood\"[]\n);\n\n"
        "-- CreateTable\nCREATE TABLE \"public\".\"B\" (\n    \"id\" SERIAL NOT NULL,\n"
        "    \"mood\" \"public\".\"mood\" DEFAULT 'ok',\n\n"
        "    CONSTRAINT \"B_pkey\" PRIMARY KEY (\"id\")\n);\n\n"
        "-- CreateIndex\nCREATE UNIQUE INDEX \"A_b_id_key\" ON \"public\".\"A\"(\"b\" DESC, \"id\" "
        "ASC);\n\n"
        "-- CreateIndex\nCREATE INDEX \"B_mood_idx\" ON \"public\".\"B\" USING GIN (\"mood\" "
        "enum_ops ASC);\n\n"
        "-- AddForeignKey\nALTER TABLE \"public\".\"A\" ADD CONSTRAINT \"a_key\" FOREIGN KEY "
        "(\"b\", \"id\") REFERENCES \"public\".\"B\"(\"id\", \"mood\") ON DELETE NO ACTION ON "
        "UPDATE RESTRICT;\n\n"
        "-- AddForeignKey\nALTER TABLE \"public\".\"A\" ADD CONSTRAINT \"z_key\" FOREIGN KEY "
        "(\"b\") REFERENCES \"public\".\"B\"(\"id\") ON DELETE CASCADE ON UPDATE SET NULL;\n");
    const ColumnDefault *serial = schema.columns.items[3].default_value;
    assert_int_equal(serial->kind, DEFAULT_SEQUENCE);
    assert_int_equal(serial->sequence, 0);
}

static void a_foreign_key_that_leaves_what_is_described(void **state)
{
    static const Answer answers[] = {
        COLUMNS,
        {"pg_catalog.pg_constraint", "30|77|leaves|a|a|{2}|{1}|auth|users|16400\n"},
        TABLES,
        NAMESPACES,
    };
    Scene *scene = *state;
    SqlSchema schema;
    assert_fails(describe(scene, answers, COUNT(answers), &schema), &scene->error, ERROR_P4002);
    assert_true(text_contains(scene->error.message, "leaves"));
    assert_true(text_contains(scene->error.hint, "auth"));
}

static void nothing_there(void **state)
{
    Scene *scene = *state;
    SqlSchema schema;
    assert_succeeds(describe(scene, NULL, 0, &schema), &scene->error);
    assert_int_equal(schema.namespaces.count, 0);
    assert_int_equal(schema.tables.count, 0);
    assert_text(schema.usual_namespace, "public");
}

/* Only the products that have a description. */
static void other_products(void **state)
{
    Scene *scene = *state;
    SqlSchema schema;
    DescribeRequest request = {.rules = &sql_rules_cockroach};
    assert_fails(describe_database(scene->arena, NULL, &request, &schema, &scene->error),
                 &scene->error, ERROR_D1006);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(all_of_it),
        TEST(a_foreign_key_that_leaves_what_is_described),
        TEST(nothing_there),
        TEST(other_products),
    };
    return RUN_TESTS(tests);
}

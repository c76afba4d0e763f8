/* sql/schema.h */
#include "sql/schema.h"

#include "sql/diffing.h"

/* Tables: A, B, _AToC, C; B refers to A twice. */
static const SqlSchema *the_schema(void **state)
{
    static const char text[] =
        "schemas = [`s`]\n--\n"
        "model A {\n  id Int @id\n  b Int\n  fs B[] @relation(`f`)\n  gs B[] @relation(`g`)\n"
        "  cs C[]\n  @@unique([b, id])\n  @@schema(`s`)\n}\n"
        "model B {\n  x Int\n  y Int\n  f A @relation(`f`, fields: [x], references: [id])\n"
        "  g A @relation(`g`, fields: [y], references: [id])\n  @@id([x, y])\n  @@schema(`s`)\n}\n"
        "model C {\n  id Int @unique\n  A Int\n  as A[]\n  p Int @id\n  @@schema(`s`)\n}\n";
    return sql_schema_of(*state, "postgresql", text);
}

static void columns_by_name(void **state)
{
    const SqlSchema *schema = the_schema(state);
    assert_int_equal(sql_table_find_column(schema, 0, TEXT("b")), 1);
    assert_int_equal(sql_table_find_column(schema, 1, TEXT("y")), 3);
    assert_int_equal(sql_table_find_column(schema, 1, TEXT("b")), NONE);
    assert_int_equal(sql_table_find_column(schema, 0, TEXT("B")), NONE);
}

static void primary_keys(void **state)
{
    const SqlSchema *schema = the_schema(state);
    assert_true(sql_column_is_primary_key(schema, 0));
    assert_false(sql_column_is_primary_key(schema, 1));
    assert_false(sql_column_is_primary_key(schema, 2)); /* not alone */
}

static void columns_of_indexes(void **state)
{
    const SqlSchema *schema = the_schema(state);
    uint32_t unique = schema->tables.items[0].first_index + 1;
    assert_true(sql_index_has_column(schema, unique, 0));
    assert_true(sql_index_has_column(schema, unique, 1));
    assert_false(sql_index_has_column(schema, unique, 2));
    assert_false(sql_index_has_column(schema, schema->tables.items[0].primary_key, 1));
}

static void join_tables(void **state)
{
    const SqlSchema *schema = the_schema(state);
    static const struct {
        const char *name;
        bool is_one;
    } cases[] = {{"A", false}, {"B", false}, {"C", false}, {"_AToC", true}};
    assert_int_equal(schema->tables.count, COUNT(cases));
    for (uint32_t i = 0; i < COUNT(cases); i++) {
        assert_text(schema->tables.items[i].name, cases[i].name);
        expect(is_join_table(schema, i) == cases[i].is_one, "%s", cases[i].name);
    }
}

static void foreign_keys_of_tables(void **state)
{
    const SqlSchema *schema = the_schema(state);
    assert_int_equal(schema->tables.items[0].first_foreign_key, NONE);
    uint32_t first = schema->tables.items[1].first_foreign_key;
    assert_text(schema->foreign_keys.items[first].name, "B_x_fkey");
    uint32_t second = schema->foreign_keys.items[first].next;
    assert_text(schema->foreign_keys.items[second].name, "B_y_fkey");
    assert_int_equal(schema->foreign_keys.items[second].next, NONE);
}

static void names_of_namespaces(void **state)
{
    const SqlSchema *schema = the_schema(state);
    assert_text(sql_namespace_name(schema, 0), "s");
    assert_null(sql_namespace_name(schema, NONE).data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(columns_by_name), TEST(primary_keys),           TEST(columns_of_indexes),
        TEST(join_tables),     TEST(foreign_keys_of_tables), TEST(names_of_namespaces),
    };
    return RUN_TESTS(tests);
}

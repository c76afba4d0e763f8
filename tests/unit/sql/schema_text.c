/* sql/schema_text.h */
#include "sql/schema_text.h"

#include "sql/diffing.h"

static Text text_of(Scene *scene, const ColumnType *type)
{
    Buffer out = BUFFER(scene->arena);
    sql_add_native_type(&out, type);
    return buffer_text(&out);
}

static void native_types(void **state)
{
    static const char *const texts[] = {"INTEGER",       "TEXT",           "VARCHAR(5)",
                                        "DECIMAL(10,2)", "DECIMAL(65,30)", "TIMESTAMP(3)",
                                        "BYTEA"};
    const SqlSchema *schema =
        sql_schema_of(*state, "postgresql",
                      "a String\nb String @db.VarChar(5)\nc Decimal @db.Decimal(10, 2)\nd Decimal\n"
                      "e DateTime\nf Bytes");
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_text(text_of(*state, &schema->columns.items[i].type), texts[i]);
}

static void equal_types(void **state)
{
    static const struct {
        const char *a, *b;
        bool equal;
    } cases[] = {
        {"String", "String", true},
        {"String", "String @db.Text", true}, /* which is usual */
        {"String", "String?", true},         /* null is not of the type */
        {"String @db.VarChar(5)", "String @db.VarChar(5)", true},
        {"String @db.VarChar(5)", "String @db.VarChar(6)", false},
        {"String @db.VarChar(5)", "String @db.VarChar", false},
        {"String @db.VarChar(5)", "String @db.Char(5)", false},
        {"Decimal", "Decimal @db.Decimal(65, 30)", true},
        {"Decimal @db.Decimal(5, 1)", "Decimal @db.Decimal(5, 2)", false},
    };
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text fields = text_format(scene->arena, "a %s\nb %s", cases[i].a, cases[i].b);
        const SqlSchema *schema = sql_schema_of(scene, "postgresql", fields.data);
        expect(column_types_equal(&schema->columns.items[1].type, &schema->columns.items[2].type) ==
                   cases[i].equal,
               "%s, %s", cases[i].a, cases[i].b);
    }
}

static void hexadecimal(void **state)
{
    Buffer out = BUFFER(((Scene *)*state)->arena);
    sql_add_hexadecimal(&out, (Text){"\0\x0F\xA5\xFF", 4});
    assert_text(buffer_text(&out), "000fa5ff");
}

static void referential_actions(void **state)
{
    (void)state;
    assert_string_equal(sql_referential_action(ACTION_CASCADE), "CASCADE");
    assert_string_equal(sql_referential_action(ACTION_RESTRICT), "RESTRICT");
    assert_string_equal(sql_referential_action(ACTION_NO_ACTION), "NO ACTION");
    assert_string_equal(sql_referential_action(ACTION_SET_NULL), "SET NULL");
    assert_string_equal(sql_referential_action(ACTION_SET_DEFAULT), "SET DEFAULT");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(native_types),
        TEST(equal_types),
        TEST(hexadecimal),
        TEST(referential_actions),
    };
    return RUN_TESTS(tests);
}

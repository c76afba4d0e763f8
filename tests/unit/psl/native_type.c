#include "psl/native_type.h"

#include <string.h>

#include "support.h"

enum {
    INT = SCALAR_BIT(SCALAR_INT),
    STRING = SCALAR_BIT(SCALAR_STRING),
    DECIMAL = SCALAR_BIT(SCALAR_DECIMAL),
};

static const NativeType types[] = {
    {"Text", NULL, STRING, NATIVE_PLAIN},
    {"Char", NULL, STRING, NATIVE_NUMBER({1, 255})},
    {"VarChar", NULL, STRING, NATIVE_OPTIONAL_LENGTH(8000)},
    {"Decimal", NULL, DECIMAL, NATIVE_OPTIONAL_NUMBERS({1, 65}, {0, 30})},
    {0},
};

static const Provider product = {.product = "Product", .native_types = types};

/* How many errors `@db.name(arguments)` gives on a field of the type. */
static size_t errors(void **state, ScalarType scalar, const char *name, const char *arguments)
{
    const Scene *scene = *state;
    Datamodel datamodel = {.provider = &product};
    AstAttribute attribute = {.span = {1, 2}};
    Text texts[4] = {0};
    Text rest = text_from(arguments);
    NativeTypeUse use = {.type = provider_native_type(&product, text_from(name)),
                         .attribute = &attribute,
                         .scope = TEXT("db"),
                         .name = text_from(name),
                         .arguments = texts};
    while (rest.length > 0 && use.argument_count < COUNT(texts))
        texts[use.argument_count++] = text_cut(&rest, ',');
    Field field = {.kind = FIELD_SCALAR, .scalar = scalar, .native_type = &use};
    Diagnostics found = DIAGNOSTICS(scene->arena);
    native_type_check(&datamodel, &field, &found);
    return found.error_count;
}

static void accepts(void **state)
{
    assert_int_equal(errors(state, SCALAR_STRING, "Text", ""), 0);
    assert_int_equal(errors(state, SCALAR_STRING, "Char", "255"), 0);
    assert_int_equal(errors(state, SCALAR_STRING, "Char", "007"), 0);
    assert_int_equal(errors(state, SCALAR_STRING, "VarChar", ""), 0);
    assert_int_equal(errors(state, SCALAR_STRING, "VarChar", "8000"), 0);
    assert_int_equal(errors(state, SCALAR_STRING, "VarChar", "mAx"), 0);
    assert_int_equal(errors(state, SCALAR_DECIMAL, "Decimal", ""), 0);
    assert_int_equal(errors(state, SCALAR_DECIMAL, "Decimal", "5,5"), 0);
}

static void reports_once(void **state)
{
    static const struct {
        ScalarType scalar;
        const char *name;
        const char *arguments;
    } rows[] = {
        {SCALAR_STRING, "text", ""},          {SCALAR_INT, "Text", ""},
        {SCALAR_STRING, "Text", "1"},         {SCALAR_STRING, "Char", ""},
        {SCALAR_STRING, "Char", "0"},         {SCALAR_STRING, "Char", "256"},
        {SCALAR_STRING, "Char", "-1"},        {SCALAR_STRING, "Char", "1.0"},
        {SCALAR_STRING, "Char", "x"},         {SCALAR_STRING, "Char", "\"1\""},
        {SCALAR_STRING, "Char", "Max"},       {SCALAR_STRING, "Char", "99999999999999999999999"},
        {SCALAR_STRING, "VarChar", "8001"},   {SCALAR_STRING, "VarChar", "1,2"},
        {SCALAR_STRING, "VarChar", "70000"},  {SCALAR_DECIMAL, "Decimal", "5"},
        {SCALAR_DECIMAL, "Decimal", "5,6"},   {SCALAR_DECIMAL, "Decimal", "66,1"},
        {SCALAR_DECIMAL, "Decimal", "65,31"}, {SCALAR_DECIMAL, "Decimal", "1,1,1"},
        {SCALAR_INT, "VarChar", "x"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        expect(errors(state, rows[i].scalar, rows[i].name, rows[i].arguments) == 1, "%s(%s)",
               rows[i].name, rows[i].arguments);
}

static void means_what_can_be_read(void **state)
{
    (void)state;
    const Text bad = TEXT("x");
    const Text good = TEXT("5");
    NativeTypeUse use = {.type = &types[1], .argument_count = 1, .arguments = &good};
    assert_ptr_equal(native_type_meant(&use), &types[1]);
    use.arguments = &bad;
    assert_null(native_type_meant(&use));
    use.type = &types[0]; /* without arguments, what is written does not matter */
    assert_ptr_equal(native_type_meant(&use), &types[0]);
    assert_null(native_type_meant(&(NativeTypeUse){0}));
    assert_null(native_type_meant(NULL));
}

static void finds_in_unsupported(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *name;
    } rows[] = {
        {"Text", "Text"},
        {" Text ", "Text"},
        {"Text(1, 2, 3)", "Text"},
        {"Text\n", "Text"},
        {"Char(5) x", "Char"},
        {"Char( 5 )", "Char"},
        {"VarChar(5", "VarChar"},
        {"Decimal(1, 2)", "Decimal"},
        {"text", NULL},
        {"", NULL},
        {"(5)", NULL},
        {"Char", NULL},
        {"Char()", NULL},
        {"VarChar()", NULL},
        {"Char(x)", NULL},
        {"Char(5)\nx", NULL},
        {"Text(\n)", NULL},
        {"Decimal(1,2,3)", NULL},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const NativeType *type = native_type_in_unsupported(&product, text_from(rows[i].text));
        expect(rows[i].name ? type && strcmp(type->name, rows[i].name) == 0 : !type, "%s",
               rows[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(accepts),
        TEST(reports_once),
        TEST(means_what_can_be_read),
        TEST(finds_in_unsupported),
    };
    return RUN_TESTS(tests);
}

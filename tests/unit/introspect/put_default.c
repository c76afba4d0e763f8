/* introspect/put_default.c */
#include "introspect/pulling.h"

/* Each default comes back as it was written. */
static void defaults_of_the_database(void **state)
{
    static const struct {
        const char *provider, *field;
    } cases[] = {
        {"postgresql", "Int @default(autoincrement())"},
        {"sqlite", "Int @default(7)"},
        {"postgresql", "BigInt @default(-9007199254740993)"},
        {"postgresql", "Boolean @default(false)"},
        {"postgresql", "Float @default(1.5)"},
        {"postgresql", "Decimal @default(12.50)"},
        {"postgresql", "String @default(`a \\`word\\`\\n and a \\\\`)"},
        {"postgresql", "DateTime @default(now())"},
        {"postgresql", "Bytes @default(`aGVsbG8=`)"},
        {"postgresql", "Json @default(`{\\`a\\`: 1}`)"},
        {"postgresql", "String @default(dbgenerated(`upper('x'::text)`))"},
        {"postgresql", "Int[] @default([1, 2])"},
        {"postgresql", "String[] @default([])"},
    };
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text database =
            text_format(scene->arena, "model A {\n  id String @id\n  a %s\n}", cases[i].field);
        const SqlSchema *live =
            database_of(scene, cases[i].provider, text_cstr(scene->arena, database));
        Text blocks = blocks_of(pull(scene, cases[i].provider, live, ""));
        Text field = with_quotes(scene, cases[i].field);
        Text rest = field;
        Text type = text_cut(&rest, ' ');
        expect(text_contains(blocks, text_cstr(scene->arena, type)) &&
                   text_contains(blocks, text_cstr(scene->arena, rest)),
               "%.*s gives:\n%.*s", TEXT_ARG(field), TEXT_ARG(blocks));
    }
}

static void values_of_enums_have_the_names_of_the_schema(void **state)
{
    static const Pulling rows[] = {
        {"postgresql", "model A {\n id Int @id\n e E @default(a)\n}\nenum E {\n a\n b\n}",
         "enum E {\n FIRST @map(`a`)\n b\n}",
         "model A {\n  id Int @id\n  e  E   @default(FIRST)\n}\n\n"
         "enum E {\n  FIRST @map(`a`)\n  b\n}"},
        /* what no name can be is SQL */
        {"postgresql", "model A {\n id Int @id\n e E @default(a)\n}\nenum E {\n a @map(`1`)\n b\n}",
         "",
         "model A {\n  id Int @id\n  e  E   @default(dbgenerated(`1`))\n}\n\n"
         "enum E {\n  // 1 @map(`1`)\n  b\n}"},
    };
    assert_pulled(*state, rows, COUNT(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(defaults_of_the_database),
        TEST(values_of_enums_have_the_names_of_the_schema),
    };
    return RUN_TESTS(tests);
}

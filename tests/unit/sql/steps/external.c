/* sql/external.h, and the steps that are not made for what is external. */
#include "sql/external.h"

#include "sql/diffing.h"
#include "sql/rules.h"

typedef struct Row {
    const char *provider;
    const char *before;
    const char *after;
    const char *script;
} Row;

#define OWN "model Own {\n  id Int @id\n"
#define EXT "model Ext {\n  id Int @id\n"

static const Row rows[] = {
    /* neither made nor dropped */
    {"postgresql", NULL, OWN "}\n" EXT "  a Int @unique\n}\n",
     "-- CreateTable\nCREATE TABLE `Own` (\n    `id` INTEGER NOT NULL,\n\n"
     "    CONSTRAINT `Own_pkey` PRIMARY KEY (`id`)\n);\n"},
    {"sqlite", EXT "  a Int\n  @@index([a])\n}\n" OWN "}\n", OWN "}\n",
     "-- This is an empty migration.\n"},
    /* nor altered, with all that belongs to it */
    {"postgresql", EXT "  a Int\n}\n",
     "model Ext {\n  id BigInt @id\n  b Int @unique\n  @@index([id, b])\n}\n",
     "-- This is an empty migration.\n"},
    {"sqlite", EXT "  a Int\n}\n", EXT "  a BigInt\n  @@index([a])\n}\n",
     "-- This is an empty migration.\n"},
    /* its foreign keys are its own, those to it are not */
    {"postgresql", OWN "}\n" EXT "  o Int\n}\n",
     OWN
     "  e Int?\n  x Ext? @relation(`a`, fields: [e], references: [id])\n  y Ext[] @relation(`b`)\n}\n" EXT
     "  o Int\n  p Own @relation(`b`, fields: [o], references: [id])\n  q Own[] @relation(`a`)\n}\n",
     "-- AlterTable\nALTER TABLE `Own` ADD COLUMN     `e` INTEGER;\n\n"
     "-- AddForeignKey\nALTER TABLE `Own` ADD CONSTRAINT `Own_e_fkey` FOREIGN KEY (`e`) REFERENCES "
     "`Ext`(`id`) ON DELETE SET NULL ON UPDATE CASCADE;\n"},
    /* enums */
    {"postgresql", "enum Kind {\n  A\n}\n" OWN "  k Kind\n}\n",
     "enum Kind {\n  A\n  B\n}\n" OWN "  k Kind\n}\n", "-- This is an empty migration.\n"},
    {"postgresql", OWN "}\n", "enum Kind {\n  A\n}\n" OWN "  k Kind?\n}\n",
     "-- AlterTable\nALTER TABLE `Own` ADD COLUMN     `k` `Kind`;\n"},
};

static SqlSchema *marked(Scene *scene, const char *provider, const char *schema)
{
    SqlSchema *made = NEW(scene->arena, SqlSchema);
    TextList tables = {0};
    TextList enums = {0};
    bool has_namespaces = rules_of(provider)->has_namespaces;
    list_add(scene->arena, &tables, has_namespaces ? TEXT("public.Ext") : TEXT("Ext"));
    list_add(scene->arena, &enums, has_namespaces ? TEXT("public.Kind") : TEXT("Kind"));
    *made = *sql_schema_of(scene, provider, schema);
    sql_mark_external(made, rules_of(provider), &tables, &enums);
    return made;
}

static void what_is_external_is_left_alone(void **state)
{
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Comparison comparison =
            sql_compare(scene->arena, marked(scene, rows[i].provider, rows[i].before),
                        marked(scene, rows[i].provider, rows[i].after));
        Steps steps;
        steps_between(scene->arena, &comparison, rules_of(rows[i].provider), STEPS_FORWARD, &steps);
        Text script = script_of(scene, &steps);
        expect(text_equal(script, with_quotes(scene, rows[i].script)),
               "%s: %s\n=>\n%s\ngives:\n%.*s", rows[i].provider,
               rows[i].before ? rows[i].before : "nothing", rows[i].after, TEXT_ARG(script));
    }
}

static void names_may_have_their_namespace(void **state)
{
    Scene *scene = *state;
    TextList list = {0};
    list_add(scene->arena, &list, TEXT("auth.users"));
    list_add(scene->arena, &list, TEXT("plain"));
    assert_true(is_external(&list, TEXT("auth"), TEXT("users")));
    assert_false(is_external(&list, TEXT("public"), TEXT("users")));
    assert_false(is_external(&list, TEXT("auth"), TEXT("user")));
    assert_false(is_external(&list, TEXT(""), TEXT("users")));
    assert_true(is_external(&list, TEXT(""), TEXT("plain")));
    assert_false(is_external(&list, TEXT("public"), TEXT("plain")));
    assert_false(is_external(NULL, TEXT("auth"), TEXT("users")));
}

static void names_are_as_the_product_has_them(void **state)
{
    Error *error = &((Scene *)*state)->error;
    TextList qualified = {0};
    TextList plain = {0};
    list_add(error->arena, &qualified, TEXT("auth.users"));
    list_add(error->arena, &plain, TEXT("users"));
    const SqlRules *postgres = rules_of("postgresql");
    const SqlRules *sqlite = rules_of("sqlite");
    assert_true(external_check(postgres, &qualified, &qualified, error));
    assert_true(external_check(sqlite, &plain, NULL, error));
    assert_fails(external_check(postgres, &plain, NULL, error), error, ERROR_P3023);
    assert_fails(external_check(postgres, &qualified, &plain, error), error, ERROR_P3023);
    assert_fails(external_check(sqlite, &qualified, NULL, error), error, ERROR_P3024);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_external_is_left_alone),
        TEST(names_may_have_their_namespace),
        TEST(names_are_as_the_product_has_them),
    };
    return RUN_TESTS(tests);
}

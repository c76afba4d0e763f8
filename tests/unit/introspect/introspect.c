/* introspect/introspect.h */
#include "introspect/pulling.h"

#include "dialect/providers.h"

static IntrospectRequest request_of(const SqlSchema *live, const Schema *present)
{
    static const SchemaOptions options = {.providers = dialect_providers, .version = PRISMA_6};
    return (IntrospectRequest){.rules = rules_of("postgresql"),
                               .live = live,
                               .present = present,
                               .options = &options,
                               .new_file = TEXT("introspected.prisma")};
}

static void a_database_without_tables_is_refused(void **state)
{
    Scene *scene = *state;
    const SqlSchema *live = database_of(scene, "postgresql", "enum E {\n a\n}");
    IntrospectRequest request = request_of(live, schema_of(scene, "postgresql", NULL));
    Introspection pulled;
    assert_fails(introspect(scene->arena, &request, &pulled, &scene->error), &scene->error,
                 ERROR_P4001);
}

static void force_keeps_the_settings_only(void **state)
{
    Scene *scene = *state;
    const SqlSchema *live = database_of(scene, "postgresql", "model a {\n id Int @id\n}");
    const Schema *present =
        schema_of(scene, "postgresql", "/// Kept?\nmodel A {\n id Int @id\n @@map(`a`)\n}");
    IntrospectRequest request = request_of(live, present);
    Introspection pulled;
    request.force = true;
    assert_succeeds(introspect(scene->arena, &request, &pulled, &scene->error), &scene->error);
    assert_text(blocks_of(&pulled), "model a {\n  id Int @id\n}");
    assert_true(text_contains(whole_of(&pulled), "datasource db {"));
    assert_true(text_contains(whole_of(&pulled), "generator g {"));
}

static void what_the_client_cannot_tell_apart_is_ignored(void **state)
{
    Scene *scene = *state;
    SqlSchema *live =
        database_of(scene, "postgresql",
                    "model logs {\n id Int @id\n line String\n}\nmodel users {\n id Int @id\n}");
    live->tables.items[0].index_count = 0;
    live->tables.items[0].primary_key = NONE;
    const Introspection *pulled = pull(scene, "postgresql", live, "");
    assert_text(warnings_of(scene, pulled), "modelsWithoutIdentifier logs");
    assert_text(blocks_of(pulled),
                "/// The underlying table does not contain a valid unique identifier and can "
                "therefore currently not be handled by Prisma Client.\n"
                "model logs {\n  id   Int\n  line String\n\n  @@ignore\n}\n\n"
                "model users {\n  id Int @id\n}");
    /* who ignores it already knows */
    pulled =
        pull(scene, "postgresql", live, "model logs {\n id Int @id\n line String\n @@ignore\n}");
    assert_text(warnings_of(scene, pulled), "");
    assert_true(text_starts_with(blocks_of(pulled), "model logs {"));
}

static void a_pull_of_what_was_pulled_is_the_same(void **state)
{
    static const char *const databases[] = {
        "model users {\n id Int @id @default(autoincrement())\n mail String @unique\n p posts[]\n}\n"
        "model posts {\n id Int @id\n u Int\n x users @relation(fields: [u], references: [id])\n"
        " e E @default(a)\n @@index([u, id])\n}\nenum E {\n a @map(`1a`)\n b\n}",
        "model A {\n id Int @id\n up Int?\n x A? @relation(`x`, fields: [up], references: [id])\n"
        " y A[] @relation(`x`)\n c C[]\n}\n"
        "model C {\n a Int @map(`a-b`)\n A A @relation(fields: [a], references: [id])\n b Int\n"
        " @@id([a, b])\n @@map(`await`)\n}",
    };
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(databases); i++) {
        const SqlSchema *live = database_of(scene, "postgresql", databases[i]);
        Text once = blocks_of(pull(scene, "postgresql", live, ""));
        Text twice = blocks_of(pull(scene, "postgresql", live, text_cstr(scene->arena, once)));
        assert_same_text(twice, once);
    }
}

static void queries_of_views_are_laid_out(void **state)
{
    Scene *scene = *state;
    SqlSchema *live = database_of(scene, "postgresql", "model users {\n id Int @id\n}");
    SqlColumn column = live->columns.items[0];
    column.table = 0;
    list_add(scene->arena, &live->view_columns, column);
    list_add(scene->arena, &live->views,
             (SqlView){.name = TEXT("some users"),
                       .namespace = NONE,
                       .column_count = 1,
                       .definition = TEXT(" SELECT id FROM users")});
    const Introspection *pulled = pull(scene, "postgresql", live, "");
    assert_int_equal(pulled->views.count, 1);
    assert_text(pulled->views.items[0].namespace, "public");
    assert_text(pulled->views.items[0].name, "some_users");
    assert_text(pulled->views.items[0].query, "SELECT\n  id\nFROM\n  users;");
    /* what only the schema knows of a view stays */
    pulled = pull(scene, "postgresql", live,
                  "/// Some.\nview Some {\n id Int @unique\n @@map(`some users`)\n}");
    assert_same_text(blocks_of(pulled),
                     with_quotes(scene, "model users {\n  id Int @id\n}\n\n/// Some.\n"
                                        "view Some {\n  id Int @unique\n\n"
                                        "  @@map(`some users`)\n}"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_database_without_tables_is_refused),
        TEST(force_keeps_the_settings_only),
        TEST(what_the_client_cannot_tell_apart_is_ignored),
        TEST(a_pull_of_what_was_pulled_is_the_same),
        TEST(queries_of_views_are_laid_out),
    };
    return RUN_TESTS(tests);
}

/* introspect/files.c */
#include "introspect/pulling.h"

#include "dialect/providers.h"

#define SETTINGS "datasource db {\n  provider = \"postgresql\"\n  url      = \"x://\"\n}\n"

typedef struct Folder {
    SchemaFiles files;
    Schema schema;
} Folder;

static void add_file(Scene *scene, Folder *folder, const char *path, const char *content)
{
    list_add(scene->arena, &folder->files, (SchemaFile){text_from(path), text_from(content)});
}

static Introspection pull_into(Scene *scene, Folder *folder, bool force)
{
    SchemaOptions options = {.providers = dialect_providers, .version = PRISMA_6};
    Introspection pulled;
    const SqlSchema *live =
        database_of(scene, "postgresql",
                    "model a {\n id Int @id\n}\nmodel b {\n id Int @id\n e E\n}\nenum E {\n x\n}");
    assert_succeeds(
        schema_read(scene->arena, &folder->files, &options, &folder->schema, &scene->error),
        &scene->error);
    IntrospectRequest request = {.rules = rules_of("postgresql"),
                                 .live = live,
                                 .present = &folder->schema,
                                 .options = &options,
                                 .force = force,
                                 .new_file = TEXT("introspected.prisma")};
    assert_succeeds(introspect(scene->arena, &request, &pulled, &scene->error), &scene->error);
    return pulled;
}

static void assert_file(const Introspection *pulled, size_t place, const char *path,
                        const char *content)
{
    assert_true(place < pulled->files.count);
    assert_text(pulled->files.items[place].path, path);
    assert_text(text_trim(pulled->files.items[place].content), content);
}

static void blocks_stay_in_their_files(void **state)
{
    Scene *scene = *state;
    Folder folder = {0};
    add_file(scene, &folder, "b.prisma", "model b {\n id Int @id\n}\n");
    add_file(scene, &folder, "gone.prisma", "model Gone {\n id Int @id\n}\n");
    add_file(scene, &folder, "settings.prisma", SETTINGS "enum E {\n x\n}\n");
    Introspection pulled = pull_into(scene, &folder, false);
    assert_int_equal(pulled.files.count, 4);
    assert_file(&pulled, 0, "b.prisma", "model b {\n  id Int @id\n  e  E\n}");
    assert_file(&pulled, 1, "gone.prisma", "");
    assert_file(&pulled, 2, "settings.prisma", SETTINGS "\nenum E {\n  x\n}");
    assert_file(&pulled, 3, "introspected.prisma", "model a {\n  id Int @id\n}");
}

static void the_file_for_new_blocks_may_be_there(void **state)
{
    Scene *scene = *state;
    Folder folder = {0};
    add_file(scene, &folder, "introspected.prisma", "model b {\n id Int @id\n}\n");
    add_file(scene, &folder, "settings.prisma", SETTINGS);
    Introspection pulled = pull_into(scene, &folder, false);
    assert_int_equal(pulled.files.count, 2);
    assert_file(&pulled, 0, "introspected.prisma",
                "model b {\n  id Int @id\n  e  E\n}\n\nmodel a {\n  id Int @id\n}\n\n"
                "enum E {\n  x\n}");
}

static void with_force_one_file_is_left(void **state)
{
    Scene *scene = *state;
    Folder folder = {0};
    add_file(scene, &folder, "b.prisma", "model b {\n id Int @id\n}\n");
    add_file(scene, &folder, "settings.prisma", SETTINGS);
    Introspection pulled = pull_into(scene, &folder, true);
    assert_int_equal(pulled.files.count, 1);
    assert_file(&pulled, 0, "introspected.prisma",
                SETTINGS "\nmodel a {\n  id Int @id\n}\n\nmodel b {\n  id Int @id\n  e  E\n}\n\n"
                         "enum E {\n  x\n}");
}

static void one_file_stays_where_it_is(void **state)
{
    Scene *scene = *state;
    Folder folder = {0};
    add_file(scene, &folder, "my.prisma", SETTINGS);
    Introspection pulled = pull_into(scene, &folder, true);
    assert_int_equal(pulled.files.count, 1);
    assert_text(pulled.files.items[0].path, "my.prisma");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(blocks_stay_in_their_files),
        TEST(the_file_for_new_blocks_may_be_there),
        TEST(with_force_one_file_is_left),
        TEST(one_file_stays_where_it_is),
    };
    return RUN_TESTS(tests);
}

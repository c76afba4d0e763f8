/* project/schema_files.h */
#include "project/schema_files.h"

#include <sys/stat.h>
#include <unistd.h>

#include "support.h"

static void one_file(void **state)
{
    Scene *scene = *state;
    SchemaFiles files = {0};
    Text path = scene_write(scene, "any.name", TEXT("model A {\n}"));
    assert_succeeds(schema_files_read(scene->arena, path, &files, &scene->error), &scene->error);
    assert_int_equal(files.count, 1);
    assert_same_text(files.items[0].path, path);
    assert_text(files.items[0].content, "model A {\n}");
}

static void a_folder_with_folders(void **state)
{
    Scene *scene = *state;
    static const char *const expected[] = {"b.prisma", "c/a.prisma", "c/d/e.prisma", "z.prisma"};
    SchemaFiles files = {0};
    for (size_t i = COUNT(expected); i > 0; i--)
        scene_write(scene, expected[i - 1], text_from(expected[i - 1]));
    scene_write(scene, "c/notes.txt", TEXT(""));
    scene_write(scene, "x.prisma.bak", TEXT(""));
    scene_write(scene, "folder.prisma/readme", TEXT(""));
    assert_succeeds(schema_files_read(scene->arena, scene->folder, &files, &scene->error),
                    &scene->error);
    assert_int_equal(files.count, COUNT(expected));
    for (size_t i = 0; i < COUNT(expected); i++) {
        assert_same_text(files.items[i].path, scene_path(scene, expected[i]));
        assert_text(files.items[i].content, expected[i]);
    }
}

static void what_holds_no_schema(void **state)
{
    Scene *scene = *state;
    SchemaFiles files = {0};
    assert_fails(schema_files_read(scene->arena, scene_path(scene, "none"), &files, &scene->error),
                 &scene->error, ERROR_D1002);
    assert_fails(schema_files_read(scene->arena, scene->folder, &files, &scene->error),
                 &scene->error, ERROR_D1002);
}

/* A link that leads back up does not go on for ever. */
static void a_link_in_a_circle(void **state)
{
    Scene *scene = *state;
    SchemaFiles files = {0};
    scene_write(scene, "a.prisma", TEXT(""));
    assert_int_equal(symlink(".", scene_path(scene, "again").data), 0);
    assert_false(schema_files_read(scene->arena, scene->folder, &files, &scene->error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(one_file),
        TEST(a_folder_with_folders),
        TEST(what_holds_no_schema),
        TEST(a_link_in_a_circle),
    };
    return RUN_TESTS(tests);
}

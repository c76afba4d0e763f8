/* project/config_file.h */
#include "project/config_file.h"

#include <unistd.h>

#include "support.h"

/* In the order in which Prisma 7 looks; .EXT stands for each of the extensions, in their order. */
static const char *const places[] = {
    "prisma7.config",        ".config/prisma7",
    "prisma.config",         "prisma.config/index",
    ".config/prisma",        ".config/prisma/index",
    ".config/prisma.config", ".config/prisma.config/index",
};
static const char *const extensions[] = {"js", "ts", "mjs", "cjs", "mts", "cts"};

static Text found(Scene *scene)
{
    Text path;
    assert_succeeds(config_file_find(scene->arena, scene->folder, &path, &scene->error),
                    &scene->error);
    return path;
}

static void none_is_no_error(void **state)
{
    Scene *scene = *state;
    assert_int_equal(found(scene).length, 0);
    scene_write(scene, "prisma.config", TEXT(""));
    scene_write(scene, "prisma.config.tsx", TEXT(""));
    scene_write(scene, "prisma.config.ts/x", TEXT("")); /* a folder of that name */
    assert_int_equal(found(scene).length, 0);
}

/* All of them are there: taking the one found away shows the next. */
static void the_order_of_places(void **state)
{
    Scene *scene = *state;
    for (size_t i = COUNT(places); i > 0; i--)
        for (size_t j = COUNT(extensions); j > 0; j--)
            scene_write(scene,
                        text_format(scene->arena, "%s.%s", places[i - 1], extensions[j - 1]).data,
                        TEXT(""));
    for (size_t i = 0; i < COUNT(places); i++)
        for (size_t j = 0; j < COUNT(extensions); j++) {
            Text name = text_format(scene->arena, "%s.%s", places[i], extensions[j]);
            assert_same_text(found(scene), scene_path(scene, name.data));
            assert_int_equal(unlink(scene_path(scene, name.data).data), 0);
        }
    assert_int_equal(found(scene).length, 0);
}

static void a_json_file_is_refused(void **state)
{
    Scene *scene = *state;
    Text path;
    scene_write(scene, "prisma.config.json", TEXT("{}"));
    assert_fails(config_file_find(scene->arena, scene->folder, &path, &scene->error), &scene->error,
                 ERROR_D1003);
    scene_write(scene, "prisma.config.ts", TEXT(""));
    assert_same_text(found(scene), scene_path(scene, "prisma.config.ts"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(none_is_no_error),
        TEST(the_order_of_places),
        TEST(a_json_file_is_refused),
    };
    return RUN_TESTS(tests);
}

/* project/settings.h */
#include "project/settings.h"

#include "support.h"

static void no_file_is_no_error(void **state)
{
    Scene *scene = *state;
    Settings settings;
    assert_succeeds(settings_read(scene->arena, scene->folder, &settings, &scene->error),
                    &scene->error);
    assert_text(settings.path, "");
    assert_text(settings.script_mode, "");
    assert_int_equal(settings.prisma_major, 0);
}

static void good_files(void **state)
{
    Scene *scene = *state;
    static const struct {
        const char *content, *mode;
        int major;
    } cases[] = {
        {"", "", 0},
        {"# comment\n\n", "", 0},
        {"script_mode = \"batch\"\n", "batch", 0},
        {"script_mode=\"statements\" # comment\r\nprisma = 6\r\n", "statements", 6},
        {"  prisma = 7 # comment\n  script_mode = atomic", "atomic", 7},
        {"prisma = \"5\"", "", 5},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Settings settings;
        Text path = scene_write(scene, "dunlin.toml", text_from(cases[i].content));
        assert_succeeds(settings_read(scene->arena, scene->folder, &settings, &scene->error),
                        &scene->error);
        assert_same_text(settings.path, path);
        assert_text(settings.script_mode, cases[i].mode);
        assert_int_equal(settings.prisma_major, cases[i].major);
    }
}

static void what_is_not_understood(void **state)
{
    Scene *scene = *state;
    static const struct {
        const char *content;
        size_t line;
    } cases[] = {
        {"script_mode = \"Atomic\"", 1},
        {"# x\n\nprisma = 8", 3},
        {"prisma = six", 1},
        {"prisma = ", 1},
        {"colour = \"red\"", 1},
        {"prisma = 6\nnonsense\n", 2},
        {"[section]", 1},
        {"= 6", 1},
        {"script_mode = \"\"", 1},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Settings settings;
        Text path = scene_write(scene, "dunlin.toml", text_from(cases[i].content));
        assert_fails(settings_read(scene->arena, scene->folder, &settings, &scene->error),
                     &scene->error, ERROR_D1016);
        assert_same_text(scene->error.file, path);
        expect(scene->error.line == cases[i].line, "%s", cases[i].content);
        assert_true(scene->error.excerpt.length > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(no_file_is_no_error),
        TEST(good_files),
        TEST(what_is_not_understood),
    };
    return RUN_TESTS(tests);
}

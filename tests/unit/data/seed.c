/* data/seed.h */
#include "data/seed.h"

#include <sys/stat.h>

#include "base/file.h"
#include "support.h"

static void words_of_a_command(void **state)
{
    Scene *scene = *state;
    static const struct {
        const char *command, *words; /* parted by "|" */
    } cases[] = {
        {"node seed.js", "node|seed.js"},
        {"  tsx\tprisma/seed.ts  ", "tsx|prisma/seed.ts"},
        {"node my\\ seed.js", "node|my seed.js"},
        {"node \\ x", "node| x"},
        {"node x\\ ", "node|x "},
        {"ts-node --compiler-options {\"module\":\"CommonJS\"} seed.ts",
         "ts-node|--compiler-options|{\"module\":\"CommonJS\"}|seed.ts"},
        {"node 'a b'", "node|'a|b'"}, /* there is no shell */
        {"a\\b c\\", "a\\b|c\\"},
        {"", ""},
        {"  ", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        TextList none = {0};
        TextList words = seed_words(scene->arena, text_from(cases[i].command), &none);
        Buffer joined = BUFFER(scene->arena);
        for (size_t j = 0; j < words.count; j++)
            buffer_add_format(&joined, j ? "|%.*s" : "%.*s", TEXT_ARG(words.items[j]));
        assert_text(buffer_text(&joined), cases[i].words);
    }
}

static void more_words_come_last(void **state)
{
    Scene *scene = *state;
    TextList more = {0};
    list_add(scene->arena, &more, TEXT("--environment"));
    list_add(scene->arena, &more, TEXT("a b"));
    TextList words = seed_words(scene->arena, TEXT("node seed.js"), &more);
    assert_int_equal(words.count, 4);
    assert_text(words.items[2], "--environment");
    assert_text(words.items[3], "a b");
}

static void add_tool(Scene *scene, const char *name, int status)
{
    Text script = text_format(scene->arena, "#!/bin/sh\nexit %d\n", status);
    assert_int_equal(chmod(scene_write(scene, name, script).data, 0755), 0);
}

static int status_of(Scene *scene, const char *command, const char *folder)
{
    static char path[] = "PATH=/usr/bin:/bin";
    static char *const strings[] = {path, NULL};
    TextList none = {0};
    TextList words = seed_words(scene->arena, text_from(command), &none);
    Environment environment = environment_from(scene->arena, strings);
    ProcessEnd end = {-1, 0};
    assert_succeeds(seed_run(scene->arena, &words, scene_path(scene, folder), &environment, true,
                             &end, &scene->error),
                    &scene->error);
    assert_text(*environment_get(&environment, "PATH"), "/usr/bin:/bin");
    return end.status;
}

static void local_programs_come_first(void **state)
{
    Scene *scene = *state;
    add_tool(scene, "node_modules/.bin/true", 20);
    add_tool(scene, "node_modules/.bin/outer", 21);
    add_tool(scene, "a/node_modules/.bin/true", 22);
    scene_write(scene, "a/b/.keep", TEXT(""));
    assert_int_equal(status_of(scene, "true", "a/b"), 22); /* the nearest */
    assert_int_equal(status_of(scene, "true", "."), 20);
    assert_int_equal(status_of(scene, "outer", "a/b"), 21);
    assert_int_equal(status_of(scene, "false", "a/b"), 1);
}

/* A command of blanks is a command that cannot be started, not a crash. */
static void a_command_without_words(void **state)
{
    Scene *scene = *state;
    TextList none = {0};
    TextList words = seed_words(scene->arena, TEXT(" "), &none);
    Environment environment = {MAP(scene->arena)};
    ProcessEnd end;
    assert_fails(
        seed_run(scene->arena, &words, scene->folder, &environment, true, &end, &scene->error),
        &scene->error, ERROR_D1013);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(words_of_a_command),
        TEST(more_words_come_last),
        TEST(local_programs_come_first),
        TEST(a_command_without_words),
    };
    return RUN_TESTS(tests);
}

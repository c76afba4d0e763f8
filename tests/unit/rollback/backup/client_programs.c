/* rollback/backup/client_programs.h */
#include "rollback/backup/client_programs.h"

#include <sys/stat.h>

#include "support.h"

static void versions(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int major;
    } cases[] = {
        {"15.18 (Debian 15.18-0+deb12u1)", 15},
        {"pg_dump 17.2", 17},
        {"9.6.24", 9},
        {"17beta1", 17},
        {"", 0},
        {"devel", 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect(version_major(text_from(cases[i].text)) == cases[i].major, "%s", cases[i].text);
}

/* A program in a folder of the scene that tells this version. */
static void install(Scene *scene, const char *folder, const char *says)
{
    Text name = text_format(scene->arena, "%s/pg_of_test", folder);
    Text script = text_format(scene->arena, "#!/bin/sh\necho '%s'\n", says);
    chmod(scene_write(scene, name.data, script).data, 0755);
}

static bool find(Scene *scene, int major, ClientProgram *program)
{
    Environment environment = {.variables = MAP(scene->arena)};
    environment_set(&environment, TEXT("PATH"),
                    text_format(scene->arena, "%s:%s:%s:%s:/usr/bin:/bin",
                                scene_path(scene, "new").data, scene_path(scene, "old").data,
                                scene_path(scene, "newer").data, scene_path(scene, "bad").data));
    return client_program_find(scene->arena, "pg_of_test", major, "a reason", &environment, program,
                               &scene->error);
}

static void the_oldest_that_is_new_enough(void **state)
{
    Scene *scene = *state;
    ClientProgram program;
    install(scene, "new", "pg_of_test (PostgreSQL) 16.2 (Debian 16.2-1)");
    install(scene, "newer", "pg_of_test (PostgreSQL) 17beta1");
    install(scene, "old", "pg_of_test (PostgreSQL) 12.9");
    install(scene, "bad", "what am I?");
    assert_succeeds(find(scene, 12, &program), &scene->error);
    assert_text(program.version, "12.9");
    assert_succeeds(find(scene, 13, &program), &scene->error);
    assert_text(program.version, "16.2");
    assert_int_equal(program.major, 16);
    assert_succeeds(find(scene, 17, &program), &scene->error);
    assert_same_text(program.path, scene_path(scene, "newer/pg_of_test"));
    assert_fails(find(scene, 18, &program), &scene->error, ERROR_D1041);
    assert_true(text_contains(scene->error.detail, "12.9"));
    assert_true(text_contains(scene->error.hint, "postgresql-client-18"));
}

static void none_at_all(void **state)
{
    Scene *scene = *state;
    ClientProgram program;
    assert_fails(find(scene, 15, &program), &scene->error, ERROR_D1041);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(versions),
        TEST(the_oldest_that_is_new_enough),
        TEST(none_at_all),
    };
    return RUN_TESTS(tests);
}

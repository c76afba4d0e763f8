/* schemaPush: what it answers, and when it does something. */
#include "engine/asking.h"

static JsonValue push(Scene *scene, const Engine *engine, const char *models, bool force)
{
    Text parameters = text_format(
        scene->arena,
        "{\"force\": %s, \"schema\": {\"files\": [{\"path\": \"s.prisma\", \"content\": "
        "\"datasource db {\\n provider = \\\"sqlite\\\"\\n url = \\\"file:dev.db\\\"\\n}\\n%s\"}]}}",
        force ? "true" : "false", models);
    return asking(scene, engine, "schemaPush", text_cstr(scene->arena, parameters));
}

static void assert_pushed(const JsonValue *answer, int64_t executed, size_t warnings,
                          size_t unexecutable)
{
    assert_int_equal(asking_result(answer, "executedSteps")->integer, executed);
    assert_int_equal(asking_result(answer, "warnings")->members.count, warnings);
    assert_int_equal(asking_result(answer, "unexecutable")->members.count, unexecutable);
}

static void pushing(void **state)
{
    Scene *scene = *state;
    Engine engine = asking_engine(scene);
    scene_write(scene, "dev.db", TEXT(""));
    static const char model[] = "model A {\\n id String @id\\n}\\n";
    static const char required[] = "model A {\\n id String @id\\n x Int\\n}\\n";
    JsonValue answer = push(scene, &engine, model, false);
    assert_pushed(&answer, 1, 0, 0);
    answer = push(scene, &engine, model, false);
    assert_pushed(&answer, 0, 0, 0);
    static const char insert[] =
        "{\"script\": \"INSERT INTO \\\"A\\\" VALUES ('a');\", \"datasourceType\": {\"tag\": "
        "\"url\", \"url\": \"file:dev.db\"}}";
    answer = asking(scene, &engine, "dbExecute", insert);
    asking_result(&answer, NULL);
    answer = push(scene, &engine, required, true);
    assert_pushed(&answer, 0, 0, 1);
    answer = push(scene, &engine, "", false);
    assert_pushed(&answer, 0, 1, 0);
    answer = push(scene, &engine, "", true);
    assert_pushed(&answer, 1, 1, 0);
    answer = push(scene, &engine, "model A {\\n}\\n", true);
    assert_refused(&answer, "P1012");
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(pushing)};
    return RUN_TESTS(tests);
}

/* introspect: what it answers. */
#include "engine/asking.h"

static JsonValue pull(Scene *scene, const Engine *engine, const char *models, const char *more)
{
    Text parameters = text_format(
        scene->arena,
        "{\"force\": false, \"compositeTypeDepth\": -1, \"baseDirectoryPath\": \"%.*s\"%s, "
        "\"schema\": {\"files\": [{\"path\": \"%.*s/s.prisma\", \"content\": \"datasource db {\\n  "
        "provider = \\\"sqlite\\\"\\n  url      = \\\"file:dev.db\\\"\\n}\\n%s\"}]}}",
        TEXT_ARG(scene->folder), more, TEXT_ARG(scene->folder), models);
    return asking(scene, engine, "introspect", text_cstr(scene->arena, parameters));
}

static void run(Scene *scene, const Engine *engine, const char *script)
{
    Text parameters = text_format(scene->arena,
                                  "{\"script\": \"%s\", \"datasourceType\": {\"tag\": \"url\", "
                                  "\"url\": \"file:dev.db\"}}",
                                  script);
    JsonValue answer = asking(scene, engine, "dbExecute", text_cstr(scene->arena, parameters));
    asking_result(&answer, NULL);
}

static Text content(const JsonValue *answer, size_t file)
{
    const JsonValue *files = json_member(asking_result(answer, "schema"), "files");
    assert_true(file < files->members.count);
    return json_member(&files->members.items[file].value, "content")->text;
}

static void pulling(void **state)
{
    Scene *scene = *state;
    Engine engine = asking_engine(scene);
    JsonValue answer = pull(scene, &engine, "", "");
    assert_refused(&answer, "P1003");
    scene_write(scene, "dev.db", TEXT(""));
    answer = pull(scene, &engine, "", "");
    assert_refused(&answer, "P4001");
    run(scene, &engine, "CREATE TABLE a (id TEXT NOT NULL PRIMARY KEY);");
    answer = pull(scene, &engine, "", "");
    assert_true(text_contains(content(&answer, 0), "model a {\n  id String @id\n}"));
    assert_int_equal(asking_result(&answer, "views")->kind, JSON_IS_NULL);
    assert_int_equal(asking_result(&answer, "warnings")->kind, JSON_IS_NULL);
    answer = pull(scene, &engine,
                  "model B {\\n  key String @id @map(\\\"id\\\")\\n\\n"
                  "  @@map(\\\"a\\\")\\n}\\n",
                  "");
    assert_true(text_contains(content(&answer, 0), "model B {"));
    run(scene, &engine, "CREATE TABLE c (x TEXT);");
    answer = pull(scene, &engine, "", "");
    assert_true(text_contains(asking_result(&answer, "warnings")->text, "c"));
    answer = pull(scene, &engine, "model B {\\n}\\n", "");
    assert_refused(&answer, "P1012");
    answer = pull(scene, &engine, "model B {\\n}\\n", ", \"namespaces\": 1");
    assert_refused(&answer, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(pulling)};
    return RUN_TESTS(tests);
}

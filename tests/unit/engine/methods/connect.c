/* createDatabase, ensureConnectionValidity, getDatabaseVersion and dbExecute: what they answer. */
#include "base/file.h"
#include "engine/asking.h"

static void a_database_by_its_url(void **state)
{
    Scene *scene = *state;
    Engine engine = asking_engine(scene);
    static const char there[] =
        "{\"datasource\": {\"tag\": \"ConnectionString\", \"url\": \"file:./one.db\"}}";
    JsonValue answer = asking(scene, &engine, "ensureConnectionValidity", there);
    assert_refused(&answer, "P1003");
    answer = asking(scene, &engine, "createDatabase", there);
    assert_text(asking_result(&answer, "databaseName")->text, "one.db");
    assert_true(file_is_file(scene_path(scene, "one.db")));
    answer = asking(scene, &engine, "ensureConnectionValidity", there);
    asking_result(&answer, NULL);
    answer = asking(scene, &engine, "getDatabaseVersion", there);
    assert_true(text_starts_with(asking_result(&answer, NULL)->text, "SQLite 3."));
    answer = asking(scene, &engine, "getDatabaseVersion", "{}");
    assert_refused(&answer, "P1003");
}

/* A relative path in a schema is seen from the schema. */
static void a_database_by_a_schema(void **state)
{
    Scene *scene = *state;
    Engine engine = asking_engine(scene);
    Text parameters = text_format(
        scene->arena,
        "{\"datasource\": {\"tag\": \"Schema\", \"configDir\": \"/\", \"files\": [{\"path\": "
        "\"%.*s/sub/s.prisma\", \"content\": \"datasource db {\\n provider = \\\"sqlite\\\"\\n "
        "url = \\\"file:two.db\\\"\\n}\\n\"}]}}",
        TEXT_ARG(scene->folder));
    JsonValue answer =
        asking(scene, &engine, "createDatabase", text_cstr(scene->arena, parameters));
    asking_result(&answer, NULL);
    assert_true(file_is_file(scene_path(scene, "sub/two.db")));
}

static void running_a_script(void **state)
{
    Scene *scene = *state;
    Engine engine = asking_engine(scene);
    scene_write(scene, "dev.db", TEXT(""));
    static const struct {
        const char *parameters;
        bool good;
    } cases[] = {
        {"{\"script\": \"CREATE TABLE a (x);\", \"datasourceType\": {\"tag\": \"url\", \"url\": "
         "\"file:dev.db\"}}",
         true},
        {"{\"script\": \"SELECT 1; SELECT y;\", \"datasourceType\": {\"tag\": \"url\", \"url\": "
         "\"file:dev.db\"}}",
         false},
        {"{\"script\": \"SELECT 1\", \"datasourceType\": {\"tag\": \"url\"}}", false},
        {"{\"script\": \"SELECT 1\"}", false},
        {"{\"datasourceType\": {\"tag\": \"url\", \"url\": \"file:dev.db\"}}", false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        JsonValue answer = asking(scene, &engine, "dbExecute", cases[i].parameters);
        if (cases[i].good)
            asking_result(&answer, NULL);
        else
            assert_refused(&answer, "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_database_by_its_url),
        TEST(a_database_by_a_schema),
        TEST(running_a_script),
    };
    return RUN_TESTS(tests);
}

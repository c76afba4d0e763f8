/* schemaPush: what it answers, and when it does something. */
#include "engine/asking.h"

/* `more` are further members of the parameters. */
static JsonValue push_with(Scene *scene, const Engine *engine, const char *models, bool force,
                           const char *more)
{
    Text parameters = text_format(
        scene->arena,
        "{%s\"force\": %s, \"schema\": {\"files\": [{\"path\": \"s.prisma\", \"content\": "
        "\"datasource db {\\n provider = \\\"sqlite\\\"\\n url = \\\"file:dev.db\\\"\\n}\\n%s\"}]}}",
        more, force ? "true" : "false", models);
    return asking(scene, engine, "schemaPush", text_cstr(scene->arena, parameters));
}

static JsonValue push(Scene *scene, const Engine *engine, const char *models, bool force)
{
    return push_with(scene, engine, models, force, "");
}

static void execute(Scene *scene, const Engine *engine, const char *script)
{
    Text parameters = text_format(
        scene->arena,
        "{\"script\": \"%s\", \"datasourceType\": {\"tag\": \"url\", \"url\": \"file:dev.db\"}}",
        script);
    JsonValue answer = asking(scene, engine, "dbExecute", text_cstr(scene->arena, parameters));
    asking_result(&answer, NULL);
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
    execute(scene, &engine, "INSERT INTO A VALUES ('a');");
    answer = push(scene, &engine, required, true);
    assert_pushed(&answer, 0, 0, 1);
    answer = push(scene, &engine, "", false);
    assert_pushed(&answer, 0, 1, 0);
    answer = push(scene, &engine, "", true);
    assert_pushed(&answer, 1, 1, 0);
    answer = push(scene, &engine, "model A {\\n}\\n", true);
    assert_refused(&answer, "P1012");
}

static void what_is_not_unique(void **state)
{
    Scene *scene = *state;
    Engine engine = asking_engine(scene);
    scene_write(scene, "dev.db", TEXT(""));
    execute(scene, &engine,
            "CREATE TABLE A (id TEXT NOT NULL PRIMARY KEY, x TEXT NOT NULL);"
            "INSERT INTO A VALUES ('a', 'x'), ('b', 'x');");
    static const char unique[] = "model A {\\n id String @id\\n x String @unique\\n}\\n";
    JsonValue answer = push(scene, &engine, unique, true);
    assert_refused(&answer, "P2002");
    const JsonValue *meta = json_member(json_member(json_member(&answer, "error"), "data"), "meta");
    assert_text(json_member(meta, "target")->members.items[0].value.text, "x");
}

/* They are left alone in the database and in the schema. */
static void external_tables(void **state)
{
    Scene *scene = *state;
    Engine engine = asking_engine(scene);
    scene_write(scene, "dev.db", TEXT(""));
    execute(scene, &engine, "CREATE TABLE A (id TEXT); CREATE TABLE B (id TEXT);");
    static const char model[] = "model A {\\n id Int @id\\n x Int\\n}\\n";
    static const char filters[] = "\"filters\": {\"externalTables\": [\"A\", \"B\"]}, ";
    static const char qualified[] = "\"filters\": {\"externalTables\": [\"main.A\"]}, ";
    JsonValue answer = push_with(scene, &engine, model, false, filters);
    assert_pushed(&answer, 0, 0, 0);
    answer = push_with(scene, &engine, model, false, qualified);
    assert_refused(&answer, "P3024");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(pushing),
        TEST(what_is_not_unique),
        TEST(external_tables),
    };
    return RUN_TESTS(tests);
}

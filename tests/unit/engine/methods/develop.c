/* devDiagnostic, evaluateDataLoss and createMigration: what they answer. */
#include "engine/asking.h"

static const char first[] =
    "1_a=CREATE TABLE \\\"A\\\" (\\n    \\\"id\\\" TEXT NOT NULL PRIMARY KEY\\n);";

static const char model_a[] = "model A {\\n id String @id\\n}\\n";
static const char model_b[] = "model A {\\n id String @id\\n x Int\\n}\\n";

static Engine engine_with(Scene *scene, const char *const *applied, size_t count)
{
    Engine engine = asking_engine(scene);
    engine.url = TEXT("file:./dev.db");
    environment_set(engine.environment, TEXT("DUNLIN_CACHE"), TEXT("off"));
    assert_succeeds(engine_create_database(scene->arena, &engine, &scene->error), &scene->error);
    Text list = asking_migrations(scene, applied, count);
    JsonValue answer = asking(scene, &engine, "applyMigrations", text_cstr(scene->arena, list));
    asking_result(&answer, NULL);
    return engine;
}

/* Asks with a list of migrations, the models of a schema, and further members. */
static JsonValue ask(Scene *scene, const Engine *engine, const char *method,
                     const char *const *migrations, size_t count, const char *models,
                     const char *more)
{
    Text list = asking_migrations(scene, migrations, count);
    Text parameters = text_format(
        scene->arena,
        "{\"schema\": {\"files\": [{\"path\": \"s.prisma\", \"content\": \"datasource db {\\n "
        "provider = \\\"sqlite\\\"\\n url = \\\"file:dev.db\\\"\\n}\\n%s\"}]}, %s%.*s",
        models, more, TEXT_ARG(text_slice(list, 1, list.length)));
    return asking(scene, engine, method, text_cstr(scene->arena, parameters));
}

static const char *action(const JsonValue *answer)
{
    return json_member(asking_result(answer, "action"), "tag")->text.data;
}

static void may_it_go_on(void **state)
{
    Scene *scene = *state;
    const char *const applied[] = {first};
    const char *const edited[] = {"1_a=CREATE TABLE \\\"A\\\" (id INTEGER);"};
    const char *const broken[] = {first, "2_b=SELECT * FROM nowhere;"};
    const char *const gone[] = {first, "2_b"};
    Engine engine = engine_with(scene, applied, 1);
    JsonValue answer = ask(scene, &engine, "devDiagnostic", applied, 1, "", "");
    assert_string_equal(action(&answer), "createMigration");
    answer = ask(scene, &engine, "devDiagnostic", edited, 1, "", "");
    assert_string_equal(action(&answer), "reset");
    const JsonValue *reason = json_member(asking_result(&answer, "action"), "reason");
    assert_true(text_contains(reason->text, "1_a"));
    answer = ask(scene, &engine, "devDiagnostic", broken, 2, "", "");
    assert_refused(&answer, "P3006");
    answer = ask(scene, &engine, "devDiagnostic", gone, 2, "", "");
    assert_refused(&answer, "P3015");
}

static void what_would_be_lost(void **state)
{
    Scene *scene = *state;
    const char *const applied[] = {first};
    Engine engine = engine_with(scene, applied, 1);
    static const char insert[] =
        "{\"script\": \"INSERT INTO \\\"A\\\" VALUES ('a');\", \"datasourceType\": {\"tag\": "
        "\"url\", \"url\": \"file:dev.db\"}}";
    JsonValue answer = asking(scene, &engine, "dbExecute", insert);
    asking_result(&answer, NULL);
    answer = ask(scene, &engine, "evaluateDataLoss", applied, 1, "", "");
    assert_int_equal(asking_result(&answer, "migrationSteps")->integer, 1);
    const JsonValue *warnings = asking_result(&answer, "warnings");
    assert_int_equal(warnings->members.count, 1);
    assert_int_equal(json_member(&warnings->members.items[0].value, "stepIndex")->integer, 0);
    answer = ask(scene, &engine, "evaluateDataLoss", applied, 1, model_b, "");
    assert_int_equal(asking_result(&answer, "warnings")->members.count, 0);
    assert_int_equal(asking_result(&answer, "unexecutableSteps")->members.count, 1);
    answer = ask(scene, &engine, "evaluateDataLoss", applied, 1, model_a, "");
    assert_int_equal(asking_result(&answer, "migrationSteps")->integer, 0);
    answer = ask(scene, &engine, "evaluateDataLoss", applied, 1, "model A {\\n}\\n", "");
    assert_refused(&answer, "P1012");
}

static void the_next_migration(void **state)
{
    Scene *scene = *state;
    const char *const applied[] = {first};
    Engine engine = engine_with(scene, applied, 1);
    JsonValue answer = ask(scene, &engine, "createMigration", applied, 1, model_a,
                           "\"migrationName\": \"x\", \"draft\": false, ");
    assert_int_equal(asking_result(&answer, "migrationScript")->kind, JSON_IS_NULL);
    answer = ask(scene, &engine, "createMigration", applied, 1, model_a,
                 "\"migrationName\": \"x\", \"draft\": true, ");
    assert_text(asking_result(&answer, "migrationScript")->text, "-- This is an empty migration.");
    answer = ask(scene, &engine, "createMigration", applied, 1, "", "\"migrationName\": \"x\", ");
    assert_text(asking_result(&answer, "connectorType")->text, "sqlite");
    assert_text(asking_result(&answer, "extension")->text, "sql");
    assert_true(text_ends_with(asking_result(&answer, "generatedMigrationName")->text, "_x"));
    assert_true(text_starts_with(asking_result(&answer, "migrationScript")->text,
                                 "/*\n  Warnings:\n\n  - "));
    answer = ask(scene, &engine, "createMigration", NULL, 0, model_a, "\"migrationName\": \"\", ");
    assert_int_equal(asking_result(&answer, "generatedMigrationName")->text.length, 14);
    assert_text(asking_result(&answer, "migrationScript")->text,
                "-- CreateTable\nCREATE TABLE \"A\" (\n    \"id\" TEXT NOT NULL PRIMARY KEY\n);\n");
}

static void names_that_are_too_long(void **state)
{
    Scene *scene = *state;
    Engine engine = engine_with(scene, NULL, 0);
    for (int length = 200; length <= 201; length++) {
        Buffer more = BUFFER(scene->arena);
        buffer_add_string(&more, "\"migrationName\": \"");
        for (int i = 0; i < length; i++)
            buffer_add_char(&more, 'x');
        buffer_add_string(&more, "\", ");
        Text text = buffer_text(&more);
        JsonValue answer =
            ask(scene, &engine, "createMigration", NULL, 0, model_a, text_cstr(scene->arena, text));
        if (length == 200)
            asking_result(&answer, NULL);
        else
            assert_refused(&answer, "P3010");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(may_it_go_on),
        TEST(what_would_be_lost),
        TEST(the_next_migration),
        TEST(names_that_are_too_long),
    };
    return RUN_TESTS(tests);
}

/* diff: its sides, and what it has printed. */
#include "engine/asking.h"

#define EMPTY "{\"tag\": \"empty\"}"
#define SCHEMA(models) \
    "\"files\": [{\"path\": \"s.prisma\", \"content\": \"datasource db {\\n provider = " \
    "\\\"sqlite\\\"\\n url = \\\"file:dev.db\\\"\\n}\\n" models "\"}]"
#define MODELS(models) "{\"tag\": \"schemaDatamodel\", " SCHEMA(models) "}"
#define MODEL "model A {\\n id String @id\\n}\\n"
#define MIGRATIONS(lock) \
    "{\"tag\": \"migrations\", \"baseDir\": \"/m\", \"lockfile\": {\"content\": " lock \
    "}, \"migrationDirectories\": [{\"path\": \"1_a\", \"migrationFile\": {\"content\": {\"tag\": " \
    "\"ok\", \"value\": \"CREATE TABLE \\\"A\\\" (\\\"id\\\" TEXT NOT NULL PRIMARY KEY);\"}}}]}"
#define SQLITE "\"provider = \\\"sqlite\\\"\""
#define CREATE "-- CreateTable\nCREATE TABLE \"A\" (\n    \"id\" TEXT NOT NULL PRIMARY KEY\n);"

/* The answer's exit code, or -1; `printed` is what was to be printed, or NULL. */
static int64_t diff(Scene *scene, const char *from, const char *to, Text *printed)
{
    Engine engine = asking_engine(scene);
    engine.folder = scene->folder;
    environment_set(engine.environment, TEXT("DUNLIN_CACHE"), TEXT("off"));
    Text input = text_format(scene->arena,
                             "{\"id\": 1, \"method\": \"diff\", \"params\": {\"from\": %s, \"to\": "
                             "%s, \"script\": true, \"exitCode\": true}}\n",
                             from, to);
    Text lines = asking_text(scene, &engine, input);
    JsonValue message;
    *printed = (Text){0};
    while (lines.length) {
        assert_true(json_read(scene->arena, text_cut(&lines, '\n'), &message, &scene->error));
        const JsonValue *method = json_member(&message, "method");
        if (!method)
            continue;
        assert_text(method->text, "print");
        *printed = json_member(json_member(&message, "params"), "content")->text;
    }
    const JsonValue *result = json_member(&message, "result");
    return result ? json_member(result, "exitCode")->integer : -1;
}

static void the_sides(void **state)
{
    Scene *scene = *state;
    static const struct {
        const char *from, *to;
        int status;
        const char *script;
    } cases[] = {
        {EMPTY, MODELS(MODEL), 2, CREATE},
        {MODELS(MODEL), MODELS(MODEL), 0, "-- This is an empty migration."},
        {EMPTY, MIGRATIONS(SQLITE), 2, CREATE},
        {MIGRATIONS(SQLITE), MODELS(MODEL), 0, "-- This is an empty migration."},
        {EMPTY, "{\"tag\": \"url\", \"url\": \"file:dev.db\"}", 0,
         "-- This is an empty migration."},
        {EMPTY, EMPTY, -1, NULL},
        {EMPTY, MIGRATIONS("null"), -1, NULL},
        {EMPTY, "{\"tag\": \"other\"}", -1, NULL},
        {EMPTY, "{}", -1, NULL},
        {EMPTY, MODELS("model A {\\n}\\n"), -1, NULL},
        {EMPTY, "{\"tag\": \"url\", \"url\": \"file:missing.db\"}", -1, NULL},
    };
    scene_write(scene, "dev.db", TEXT(""));
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text printed;
        int64_t status = diff(scene, cases[i].from, cases[i].to, &printed);
        expect(status == cases[i].status, "case %zu ends with %d", i, (int)status);
        if (cases[i].script)
            assert_text(text_trim(printed), cases[i].script);
        else
            assert_null(printed.data);
    }
}

/* Prisma 7 creates the namespace that is always there with a new database, and only then. */
static void the_usual_namespace_of_version_7(void **state)
{
#define MODELS_OF(url, models) \
    "{\"tag\": \"schemaDatamodel\", \"files\": [{\"path\": \"s.prisma\", \"content\": \"datasource db " \
    "{\\n provider = \\\"postgresql\\\"\\n " url "}\\n" models "\"}]}"
    static const char create[] =
        "-- CreateTable\nCREATE TABLE \"A\" (\n    \"id\" TEXT NOT NULL,\n\n"
        "    CONSTRAINT \"A_pkey\" PRIMARY KEY (\"id\")\n);";
    Scene *scene = *state;
    Text printed;
    assert_int_equal(
        diff(scene, EMPTY, MODELS_OF("url = \\\"postgresql://h/d\\\"\\n", MODEL), &printed), 2);
    assert_text(text_trim(printed), create);
    assert_int_equal(diff(scene, EMPTY, MODELS_OF("", MODEL), &printed), 2);
    Text both = text_format(
        scene->arena, "-- CreateSchema\nCREATE SCHEMA IF NOT EXISTS \"public\";\n\n%s", create);
    assert_same_text(text_trim(printed), both);
    assert_int_equal(diff(scene, MODELS_OF("", ""), MODELS_OF("", MODEL), &printed), 2);
    assert_text(text_trim(printed), create);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(the_sides), TEST(the_usual_namespace_of_version_7)};
    return RUN_TESTS(tests);
}

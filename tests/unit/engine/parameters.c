/* engine/parameters.h */
#include "engine/parameters.h"

#include "support.h"

static JsonValue read_json(Scene *scene, const char *text)
{
    JsonValue value;
    assert_succeeds(json_read(scene->arena, text_from(text), &value, &scene->error), &scene->error);
    return value;
}

static void members(void **state)
{
    Scene *scene = *state;
    JsonValue object = read_json(
        scene,
        "{\"t\": \"x\", \"n\": null, \"i\": 1, \"l\": [\"a\", \"b\"], \"o\": {}, \"y\": true}");
    const JsonValue *value;
    Text text;
    TextList texts;
    assert_null(parameter(&object, "n"));
    assert_null(parameter(&object, "missing"));
    assert_null(parameter(NULL, "t"));
    assert_true(parameter_text(&object, "t", &text, &scene->error));
    assert_text(text, "x");
    assert_fails(parameter_text(&object, "i", &text, &scene->error), &scene->error, ERROR_D1040);
    assert_fails(parameter_text(&object, "n", &text, &scene->error), &scene->error, ERROR_D1040);
    assert_true(parameter_optional_text(&object, "n", &text, &scene->error));
    assert_text(text, "");
    assert_fails(parameter_optional_text(&object, "l", &text, &scene->error), &scene->error,
                 ERROR_D1040);
    assert_true(parameter_object(&object, "o", &value, &scene->error));
    assert_fails(parameter_object(&object, "l", &value, &scene->error), &scene->error, ERROR_D1040);
    assert_true(parameter_list(&object, "l", &value, &scene->error));
    assert_fails(parameter_list(&object, "o", &value, &scene->error), &scene->error, ERROR_D1040);
    assert_true(parameter_texts(scene->arena, &object, "l", &texts, &scene->error));
    assert_int_equal(texts.count, 2);
    assert_true(parameter_texts(scene->arena, &object, "missing", &texts, &scene->error));
    assert_int_equal(texts.count, 0);
    assert_true(parameter_flag(&object, "y"));
    assert_false(parameter_flag(&object, "i"));
    assert_false(parameter_flag(&object, "missing"));
}

static void schema_files(void **state)
{
    Scene *scene = *state;
    SchemaFiles files = {0};
    JsonValue good = read_json(scene, "{\"files\": [{\"path\": \"a\", \"content\": \"x\"},"
                                      " {\"path\": \"b\", \"content\": \"\"}]}");
    assert_succeeds(parameter_schema_files(scene->arena, &good, &files, &scene->error),
                    &scene->error);
    assert_int_equal(files.count, 2);
    assert_text(files.items[0].content, "x");
    static const char *const bad[] = {
        "{}",
        "{\"files\": {}}",
        "{\"files\": []}",
        "{\"files\": [1]}",
        "{\"files\": [{\"path\": \"a\"}]}",
        "{\"files\": [{\"path\": 1, \"content\": \"\"}]}",
    };
    for (size_t i = 0; i < COUNT(bad); i++) {
        JsonValue value = read_json(scene, bad[i]);
        files = (SchemaFiles){0};
        assert_fails(parameter_schema_files(scene->arena, &value, &files, &scene->error),
                     &scene->error, ERROR_D1040);
    }
}

static void a_migrations_folder(void **state)
{
    Scene *scene = *state;
    JsonValue list = read_json(
        scene,
        "{\"baseDir\": \"/m\", \"shadowDbInitScript\": \"\","
        " \"lockfile\": {\"path\": \"migration_lock.toml\", \"content\": \"provider = \\\"sqlite\\\"\"},"
        " \"migrationDirectories\": ["
        "  {\"path\": \"2_b\", \"migrationFile\": {\"path\": \"migration.sql\","
        "   \"content\": {\"tag\": \"ok\", \"value\": \"SELECT 1\"}}},"
        "  {\"path\": \"1_a\", \"migrationFile\": {\"path\": \"migration.sql\","
        "   \"content\": {\"tag\": \"error\", \"value\": \"ENOENT\"}}}]}");
    MigrationsFolder folder;
    assert_succeeds(parameter_migrations(scene->arena, &list, &folder, &scene->error),
                    &scene->error);
    assert_true(folder.has_lock_file);
    assert_text(folder.provider, "sqlite");
    assert_int_equal(folder.migrations.count, 2);
    assert_text(folder.migrations.items[0].name, "2_b"); /* the order is the caller's */
    assert_true(
        migration_read_script(scene->arena, &folder, &folder.migrations.items[0], &scene->error));
    assert_fails(
        migration_read_script(scene->arena, &folder, &folder.migrations.items[1], &scene->error),
        &scene->error, ERROR_P3015);
    assert_text(scene->error.detail, "ENOENT");
}

static void a_migrations_folder_without_a_lock_file(void **state)
{
    Scene *scene = *state;
    static const char *const bad[] = {
        "{}",
        "{\"baseDir\": \"/m\", \"migrationDirectories\": []}",
        "{\"baseDir\": \"/m\", \"lockfile\": {\"content\": 1}, \"migrationDirectories\": []}",
        "{\"baseDir\": \"/m\", \"lockfile\": {}, \"migrationDirectories\": [{}]}",
        ("{\"baseDir\": \"/m\", \"lockfile\": {}, \"migrationDirectories\": "
         "[{\"path\": \"a\", \"migrationFile\": {\"content\": \"x\"}}]}"),
    };
    MigrationsFolder folder;
    JsonValue list = read_json(
        scene,
        "{\"baseDir\": \"/m\", \"lockfile\": {\"content\": null}, \"migrationDirectories\": []}");
    assert_succeeds(parameter_migrations(scene->arena, &list, &folder, &scene->error),
                    &scene->error);
    assert_false(folder.has_lock_file);
    for (size_t i = 0; i < COUNT(bad); i++) {
        list = read_json(scene, bad[i]);
        assert_fails(parameter_migrations(scene->arena, &list, &folder, &scene->error),
                     &scene->error, ERROR_D1040);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(members),
        TEST(schema_files),
        TEST(a_migrations_folder),
        TEST(a_migrations_folder_without_a_lock_file),
    };
    return RUN_TESTS(tests);
}

/* applyMigrations, markMigrationApplied, markMigrationRolledBack, reset and
 * diagnoseMigrationHistory: what they answer. */
#include <stdio.h>

#include "engine/asking.h"

static const char *const three[] = {
    "1_a=CREATE TABLE a (x INTEGER);", "2_b=CREATE TABLE b (x INTEGER);",
    "3_c=CREATE TABLE a (x INTEGER);", /* fails */
};

static Engine engine_with_database(Scene *scene)
{
    Engine engine = asking_engine(scene);
    engine.url = TEXT("file:./dev.db");
    assert_succeeds(engine_create_database(scene->arena, &engine, &scene->error), &scene->error);
    return engine;
}

static JsonValue apply(Scene *scene, const Engine *engine, size_t count)
{
    Text list = asking_migrations(scene, three, count);
    return asking(scene, engine, "applyMigrations", text_cstr(scene->arena, list));
}

static JsonValue diagnosis(Scene *scene, const Engine *engine, const char *const *migrations,
                           size_t count)
{
    Text list = asking_migrations(scene, migrations, count);
    return asking(scene, engine, "diagnoseMigrationHistory", text_cstr(scene->arena, list));
}

static void assert_names(const JsonValue *list, const char *names)
{
    char joined[256] = "";
    for (size_t i = 0; i < list->members.count; i++)
        snprintf(joined + strlen(joined), sizeof joined - strlen(joined), "%s%.*s", i ? " " : "",
                 TEXT_ARG(list->members.items[i].value.text));
    assert_string_equal(joined, names);
}

static void applying(void **state)
{
    Scene *scene = *state;
    Engine engine = engine_with_database(scene);
    JsonValue answer = apply(scene, &engine, 2);
    assert_names(asking_result(&answer, "appliedMigrationNames"), "1_a 2_b");
    answer = apply(scene, &engine, 2);
    assert_names(asking_result(&answer, "appliedMigrationNames"), "");
    answer = apply(scene, &engine, 3);
    assert_refused(&answer, "P3018");
    const JsonValue *meta = json_member(json_member(json_member(&answer, "error"), "data"), "meta");
    assert_text(json_member(meta, "migration_name")->text, "3_c");
    assert_text(json_member(meta, "database_error_code")->text, "1");
    answer = apply(scene, &engine, 3);
    assert_refused(&answer, "P3009");
}

static void a_database_that_is_not_empty(void **state)
{
    Scene *scene = *state;
    Engine engine = engine_with_database(scene);
    static const char create[] = "{\"script\": \"CREATE TABLE theirs (x);\", \"datasourceType\": "
                                 "{\"tag\": \"url\", \"url\": \"file:dev.db\"}}";
    JsonValue answer = asking(scene, &engine, "dbExecute", create);
    asking_result(&answer, NULL);
    answer = apply(scene, &engine, 1);
    assert_refused(&answer, "P3005");
    Text list = asking_migrations(scene, three, 1);
    Text filtered =
        text_format(scene->arena,
                    "{\"filters\": {\"externalTables\": [\"theirs\"], \"externalEnums\": []}, %.*s",
                    TEXT_ARG(text_slice(list, 1, list.length)));
    answer = asking(scene, &engine, "applyMigrations", text_cstr(scene->arena, filtered));
    assert_names(asking_result(&answer, "appliedMigrationNames"), "1_a");
}

static void marking(void **state)
{
    Scene *scene = *state;
    Engine engine = engine_with_database(scene);
    JsonValue answer = apply(scene, &engine, 3);
    assert_refused(&answer, "P3018");
    answer = asking(scene, &engine, "markMigrationRolledBack", "{\"migrationName\": \"1_a\"}");
    assert_refused(&answer, "P3012");
    answer = asking(scene, &engine, "markMigrationRolledBack", "{\"migrationName\": \"3_c\"}");
    asking_result(&answer, NULL);
    Text list = asking_migrations(scene, three, 3);
    Text named = text_format(scene->arena, "{\"migrationName\": \"3_c\", %.*s",
                             TEXT_ARG(text_slice(list, 1, list.length)));
    answer = asking(scene, &engine, "markMigrationApplied", text_cstr(scene->arena, named));
    asking_result(&answer, NULL);
    answer = asking(scene, &engine, "markMigrationApplied", text_cstr(scene->arena, named));
    assert_refused(&answer, "P3008");
    answer = diagnosis(scene, &engine, three, 3);
    assert_int_equal(asking_result(&answer, "history")->kind, JSON_IS_NULL);
}

static void diagnosing(void **state)
{
    Scene *scene = *state;
    Engine engine = engine_with_database(scene);
    static const char *const other[] = {"1_a=CREATE TABLE a (x TEXT);", "2_x=SELECT 1;"};
    static const char *const unreadable[] = {"1_a"};
    JsonValue answer = diagnosis(scene, &engine, three, 2);
    assert_int_equal(asking_result(&answer, "hasMigrationsTable")->kind, JSON_IS_FALSE);
    const JsonValue *history = asking_result(&answer, "history");
    assert_text(json_member(history, "diagnostic")->text, "databaseIsBehind");
    assert_names(json_member(history, "unappliedMigrationNames"), "1_a 2_b");
    apply(scene, &engine, 3);
    answer = diagnosis(scene, &engine, three, 1);
    assert_names(asking_result(&answer, "failedMigrationNames"), "3_c");
    history = asking_result(&answer, "history");
    assert_text(json_member(history, "diagnostic")->text, "migrationsDirectoryIsBehind");
    assert_names(json_member(history, "unpersistedMigrationNames"), "2_b 3_c");
    answer = diagnosis(scene, &engine, other, 2);
    assert_names(asking_result(&answer, "editedMigrationNames"), "1_a");
    history = asking_result(&answer, "history");
    assert_text(json_member(history, "diagnostic")->text, "historiesDiverge");
    assert_text(json_member(history, "lastCommonMigrationName")->text, "1_a");
    answer = diagnosis(scene, &engine, unreadable, 1);
    assert_refused(&answer, "P3015");
}

static void resetting(void **state)
{
    Scene *scene = *state;
    Engine engine = engine_with_database(scene);
    JsonValue answer = apply(scene, &engine, 2);
    asking_result(&answer, NULL);
    answer = asking(scene, &engine, "reset", "{\"filter\": {}}");
    asking_result(&answer, NULL);
    answer = apply(scene, &engine, 2);
    assert_names(asking_result(&answer, "appliedMigrationNames"), "1_a 2_b");
}

static void another_provider(void **state)
{
    Scene *scene = *state;
    Engine engine = engine_with_database(scene);
    static const char list[] =
        "{\"migrationsList\": {\"baseDir\": \"/m\", \"lockfile\": {\"content\": "
        "\"provider = \\\"postgresql\\\"\"}, \"migrationDirectories\": []}, \"migrationName\": "
        "\"x\"}";
    static const char *const methods[] = {"applyMigrations", "diagnoseMigrationHistory",
                                          "markMigrationApplied"};
    for (size_t i = 0; i < COUNT(methods); i++) {
        JsonValue answer = asking(scene, &engine, methods[i], list);
        assert_refused(&answer, "P3019");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(applying),  TEST(a_database_that_is_not_empty),
        TEST(marking),   TEST(diagnosing),
        TEST(resetting), TEST(another_provider),
    };
    return RUN_TESTS(tests);
}

/* engine/engine.h */
#include "engine/engine.h"

#include "base/file.h"
#include "engine/asking.h"

static void datasources(void **state)
{
    Scene *scene = *state;
    static const struct {
        const char *text, *url, *shadow;
    } cases[] = {
        {"", "", ""},
        {"file:dev.db", "file:dev.db", ""},
        {"{}", "", ""},
        {" {\"url\": \"a\"}", "a", ""},
        {"{\"url\": \"a\", \"shadowDatabaseUrl\": \"b\", \"x\": 1}", "a", "b"},
        {"{\"url\": \"a\", \"directUrl\": \"c\", \"shadowDatabaseUrl\": null}", "c", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Engine engine = {0};
        assert_succeeds(
            engine_set_datasource(scene->arena, &engine, text_from(cases[i].text), &scene->error),
            &scene->error);
        assert_text(engine.url, cases[i].url);
        assert_text(engine.shadow_url, cases[i].shadow);
    }
    static const char *const bad[] = {"{", "{\"url\": 1}", "{\"shadowDatabaseUrl\": []}"};
    for (size_t i = 0; i < COUNT(bad); i++) {
        Engine engine = {0};
        assert_fails(engine_set_datasource(scene->arena, &engine, text_from(bad[i]), &scene->error),
                     &scene->error, ERROR_D1040);
    }
}

static void checks_of_a_database(void **state)
{
    Scene *scene = *state;
    Engine engine = asking_engine(scene);
    assert_fails(engine_can_connect(scene->arena, &engine, &scene->error), &scene->error,
                 ERROR_D1005);
    engine.url = TEXT("file:sub/new.db");
    assert_fails(engine_can_connect(scene->arena, &engine, &scene->error), &scene->error,
                 ERROR_P1003);
    assert_succeeds(engine_create_database(scene->arena, &engine, &scene->error), &scene->error);
    assert_true(file_is_file(scene_path(scene, "sub/new.db")));
    assert_succeeds(engine_can_connect(scene->arena, &engine, &scene->error), &scene->error);
    engine.url = TEXT("nonsense");
    assert_fails(engine_can_connect(scene->arena, &engine, &scene->error), &scene->error,
                 ERROR_P1013);
}

static void lines_of_the_log(void **state)
{
    Scene *scene = *state;
    Engine engine = asking_engine(scene);
    Buffer out = BUFFER(scene->arena);
    engine_log(&out, "hello");
    fail(&scene->error, ERROR_P1003, "no\ndatabase");
    engine_log_error(&out, &engine, &scene->error);
    Text rest = buffer_text(&out);
    JsonValue line;
    assert_true(json_read(scene->arena, text_cut(&rest, '\n'), &line, &scene->error));
    assert_text(json_member(&line, "level")->text, "INFO");
    assert_text(json_member(json_member(&line, "fields"), "message")->text, "hello");
    assert_true(json_read(scene->arena, text_cut(&rest, '\n'), &line, &scene->error));
    assert_text(json_member(&line, "level")->text, "ERROR");
    assert_text(json_member(&line, "target")->text, "schema_engine::logger");
    assert_text(json_member(json_member(&line, "fields"), "error_code")->text, "P1003");
    assert_text(rest, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(datasources),
        TEST(checks_of_a_database),
        TEST(lines_of_the_log),
    };
    return RUN_TESTS(tests);
}

/* The protocol: engine_serve() of engine/engine.h */
#include <stdio.h>

#include "engine/asking.h"

static JsonValue first_answer(Scene *scene, const char *input)
{
    Engine engine = asking_engine(scene);
    Text answers = asking_text(scene, &engine, text_from(input));
    JsonValue answer;
    assert_succeeds(json_read(scene->arena, text_cut(&answers, '\n'), &answer, &scene->error),
                    &scene->error);
    return answer;
}

static void what_is_no_request(void **state)
{
    static const struct {
        const char *line;
        int code;
    } cases[] = {
        {"x\n", -32700},
        {"{\"id\":1\n", -32700},
        {"[]\n", -32600},
        {"1\n", -32600},
        {"{}\n", -32600},
        {"{\"id\":1,\"method\":1}\n", -32600},
        {"{\"id\":1,\"method\":\"\"}\n", -32601},
        {"{\"id\":1,\"method\":\"applyMigrations \"}\n", -32601},
        {"{\"id\":1,\"method\":\"applyMigrations\"}\n", -32602},
        {"{\"id\":1,\"method\":\"applyMigrations\",\"params\":[]}\n", -32602},
        {"{\"id\":1,\"method\":\"dbExecute\",\"params\":null}\n", -32602},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        JsonValue answer = first_answer(*state, cases[i].line);
        const JsonValue *error = json_member(&answer, "error");
        assert_non_null(error);
        expect(json_member(error, "code")->integer == cases[i].code, "%s", cases[i].line);
        assert_refused(&answer, "");
    }
}

static void the_id_is_given_back(void **state)
{
    Scene *scene = *state;
    static const struct {
        const char *id, *answer;
    } cases[] = {
        {"5", "{\"jsonrpc\":\"2.0\",\"id\":5,"},
        {"-1", "{\"jsonrpc\":\"2.0\",\"id\":-1,"},
        {"\"a\"", "{\"jsonrpc\":\"2.0\",\"id\":\"a\","},
        {"null", "{\"jsonrpc\":\"2.0\",\"id\":null,"},
        {"[]", "{\"jsonrpc\":\"2.0\",\"id\":null,"},
    };
    Engine engine = asking_engine(scene);
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text input = text_format(scene->arena, "{\"id\":%s,\"method\":\"x\"}\n", cases[i].id);
        expect(text_starts_with(asking_text(scene, &engine, input), cases[i].answer), "%s",
               cases[i].id);
    }
}

/* Answers to our own requests, and blank lines, are passed over; what comes behind is answered. */
static void lines_without_an_answer(void **state)
{
    Scene *scene = *state;
    Engine engine = asking_engine(scene);
    Text answers = asking_text(scene, &engine,
                               TEXT("\n  \r\n{\"id\":1,\"result\":{}}\n{\"id\":2,\"error\":{}}\n"
                                    "{\"id\":3,\"method\":\"x\"}\n{\"id\":4,\"method\":\"x\"}"));
    assert_true(text_starts_with(answers, "{\"jsonrpc\":\"2.0\",\"id\":3,"));
    assert_int_equal(text_find_char(answers, '\n'), (ptrdiff_t)answers.length - 1);
}

static void an_answer_that_cannot_be_written(void **state)
{
    Scene *scene = *state;
    Engine engine = asking_engine(scene);
    Text path = scene_write(scene, "in", TEXT("x\n"));
    FILE *file = fopen(text_cstr(scene->arena, path), "re");
    assert_non_null(file);
    assert_fails(engine_serve(&engine, fileno(file), -1, &scene->error), &scene->error,
                 ERROR_D1021);
    fclose(file);
}

static void without_a_schema(void **state)
{
    Scene *scene = *state;
    Engine engine = asking_engine(scene);
    engine.schema_paths = (TextList){0};
    JsonValue answer = asking(scene, &engine, "reset", "{}");
    assert_refused(&answer, "");
    list_add(scene->arena, &engine.schema_paths, TEXT("missing.prisma"));
    answer = asking(scene, &engine, "reset", "{}");
    assert_refused(&answer, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_no_request),      TEST(the_id_is_given_back),
        TEST(lines_without_an_answer), TEST(an_answer_that_cannot_be_written),
        TEST(without_a_schema),
    };
    return RUN_TESTS(tests);
}

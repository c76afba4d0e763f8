#include "engine/asking.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"

Engine asking_engine(Scene *scene)
{
    Engine engine = {.environment = NEW(scene->arena, Environment), .folder = scene->folder};
    *engine.environment = environment_from(scene->arena, (char *[]){NULL});
    scene_write(scene, "schema.prisma",
                TEXT("datasource db {\n  provider = \"sqlite\"\n  url = \"file:./dev.db\"\n}\n"));
    list_add(scene->arena, &engine.schema_paths, TEXT("schema.prisma"));
    return engine;
}

Text asking_text(Scene *scene, const Engine *engine, Text input)
{
    char *in = text_cstr(scene->arena, scene_write(scene, "in", input));
    char *out = text_cstr(scene->arena, scene_write(scene, "out", TEXT("")));
    int reading = open(in, O_RDONLY | O_CLOEXEC);
    int writing = open(out, O_WRONLY | O_CLOEXEC);
    assert_succeeds(engine_serve(engine, reading, writing, &scene->error), &scene->error);
    close(reading);
    close(writing);
    Text answers;
    assert_succeeds(file_read(scene->arena, text_from(out), &answers, &scene->error),
                    &scene->error);
    return answers;
}

JsonValue asking(Scene *scene, const Engine *engine, const char *method, const char *parameters)
{
    Text input = text_format(scene->arena,
                             "{\"id\": 7, \"jsonrpc\": \"2.0\", \"method\": \"%s\", "
                             "\"params\": %s}\n",
                             method, parameters);
    JsonValue answer;
    assert_succeeds(
        json_read(scene->arena, asking_text(scene, engine, input), &answer, &scene->error),
        &scene->error);
    assert_int_equal(json_member(&answer, "id")->integer, 7);
    assert_text(json_member(&answer, "jsonrpc")->text, "2.0");
    return answer;
}

const JsonValue *asking_result(const JsonValue *answer, const char *member)
{
    const JsonValue *error = json_member(json_member(answer, "error"), "message");
    expect(!error, "refused: %.*s", TEXT_ARG(error->text));
    const JsonValue *result = json_member(answer, "result");
    assert_non_null(result);
    result = member ? json_member(result, member) : result;
    assert_non_null(result);
    return result;
}

void assert_refused_at(const JsonValue *answer, const char *code, const char *file, int line)
{
    const JsonValue *data = json_member(json_member(answer, "error"), "data");
    if (!data)
        fail_at(file, line, "refused", "it was not");
    const JsonValue *found = json_member(data, "error_code");
    assert_text_at(found ? found->text : TEXT(""), text_from(code), file, line);
}

Text asking_migrations(Scene *scene, const char *const *migrations, size_t count)
{
    Buffer out = BUFFER(scene->arena);
    buffer_add_string(&out, "{\"migrationsList\": {\"baseDir\": \"/m\", \"lockfile\": "
                            "{\"content\": \"provider = \\\"sqlite\\\"\"}, "
                            "\"migrationDirectories\": [");
    for (size_t i = 0; i < count; i++) {
        Text script = text_from(migrations[i]);
        Text name = text_cut(&script, '=');
        buffer_add_format(&out,
                          "%s{\"path\": \"%.*s\", \"migrationFile\": {\"content\": "
                          "{\"tag\": \"%s\", \"value\": \"%.*s\"}}}",
                          i ? "," : "", TEXT_ARG(name), script.data ? "ok" : "error",
                          TEXT_ARG(script));
    }
    buffer_add_string(&out, "]}}");
    return buffer_text(&out);
}

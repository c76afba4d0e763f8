/* JSON-RPC 2.0: a request a line, an answer a line. */
#include <errno.h>
#include <unistd.h>

#include "engine/lines.h"
#include "engine/methods.h"
#include "engine/report.h"

/* Codes of the protocol, and the one that the command line knows for everything else. */
enum {
    RPC_NOT_JSON = -32700,
    RPC_NO_REQUEST = -32600,
    RPC_NO_METHOD = -32601,
    RPC_BAD_PARAMETERS = -32602,
    RPC_FAILED = 4466,
};

static bool write_all(int descriptor, Text text, Error *error)
{
    while (text.length) {
        ssize_t written = write(descriptor, text.data, text.length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return fail(error, ERROR_D1021, "the answer could not be written: %s",
                        strerror(errno)); // NOLINT(concurrency-mt-unsafe)
        text = text_slice(text, (size_t)written, text.length);
    }
    return true;
}

static void begin_message(JsonWriter *json, Buffer *out)
{
    *json = JSON_WRITER(out);
    json->one_line = true;
    json_begin_object(json, NULL);
    json_add_string(json, "jsonrpc", "2.0");
}

/* Numbers are given back as they came; what cannot be one is null. */
static void add_id(JsonWriter *json, const JsonValue *id)
{
    if (id && id->kind == JSON_IS_INTEGER)
        json_add_number(json, "id", id->integer);
    else if (id && id->kind == JSON_IS_TEXT)
        json_add_text(json, "id", id->text);
    else
        json_add_null(json, "id");
}

static void answer_error(Buffer *out, const Engine *engine, const JsonValue *id, int code,
                         const Error *error)
{
    JsonWriter json;
    begin_message(&json, out);
    add_id(&json, id);
    json_begin_object(&json, "error");
    json_add_number(&json, "code", code);
    json_add_text(&json, "message", report_text(out->arena, engine, error));
    json_begin_object(&json, "data");
    report_members(&json, engine, error);
    json_end_object(&json);
    json_end_object(&json);
    json_end_object(&json);
}

/* The command line prints the content of a request of ours; its answer to that says nothing. */
static void request_printing(Buffer *out, Text content)
{
    JsonWriter json;
    begin_message(&json, out);
    json_add_number(&json, "id", 1);
    json_add_string(&json, "method", "print");
    json_begin_object(&json, "params");
    json_add_text(&json, "content", content);
    json_end_object(&json);
    json_end_object(&json);
}

static void run_method(Buffer *out, const Engine *engine, const Method *method, const JsonValue *id,
                       const JsonValue *parameters)
{
    Arena *arena = out->arena;
    Error error = {.arena = arena};
    Buffer answer = BUFFER(arena);
    JsonWriter json;
    begin_message(&json, &answer);
    add_id(&json, id);
    Request request = {.arena = arena,
                       .engine = engine,
                       .parameters = parameters,
                       .answer = &json,
                       .printed = BUFFER(arena)};
    bool done = method->run(&request, &error);
    database_close(request.database);
    if (!done) {
        int code = error.code == ERROR_D1040 ? RPC_BAD_PARAMETERS : RPC_FAILED;
        answer_error(out, engine, id, code, &error);
        return;
    }
    json_end_object(&json);
    if (request.prints)
        request_printing(out, buffer_text(&request.printed));
    buffer_add(out, buffer_text(&answer));
}

/* Appends the answer to a line; nothing where it is an answer itself. */
static void answer_line(Buffer *out, const Engine *engine, Text line)
{
    Error error = {.arena = out->arena};
    JsonValue message;
    if (!json_read(out->arena, line, &message, &error)) {
        answer_error(out, engine, NULL, RPC_NOT_JSON, &error);
        return;
    }
    const JsonValue *id = json_member(&message, "id");
    const JsonValue *name = json_member(&message, "method");
    if (!name && (json_member(&message, "result") || json_member(&message, "error")))
        return;
    if (!name || name->kind != JSON_IS_TEXT) {
        fail(&error, ERROR_D1040, "this is no request: it names no method");
        answer_error(out, engine, id, RPC_NO_REQUEST, &error);
        return;
    }
    const Method *method = method_find(name->text);
    if (!method) {
        fail(&error, ERROR_D1040, "there is no method '%.*s'", TEXT_ARG(name->text));
        answer_error(out, engine, id, RPC_NO_METHOD, &error);
        return;
    }
    run_method(out, engine, method, id, parameter(&message, "params"));
}

bool engine_serve(const Engine *engine, int input, int output, Error *error)
{
    LineReader reader = {.descriptor = input};
    for (bool more = true; more;) {
        Arena *arena = arena_new();
        Buffer line = BUFFER(arena);
        Buffer out = BUFFER(arena);
        more = line_next(&reader, &line);
        bool asks = more && text_trim(buffer_text(&line)).length > 0;
        if (asks)
            answer_line(&out, engine, buffer_text(&line));
        bool written = !asks || write_all(output, buffer_text(&out), error);
        arena_free(arena);
        if (!written)
            return false;
    }
    return true;
}

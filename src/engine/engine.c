#include "engine/engine.h"

#include "base/clock.h"
#include "database/database.h"
#include "engine/parameters.h"
#include "engine/report.h"

bool engine_set_datasource(Arena *arena, Engine *engine, Text datasource, Error *error)
{
    JsonValue document;
    Text direct;
    if (!text_starts_with(text_trim(datasource), "{")) {
        engine->url = datasource;
        return true;
    }
    if (!json_read(arena, datasource, &document, error)) {
        Text reason = error->message;
        return fail(error, ERROR_D1040, "--datasource is no URL and no JSON document: %.*s",
                    TEXT_ARG(reason));
    }
    if (!parameter_optional_text(&document, "url", &engine->url, error) ||
        !parameter_optional_text(&document, "directUrl", &direct, error) ||
        !parameter_optional_text(&document, "shadowDatabaseUrl", &engine->shadow_url, error))
        return false;
    if (direct.length) /* migrations do not go through a pooler */
        engine->url = direct;
    return true;
}

static bool connection_of(Arena *arena, const Engine *engine, Connection *connection, Error *error)
{
    if (engine->url.length == 0)
        return fail(error, ERROR_D1005, "%s", error_code_meaning(ERROR_D1005));
    return connection_parse(arena, engine->url, engine->folder, connection, error);
}

bool engine_can_connect(Arena *arena, const Engine *engine, Error *error)
{
    Connection connection;
    Database *database = NULL;
    bool done = connection_of(arena, engine, &connection, error) &&
                database_open(arena, &connection, OPEN_READ_ONLY, &database, error);
    database_close(database);
    return done;
}

bool engine_create_database(Arena *arena, const Engine *engine, Error *error)
{
    Connection connection;
    return connection_of(arena, engine, &connection, error) &&
           database_create(arena, &connection, error);
}

static JsonWriter begin_line(Buffer *out, const char *level)
{
    JsonWriter json = JSON_WRITER(out);
    json.one_line = true;
    json_begin_object(&json, NULL);
    json_add_text(&json, "timestamp", clock_format(out->arena, clock_now()));
    json_add_string(&json, "level", level);
    json_begin_object(&json, "fields");
    return json;
}

static void end_line(JsonWriter *json)
{
    json_end_object(json);
    json_add_string(json, "target", "schema_engine::logger");
    json_end_object(json);
}

void engine_log(Buffer *out, const char *message)
{
    JsonWriter json = begin_line(out, "INFO");
    json_add_string(&json, "message", message);
    end_line(&json);
}

void engine_log_error(Buffer *out, const Engine *engine, const Error *error)
{
    JsonWriter json = begin_line(out, "ERROR");
    report_members(&json, engine, error);
    end_line(&json);
}

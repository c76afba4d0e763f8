#include "engine/report.h"

#include "base/error_json.h"
#include "base/file.h"
#include "base/url.h"

/* Codes of our own are no codes to Prisma's command line. */
static bool is_prismas(ErrorCode code)
{
    return error_code_name(code)[0] == 'P';
}

static void add_place(Buffer *out, const Engine *engine, const Error *error)
{
    Text path = path_shown(engine->folder, error->file);
    buffer_add_format(out, "\n\n%.*s", TEXT_ARG(path));
    if (error->line)
        buffer_add_format(out, ":%zu", error->line);
    if (error->column)
        buffer_add_format(out, ":%zu", error->column);
    if (error->excerpt.length)
        buffer_add_format(out, "\n%.*s", TEXT_ARG(error->excerpt));
}

/* A line of a hint that is a command stands behind two blanks. Who reads it called Prisma. */
static void add_hint_line(Buffer *out, Text line)
{
    static const char *const shared[] = {"  dunlin migrate ", "  dunlin db "};
    static const char *const ours[] = {"  dunlin migrate check", "  dunlin migrate recover"};
    bool is_prismas = false;
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        is_prismas = is_prismas || text_starts_with(line, shared[i]);
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        is_prismas = is_prismas && !text_starts_with(line, ours[i]);
    if (is_prismas) {
        buffer_add_string(out, "  npx prisma");
        line = text_slice(line, sizeof "  dunlin" - 1, line.length);
    }
    buffer_add(out, line);
}

static void add_hint(Buffer *out, Text hint)
{
    buffer_add_string(out, "\n\nWhat to do: ");
    while (hint.data) {
        add_hint_line(out, text_cut(&hint, '\n'));
        if (hint.data)
            buffer_add_char(out, '\n');
    }
}

Text report_text(Arena *arena, const Engine *engine, const Error *error)
{
    Error shown = error_without_secrets(error);
    Buffer out = BUFFER(arena);
    buffer_add(&out, shown.message);
    if (shown.file.length)
        add_place(&out, engine, &shown);
    if (shown.database_text.length && !text_equal(shown.database_text, shown.message))
        buffer_add_format(&out, "\n\n%.*s", TEXT_ARG(shown.database_text));
    if (shown.database_code.length)
        buffer_add_format(&out, "\n(database error code %.*s)", TEXT_ARG(shown.database_code));
    if (shown.detail.length)
        buffer_add_format(&out, "\n\n%.*s", TEXT_ARG(shown.detail));
    if (shown.hint.length)
        add_hint(&out, shown.hint);
    if (!is_prismas(error->code))
        buffer_add_format(&out, "\n\n(dunlin's error %s)", error_code_name(error->code));
    return buffer_text(&out);
}

void report_members(JsonWriter *json, const Engine *engine, const Error *error)
{
    Error shown = error_without_secrets(error);
    json_add_bool(json, "is_panic", false);
    json_add_text(json, "message", report_text(json->out->arena, engine, error));
    error_write_meta(&shown, json);
    if (is_prismas(error->code))
        json_add_string(json, "error_code", error_code_name(error->code));
}

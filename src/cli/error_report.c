/* How an error looks: to people, and in JSON. */
#include <stdio.h>

#include "base/error_json.h"
#include "base/url.h"
#include "cli/context.h"

static void print_lines(Text text, const char *indent)
{
    while (text.data && text.length) {
        Text line = text_cut(&text, '\n');
        fprintf(stderr, "%s%.*s\n", line.length ? indent : "", TEXT_ARG(line));
    }
}

/* The place, the line and a caret under the column:
 *
 *   prisma/migrations/2024_x/migration.sql:3:14
 *   3 | ALTER TABLE "User" ADD …
 *     |              ^
 */
static void print_place(const Context *context, const Error *error)
{
    enum { WIDEST = 120 };
    Text path = shown_path(context, error->file);
    fprintf(stderr, "  %s%.*s", err_style(context, STYLE_BOLD), TEXT_ARG(path));
    if (error->line)
        fprintf(stderr, ":%zu", error->line);
    if (error->column)
        fprintf(stderr, ":%zu", error->column);
    fprintf(stderr, "%s\n", err_style(context, STYLE_PLAIN));
    if (error->excerpt.length == 0 || error->column == 0)
        return;
    /* A long line is shown from a little before the column. */
    size_t skip = error->column > WIDEST - 20 ? error->column - 40 : 0;
    Text excerpt = error->excerpt;
    size_t characters = 0;
    size_t from = 0;
    size_t to = excerpt.length;
    for (size_t i = 0; i < excerpt.length; i++) {
        if (((unsigned char)excerpt.data[i] & 0xC0) == 0x80)
            continue;
        from = characters == skip ? i : from;
        to = characters == skip + WIDEST ? i : to;
        characters++;
    }
    int width = fprintf(stderr, "  %zu", error->line) - 2;
    fprintf(stderr, " | %s", skip ? "…" : "");
    Text shown = text_slice(excerpt, from, to);
    for (size_t i = 0; i < shown.length; i++)
        fputc((unsigned char)shown.data[i] < 0x20 ? ' ' : shown.data[i], stderr);
    fprintf(stderr, "%s\n  %*s | %*s%s^%s\n", to < excerpt.length ? "…" : "", width, "",
            (int)(error->column - 1 - skip) + (skip ? 1 : 0), "", err_style(context, STYLE_BAD),
            err_style(context, STYLE_PLAIN));
}

static void print_error(const Context *context, const Error *error)
{
    fflush(stdout);
    fprintf(stderr, "%sError:%s %s\n\n%.*s\n", err_style(context, STYLE_BAD),
            err_style(context, STYLE_PLAIN), error_code_name(error->code),
            TEXT_ARG(error->message));
    if (error->file.length) {
        fputc('\n', stderr);
        print_place(context, error);
    }
    if (error->database_text.length && !text_equal(error->database_text, error->message)) {
        fputc('\n', stderr);
        print_lines(error->database_text, "  ");
    }
    if (error->database_code.length)
        fprintf(stderr, "  %s(database error code %.*s)%s\n", err_style(context, STYLE_DIM),
                TEXT_ARG(error->database_code), err_style(context, STYLE_PLAIN));
    if (error->detail.length) {
        fputc('\n', stderr);
        print_lines(error->detail, "");
    }
    if (error->hint.length) {
        fprintf(stderr, "\n%sWhat to do:%s ", err_style(context, STYLE_BOLD),
                err_style(context, STYLE_PLAIN));
        print_lines(error->hint, "");
    }
}

static void write_error(JsonWriter *json, const Error *error)
{
    json_begin_object(json, "error");
    json_add_string(json, "code", error_code_name(error->code));
    json_add_text(json, "message", error->message);
    json_add_text_or_null(json, "detail", error->detail);
    json_add_text_or_null(json, "hint", error->hint);
    json_add_text_or_null(json, "databaseCode", error->database_code);
    json_add_text_or_null(json, "databaseError", error->database_text);
    json_add_text_or_null(json, "file", error->file);
    if (error->line)
        json_add_number(json, "line", (int64_t)error->line);
    if (error->column)
        json_add_number(json, "column", (int64_t)error->column);
    error_write_meta(error, json);
    json_end_object(json);
}

void report_error(Context *context, const Error *error)
{
    Error shown = error_without_secrets(error);
    if (context->json)
        write_error(&context->writer, &shown);
    else if (error->code == ERROR_D1022)
        fprintf(stderr, "%.*s\n", TEXT_ARG(shown.message));
    else
        print_error(context, &shown);
}

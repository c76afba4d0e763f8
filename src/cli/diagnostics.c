#include "cli/diagnostics.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/url.h"
#include "cli/excerpt.h"
#include "cli/terminal.h"
#include "cli/width.h"
#include "psl/source_lines.h"

/* A message as it may be shown: names come from the schema, which anybody may have written. */
static Text harmless(Arena *arena, Text text)
{
    return text_shown(arena, text_without_secrets(arena, text));
}

static size_t left_out(const Diagnostics *diagnostics)
{
    return diagnostics->error_count + diagnostics->warning_count - diagnostics->list.count;
}

/* ---- order ---- */

typedef LIST_OF(const Diagnostic *) OrderedDiagnostics;

/* By their places; of one place, as they were found. */
static int compare_places(const void *left, const void *right)
{
    const Diagnostic *a = *(const Diagnostic *const *)left;
    const Diagnostic *b = *(const Diagnostic *const *)right;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    return a < b ? -1 : 1;
}

static OrderedDiagnostics in_order(Arena *arena, const Diagnostics *diagnostics)
{
    OrderedDiagnostics ordered = {0};
    for (list_each(const Diagnostic, diagnostic, &diagnostics->list))
        list_add(arena, &ordered, diagnostic);
    if (ordered.count > 1)
        qsort(ordered.items, ordered.count, sizeof *ordered.items, compare_places);
    return ordered;
}

/* ---- JSON ---- */

static void write_diagnostic(JsonWriter *json, const SourceLines *lines,
                             const Diagnostic *diagnostic)
{
    Arena *arena = json->out->arena;
    SourcePlace place = source_lines_place(lines, diagnostic->span);
    bool is_error = diagnostic->severity == SEVERITY_ERROR;
    json_begin_object(json, NULL);
    json_add_text(json, "file", place.file->path);
    json_add_number(json, "start", (int64_t)place.unit_start);
    json_add_number(json, "end", (int64_t)place.unit_end);
    json_add_number(json, "startByte", (int64_t)place.start);
    json_add_number(json, "endByte", (int64_t)place.end);
    json_add_number(json, "line", (int64_t)place.line);
    json_add_number(json, "column", (int64_t)place.column);
    json_add_string(json, "severity", is_error ? "error" : "warning");
    json_add_string(json, "code", is_error ? error_code_name(ERROR_P1012) : "");
    json_add_text(json, "message", text_without_secrets(arena, diagnostic->message));
    if (diagnostic->hint.length)
        json_add_text(json, "hint", text_without_secrets(arena, diagnostic->hint));
    json_end_object(json);
}

static void write_all(JsonWriter *json, const SourceLines *lines, const Diagnostics *diagnostics)
{
    OrderedDiagnostics ordered = in_order(json->out->arena, diagnostics);
    json_begin_array(json, "diagnostics");
    for (size_t i = 0; i < ordered.count; i++)
        write_diagnostic(json, lines, ordered.items[i]);
    json_end_array(json);
    if (left_out(diagnostics))
        json_add_number(json, "omitted", (int64_t)left_out(diagnostics));
}

/* ---- text ---- */

static int digits(size_t number)
{
    int count = 1;
    while (number >= 10) {
        number /= 10;
        count++;
    }
    return count;
}

/* The span without blanks and line ends behind it: many spans hold the end of their line. */
static Span visible(const Source *source, Span span)
{
    Span trimmed = span;
    while (trimmed.end > trimmed.start && is_space(source->text.data[trimmed.end - 1]))
        trimmed.end--;
    return trimmed.end > trimmed.start ? trimmed : (Span){span.start, span.start};
}

/* The first line of the span, and the last one. */
static void add_lines(Buffer *out, ExcerptLook *look, const SourceLines *lines, Span span)
{
    const Source *source = lines->source;
    span = visible(source, span);
    size_t number = source_lines_place(lines, span).line;
    Span first = source_lines_at(lines, span.start);
    if (span.end <= first.end || span.start >= first.end) {
        look->gutter = digits(number);
        uint32_t end = span.end < first.end ? span.end : first.end;
        excerpt_add(out, look, number, source_text(source, first), span.start - first.start,
                    (end > span.start ? end : span.start) - first.start);
        return;
    }
    Span last = source_lines_at(lines, span.end - 1);
    size_t last_number = source_lines_place(lines, last).line;
    Text text = source_text(source, last);
    size_t indent = 0;
    while (last.start + indent + 1 < span.end && is_space(text.data[indent]))
        indent++;
    look->gutter = digits(last_number);
    excerpt_add(out, look, number, source_text(source, first), span.start - first.start,
                first.end - first.start);
    if (last_number > number + 1)
        excerpt_add_gap(out, look);
    excerpt_add(out, look, last_number, text, indent, span.end - last.start);
}

static void add_diagnostic(Buffer *out, const Context *context, ExcerptLook *look,
                           const SourceLines *lines, const Diagnostic *diagnostic)
{
    bool is_error = diagnostic->severity == SEVERITY_ERROR;
    SourcePlace place = source_lines_place(lines, diagnostic->span);
    Text path = harmless(out->arena, shown_path(context, place.file->path));
    Text message = harmless(out->arena, diagnostic->message);
    Text hint = harmless(out->arena, diagnostic->hint);
    look->mark = err_style(context, is_error ? STYLE_BAD : STYLE_WARNING);
    buffer_add_format(out, "%s%s:%s %.*s\n", look->mark, is_error ? "error" : "warning",
                      look->plain, TEXT_ARG(message));
    buffer_add_format(out, "  %s%.*s:%zu:%zu%s\n", err_style(context, STYLE_BOLD), TEXT_ARG(path),
                      place.line, place.column, look->plain);
    add_lines(out, look, lines, diagnostic->span);
    if (hint.length)
        buffer_add_format(out, "  %shint:%s %.*s\n", err_style(context, STYLE_BOLD), look->plain,
                          TEXT_ARG(hint));
    buffer_add_char(out, '\n');
}

static void print_all(const Context *context, const SourceLines *lines,
                      const Diagnostics *diagnostics)
{
    ExcerptLook look = {.width = terminal_width(&context->environment, STDERR_FILENO),
                        .dim = err_style(context, STYLE_DIM),
                        .plain = err_style(context, STYLE_PLAIN)};
    Arena *scratch = arena_new();
    fflush(stdout);
    bool no_warnings = environment_has(&context->environment, "PRISMA_DISABLE_WARNINGS");
    OrderedDiagnostics ordered = in_order(context->arena, diagnostics);
    for (size_t i = 0; i < ordered.count; i++) {
        const Diagnostic *diagnostic = ordered.items[i];
        if (no_warnings && diagnostic->severity == SEVERITY_WARNING)
            continue;
        ArenaMark mark = arena_mark(scratch);
        Buffer out = BUFFER(scratch);
        add_diagnostic(&out, context, &look, lines, diagnostic);
        fwrite(out.data, 1, out.length, stderr);
        arena_rewind(scratch, mark);
    }
    arena_free(scratch);
    if (left_out(diagnostics))
        fprintf(stderr, "… and %zu more, which are not shown\n\n", left_out(diagnostics));
}

void diagnostics_report(Context *context, const Schema *schema)
{
    const Diagnostics *diagnostics = &schema->diagnostics;
    SourceLines lines = {0};
    if (diagnostics->list.count)
        lines = source_lines_make(context->arena, &schema->source);
    if (context->json)
        write_all(&context->writer, &lines, diagnostics);
    else
        print_all(context, &lines, diagnostics);
}

void diagnostics_report_invalid(Context *context, const Schema *schema, Text path)
{
    diagnostics_report(context, schema);
    note(context, "%sError:%s %s: %.*s in %.*s\n", err_style(context, STYLE_BAD),
         err_style(context, STYLE_PLAIN), error_code_name(ERROR_P1012),
         TEXT_ARG(diagnostics_counted(context->arena, &schema->diagnostics)), TEXT_ARG(path));
}

Text diagnostics_counted(Arena *arena, const Diagnostics *diagnostics)
{
    Text errors = counted(arena, diagnostics->error_count, "error");
    Text warnings = counted(arena, diagnostics->warning_count, "warning");
    if (diagnostics->warning_count == 0)
        return errors;
    if (diagnostics->error_count == 0)
        return warnings;
    return text_format(arena, "%.*s and %.*s", TEXT_ARG(errors), TEXT_ARG(warnings));
}

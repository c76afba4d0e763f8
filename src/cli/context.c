#include "cli/context.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/interrupt.h"

void say(const Context *context, const char *format, ...)
{
    if (context->json || context->result_only)
        return;
    va_list arguments;
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
}

void note(const Context *context, const char *format, ...)
{
    if (context->json)
        return;
    va_list arguments;
    va_start(arguments, format);
    fflush(stdout);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
}

void warn(const Context *context, const char *format, ...)
{
    if (environment_has(&context->environment, "PRISMA_DISABLE_WARNINGS"))
        return;
    va_list arguments;
    va_start(arguments, format);
    fflush(stdout);
    fprintf(stderr, "%swarning%s: ", err_style(context, STYLE_WARNING),
            err_style(context, STYLE_PLAIN));
    vfprintf(stderr, format, arguments);
    va_end(arguments);
}

static const char *const styles[] = {
    [STYLE_PLAIN] = "\033[0m", [STYLE_BOLD] = "\033[1m",   [STYLE_DIM] = "\033[2m",
    [STYLE_GOOD] = "\033[32m", [STYLE_BAD] = "\033[1;31m", [STYLE_WARNING] = "\033[33m",
};

const char *out_style(const Context *context, Style style)
{
    return context->out_colors ? styles[style] : "";
}

const char *err_style(const Context *context, Style style)
{
    return context->err_colors ? styles[style] : "";
}

/* Reads one line; false at the end of the input and on a signal. */
static bool read_line(char *line, size_t size)
{
    size_t length = 0;
    char c;
    for (;;) {
        ssize_t got = read(STDIN_FILENO, &c, 1);
        if (got < 0 && errno == EINTR && !interrupt_requested())
            continue;
        if (got <= 0)
            return false;
        if (c == '\n')
            break;
        if (length + 1 < size)
            line[length++] = c;
    }
    line[length] = '\0';
    return true;
}

PRINTF_LIKE(4, 0)
static bool ask_list(const Context *context, bool *yes, Error *error, const char *format,
                     va_list arguments)
{
    char line[64];
    fflush(stdout);
    fprintf(stderr, "%s? %s", err_style(context, STYLE_BOLD), err_style(context, STYLE_PLAIN));
    vfprintf(stderr, format, arguments);
    fputs(" (y/N) ", stderr);
    bool answered = read_line(line, sizeof line);
    if (!answered)
        fputc('\n', stderr);
    if (interrupt_requested())
        return fail(error, ERROR_D1017, "interrupted");
    Text answer = answered ? text_trim(text_from(line)) : TEXT("");
    *yes = text_equal_ignoring_case(answer, TEXT("y")) ||
           text_equal_ignoring_case(answer, TEXT("yes"));
    return true;
}

bool ask(const Context *context, bool *yes, Error *error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    bool answered = ask_list(context, yes, error, format, arguments);
    va_end(arguments);
    return answered;
}

bool confirm(const Context *context, Error *error, const char *format, ...)
{
    bool yes = false;
    va_list arguments;
    va_start(arguments, format);
    bool answered = ask_list(context, &yes, error, format, arguments);
    va_end(arguments);
    if (answered && !yes)
        return fail(error, ERROR_D1022, "Cancelled: nothing was changed.");
    return answered;
}

bool ask_text(const Context *context, Text *answer, Error *error, const char *format, ...)
{
    char line[1024];
    va_list arguments;
    va_start(arguments, format);
    fflush(stdout);
    fprintf(stderr, "%s? %s", err_style(context, STYLE_BOLD), err_style(context, STYLE_PLAIN));
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc(' ', stderr);
    bool answered = read_line(line, sizeof line);
    if (!answered)
        fputc('\n', stderr);
    if (interrupt_requested())
        return fail(error, ERROR_D1017, "interrupted");
    *answer = answered ? text_copy(context->arena, text_trim(text_from(line))) : TEXT("");
    return true;
}

Text shown_path(const Context *context, Text path)
{
    return path_shown(context->folder, path);
}

Text bytes_shown(Arena *arena, int64_t bytes)
{
    static const char *const units[] = {"kB", "MB", "GB", "TB"};
    double value = (double)bytes;
    size_t unit = 0;
    if (bytes < 1000)
        return text_format(arena, "%lld bytes", (long long)bytes);
    for (value /= 1000; value >= 1000 && unit + 1 < sizeof units / sizeof *units; unit++)
        value /= 1000;
    return text_format(arena, "%.1f %s", value, units[unit]);
}

Text counted(Arena *arena, size_t count, const char *noun)
{
    return text_format(arena, "%zu %s%s", count, noun, count == 1 ? "" : "s");
}

#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

static const struct {
    const char *name;
    const char *meaning;
} codes[ERROR_COUNT] = {
    [ERROR_NONE] = {"", ""},
#define ERROR(code, text) [ERROR_##code] = {#code, text},
#include "base/errors.def"
#undef ERROR
};

const char *error_code_name(ErrorCode code)
{
    return codes[code].name;
}

const char *error_code_meaning(ErrorCode code)
{
    return codes[code].meaning;
}

static PRINTF_LIKE(2, 0) Text formatted(Arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    if (length < 0)
        length = 0;
    char *data = arena_alloc(arena, (size_t)length + 1);
    vsnprintf(data, (size_t)length + 1, format, again);
    va_end(again);
    return (Text){data, (size_t)length};
}

bool fail(Error *error, ErrorCode code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    *error = (Error){.arena = error->arena, .code = code};
    error->message = formatted(error->arena, format, arguments);
    va_end(arguments);
    return false;
}

bool error_hint(Error *error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    error->hint = formatted(error->arena, format, arguments);
    va_end(arguments);
    return false;
}

bool error_detail(Error *error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    error->detail = formatted(error->arena, format, arguments);
    va_end(arguments);
    return false;
}

bool error_field(Error *error, const char *name, Text value)
{
    list_add(error->arena, &error->fields, (ErrorField){name, text_copy(error->arena, value)});
    return false;
}

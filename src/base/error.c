#include "base/error.h"

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

bool fail(Error *error, ErrorCode code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    *error = (Error){.arena = error->arena, .code = code};
    error->message = text_format_list(error->arena, format, arguments);
    va_end(arguments);
    return false;
}

bool error_hint(Error *error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    error->hint = text_format_list(error->arena, format, arguments);
    va_end(arguments);
    return false;
}

bool error_detail(Error *error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    error->detail = text_format_list(error->arena, format, arguments);
    va_end(arguments);
    return false;
}

bool error_field(Error *error, const char *name, Text value)
{
    ErrorField field = {.name = name, .value = text_copy(error->arena, value)};
    list_add(error->arena, &error->fields, field);
    return false;
}

bool error_list_field(Error *error, const char *name, const TextList *values)
{
    ErrorField field = {.name = name, .is_list = true};
    for (list_each(const Text, value, values))
        list_add(error->arena, &field.values, text_copy(error->arena, *value));
    list_add(error->arena, &error->fields, field);
    return false;
}

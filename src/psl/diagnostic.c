#include "psl/diagnostic.h"

#include <stdio.h>
#include <string.h>

/* printf into the arena. What is longer than people read is cut: names may have any length, and one
 * may be in many messages. */
static PRINTF_LIKE(2, 0) Text words(Arena *arena, const char *format, va_list arguments)
{
    static const char more[] = "…";
    char text[1024];
    int length = vsnprintf(text, sizeof text, format, arguments);
    size_t used = length > 0 ? (size_t)length : 0;
    if (used >= sizeof text) {
        used = sizeof text - sizeof more;
        while (used > 0 && ((unsigned char)text[used] & 0xC0) == 0x80)
            used--;
        memcpy(text + used, more, sizeof more - 1);
        used += sizeof more - 1;
    }
    return text_copy(arena, (Text){text, used});
}

static PRINTF_LIKE(4, 0) void add(Diagnostics *diagnostics, Severity severity, Span span,
                                  const char *format, va_list arguments)
{
    if (severity == SEVERITY_ERROR)
        diagnostics->error_count++;
    else
        diagnostics->warning_count++;
    if (diagnostics->list.count == DIAGNOSTICS_KEPT)
        return;
    Text message = words(diagnostics->arena, format, arguments);
    list_add(diagnostics->arena, &diagnostics->list,
             (Diagnostic){.severity = severity, .span = span, .message = message});
}

void diagnose_error(Diagnostics *diagnostics, Span span, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(diagnostics, SEVERITY_ERROR, span, format, arguments);
    va_end(arguments);
}

void diagnose_warning(Diagnostics *diagnostics, Span span, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(diagnostics, SEVERITY_WARNING, span, format, arguments);
    va_end(arguments);
}

void diagnose_more_errors(Diagnostics *diagnostics, size_t count)
{
    diagnostics->error_count += count;
}

void diagnose_hint(Diagnostics *diagnostics, const char *format, ...)
{
    if (diagnostics->error_count + diagnostics->warning_count > diagnostics->list.count)
        return; /* the latest was not kept */
    va_list arguments;
    va_start(arguments, format);
    list_last(&diagnostics->list).hint = words(diagnostics->arena, format, arguments);
    va_end(arguments);
}

#include "introspect/warning.h"

static const struct {
    const char *name;
    const char *sentence;
} kinds[] = {
#define WARNING(identifier, name, sentence) {name, sentence},
#include "introspect/warnings.def"
#undef WARNING
};

const char *warning_name(WarningKind kind)
{
    return kinds[kind].name;
}

static void put_warning(const Warning *warning, const char *prefix, Buffer *out)
{
    buffer_add_format(out, "%s  - ", prefix);
    if (warning->owner.length) {
        buffer_add(out, warning->owner);
        buffer_add_char(out, '.');
    }
    buffer_add(out, warning->name);
    if (warning->detail.length)
        buffer_add_format(out, " (%.*s)", TEXT_ARG(warning->detail));
    buffer_add_char(out, '\n');
}

void warnings_write(const Warnings *warnings, const char *prefix, Buffer *out)
{
    for (int kind = 0; kind < WARNING_COUNT; kind++) {
        bool begun = false;
        for (list_each(const Warning, warning, &warnings->list)) {
            if (warning->kind != (WarningKind)kind)
                continue;
            if (!begun)
                buffer_add_format(out, "%s%s%s\n", out->length ? "\n" : "", prefix,
                                  kinds[kind].sentence);
            begun = true;
            put_warning(warning, prefix, out);
        }
    }
}

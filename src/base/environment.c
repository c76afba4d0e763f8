#include "base/environment.h"

Environment environment_from(Arena *arena, char *const *strings)
{
    Environment environment = {MAP(arena)};
    for (; *strings; strings++) {
        Text value = text_from(*strings);
        Text name = text_cut(&value, '=');
        if (value.data)
            environment_set(&environment, text_copy(arena, name), text_copy(arena, value));
    }
    return environment;
}

const Text *environment_get_text(const Environment *environment, Text name)
{
    return map_get(&environment->variables, name);
}

const Text *environment_get(const Environment *environment, const char *name)
{
    return environment_get_text(environment, text_from(name));
}

bool environment_has(const Environment *environment, const char *name)
{
    const Text *value = environment_get(environment, name);
    return value && value->length > 0;
}

void environment_set(Environment *environment, Text name, Text value)
{
    Text *slot = NEW(environment->variables.arena, Text);
    *slot = value;
    map_set(&environment->variables, name, slot);
}

char **environment_strings(Arena *arena, const Environment *environment)
{
    size_t count = environment->variables.entries.count;
    char **strings = NEW_ARRAY(arena, char *, count + 1);
    for (size_t i = 0; i < count; i++) {
        const MapEntry *entry = &environment->variables.entries.items[i];
        const Text *value = entry->value;
        Text line = text_format(arena, "%.*s=%.*s", TEXT_ARG(entry->key), TEXT_ARG(*value));
        strings[i] = text_cstr(arena, line);
    }
    return strings;
}

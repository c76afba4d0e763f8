#include "project/settings.h"

#include "base/file.h"

/* The first value: in quotes, or up to `end` or a comment. `rest` becomes what follows it. */
static Text first_value(Text *rest, const char *end)
{
    Text text = text_trim(*rest);
    size_t length = 0;
    if (text_starts_with(text, "\"")) {
        text = text_slice(text, 1, text.length);
        Text value = text_cut(&text, '"');
        *rest = text;
        return value;
    }
    while (length < text.length && !strchr(end, text.data[length]))
        length++;
    *rest = text_slice(text, length, text.length);
    return text_trim(text_slice(text, 0, length));
}

static Text value_of(Text text)
{
    return first_value(&text, "#");
}

/* A list in brackets, or one text. */
static TextList list_of(Arena *arena, Text text)
{
    TextList list = {0};
    text = text_trim(text);
    if (!text_starts_with(text, "[")) {
        list_add(arena, &list, value_of(text));
        return list;
    }
    do {
        text = text_slice(text, 1, text.length);
        Text item = first_value(&text, ",]");
        if (item.length)
            list_add(arena, &list, item);
        text = text_trim(text);
    } while (text_starts_with(text, ","));
    return list;
}

static bool set(Arena *arena, Settings *settings, Text name, Text raw, Error *error)
{
    int64_t number;
    Text value = value_of(raw);
    if (text_is(name, "production_hosts")) {
        settings->production_hosts = list_of(arena, raw);
        settings->has_production_hosts = true;
        return true;
    }
    if (text_is(name, "ignore")) {
        settings->ignored = list_of(arena, raw);
        return true;
    }
    if (text_is(name, "script_mode")) {
        settings->script_mode = value;
        return text_is(value, "atomic") || text_is(value, "batch") ||
               text_is(value, "statements") ||
               fail(error, ERROR_D1016,
                    "script_mode is 'atomic', 'batch' or 'statements', not '%.*s'",
                    TEXT_ARG(value));
    }
    if (text_is(name, "keep")) {
        settings->keep = text_is(value, "true");
        return settings->keep || text_is(value, "false") ||
               fail(error, ERROR_D1016, "keep is true or false, not '%.*s'", TEXT_ARG(value));
    }
    if (text_is(name, "prisma")) {
        if (!text_to_int64(value, &number) || number < 5 || number > 7)
            return fail(error, ERROR_D1016, "prisma is 5, 6 or 7, not '%.*s'", TEXT_ARG(value));
        settings->prisma_major = (int)number;
        return true;
    }
    return fail(error, ERROR_D1016, "there is no setting '%.*s'", TEXT_ARG(name)) ||
           error_hint(error,
                      "the settings are: ignore, keep, prisma, production_hosts, script_mode");
}

bool settings_read(Arena *arena, Text folder, Settings *settings, Error *error)
{
    *settings = (Settings){0};
    Text path = path_resolve(arena, folder, TEXT("dunlin.toml"));
    Text content;
    if (!file_is_file(path))
        return true;
    if (!file_read(arena, path, &content, error))
        return false;
    settings->path = path;
    Text rest = content;
    for (size_t line = 1; rest.data; line++) {
        Text text = text_trim(text_cut(&rest, '\n'));
        if (text.length == 0 || text.data[0] == '#')
            continue;
        Text excerpt = text;
        Text name = text_trim(text_cut(&text, '='));
        bool good = text.data ? set(arena, settings, name, text, error)
                              : fail(error, ERROR_D1016, "a setting is written NAME = VALUE");
        if (!good) {
            error->file = path;
            error->line = line;
            error->column = 1;
            error->excerpt = excerpt;
            return false;
        }
    }
    return true;
}

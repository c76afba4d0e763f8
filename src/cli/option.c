#include "cli/option.h"

#include "base/clock.h"

/* Prisma's commands take these and forget them, so scripts may contain them. */
static const Option forgotten[] = {
    {"telemetry-information", 0, OPTION_TEXT, NO_PLACE, NULL, NULL},
    {"preview-feature", 0, OPTION_FLAG, NO_PLACE, NULL, NULL},
    {"experimental", 0, OPTION_FLAG, NO_PLACE, NULL, NULL},
    {"early-access", 0, OPTION_FLAG, NO_PLACE, NULL, NULL},
    {0},
};

static const Option *find_long(const Option *options, Text name)
{
    for (; options->name; options++)
        if (text_is(name, options->name))
            return options;
    return NULL;
}

static const Option *find_short(const Option *options, char letter)
{
    for (; options->name; options++)
        if (options->letter == letter)
            return options;
    return NULL;
}

static bool store(Arena *arena, const Option *option, Text value, void *arguments, Error *error)
{
    if (option->offset == NO_PLACE)
        return true;
    void *place = (char *)arguments + option->offset;
    switch (option->kind) {
    case OPTION_FLAG:
        *(bool *)place = true;
        return true;
    case OPTION_TEXT:
    case OPTION_PATH:
        *(Text *)place = value;
        return true;
    case OPTION_PATHS:
    case OPTION_TEXTS:
        list_add(arena, (TextList *)place, value);
        return true;
    case OPTION_COUNT: {
        int64_t number;
        if (!text_to_int64(value, &number) || number < 1)
            return fail(error, ERROR_D1001, "the value of --%s must be a number from 1, not '%.*s'",
                        option->name, TEXT_ARG(value));
        *(size_t *)place = (size_t)number;
        return true;
    }
    case OPTION_DURATION:
        return duration_parse(value, place) ||
               fail(error, ERROR_D1001,
                    "the value of --%s must be a duration such as 30s or 2m, not '%.*s'",
                    option->name, TEXT_ARG(value));
    }
    return true;
}

typedef struct OptionReader {
    Arena *arena;
    const TextList *words;
    size_t next;
    void *arguments;
    Error *error;
} OptionReader;

/* Stores an option whose value stands behind "=" (data not NULL) or in the next word. */
static bool take(OptionReader *in, const Option *option, Text value)
{
    if (option->kind == OPTION_FLAG) {
        if (value.data)
            return fail(in->error, ERROR_D1001, "--%s takes no value", option->name);
        return store(in->arena, option, value, in->arguments, in->error);
    }
    if (!value.data) {
        bool missing =
            in->next >= in->words->count || (text_starts_with(in->words->items[in->next], "-") &&
                                             in->words->items[in->next].length > 1);
        if (missing)
            return fail(in->error, ERROR_D1001, "--%s needs a value", option->name);
        value = in->words->items[in->next++];
    }
    return store(in->arena, option, value, in->arguments, in->error);
}

bool options_parse(Arena *arena, const Option *options, const TextList *words, void *arguments,
                   TextList *plain, TextList *rest, Error *error)
{
    OptionReader in = {arena, words, 0, arguments, error};
    while (in.next < words->count) {
        Text word = words->items[in.next++];
        if (text_is(word, "--"))
            break;
        if (!text_starts_with(word, "-") || word.length < 2) {
            list_add(arena, plain, word);
            continue;
        }
        bool is_long = text_starts_with(word, "--");
        Text value = text_slice(word, is_long ? 2 : 1, word.length);
        Text name = text_cut(&value, '=');
        const Option *option = NULL;
        if (is_long) {
            option = find_long(options, name);
            option = option ? option : find_long(forgotten, name);
        } else if (name.length == 1) {
            option = find_short(options, name.data[0]);
        }
        if (!option)
            return fail(error, ERROR_D1001, "there is no option '%s%.*s'", is_long ? "--" : "-",
                        TEXT_ARG(name));
        if (!take(&in, option, value))
            return false;
    }
    while (in.next < words->count)
        list_add(arena, rest, words->items[in.next++]);
    return true;
}

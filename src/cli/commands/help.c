/* dunlin help: the overview, or the help of one command. */
#include "cli/help.h"

typedef struct HelpArguments {
    CommonArguments common;
} HelpArguments;

static const Option options[] = {COMMON_OPTIONS(HelpArguments), {0}};

static void write_option(JsonWriter *json, const Option *option)
{
    static const char *const kinds[] = {
        [OPTION_FLAG] = "flag",         [OPTION_TEXT] = "text",   [OPTION_PATH] = "path",
        [OPTION_DURATION] = "duration", [OPTION_PATHS] = "paths", [OPTION_TEXTS] = "texts",
    };
    char letter[] = {option->letter, '\0'};
    json_begin_object(json, NULL);
    json_add_string(json, "name", option->name);
    json_add_text_or_null(json, "short", text_from(letter));
    json_add_string(json, "kind", kinds[option->kind]);
    json_add_text_or_null(json, "value", text_from(option->value));
    json_add_string(json, "help", option->help);
    json_end_object(json);
}

/* The whole command line as data. */
static void write_commands(JsonWriter *json)
{
    json_begin_array(json, "commands");
    for (size_t i = 0; i < command_count; i++) {
        json_begin_object(json, NULL);
        json_add_string(json, "name", commands[i]->name);
        json_add_string(json, "summary", commands[i]->summary);
        json_add_string(json, "description", commands[i]->description);
        json_add_string(json, "examples", commands[i]->examples);
        json_add_text_or_null(json, "arguments", text_from(commands[i]->words));
        json_begin_array(json, "options");
        for (const Option *option = commands[i]->options; option->name; option++)
            if (option->help)
                write_option(json, option);
        json_end_array(json);
        json_end_object(json);
    }
    json_end_array(json);
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    size_t used;
    (void)data;
    (void)status;
    const TextList *words = &context->words;
    const Command *command = command_find(words, &used);
    if (words->count && !command && !command_is_group(words->items[0]))
        return fail(error, ERROR_D1001, "there is no command '%.*s'", TEXT_ARG(words->items[0]));
    if (context->json)
        write_commands(&context->writer);
    else if (command)
        help_command(stdout, command);
    else
        help_overview(stdout, words->count ? words->items[0] : TEXT(""));
    return true;
}

const Command command_help = {
    .name = "help",
    .summary = "Show help about a command",
    .description = "Shows all commands, or the help of one. With --json: the whole command line "
                   "as data.",
    .examples = "  dunlin help\n  dunlin help migrate deploy\n",
    .options = options,
    .arguments_size = sizeof(HelpArguments),
    .run = run,
};

/* dunlin: reads the command line, runs a command, reports its end. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/interrupt.h"
#include "base/url.h"
#include "cli/command.h"
#include "cli/help.h"
#include "cli/terminal.h"

enum { STATUS_ERROR = 1, STATUS_CANCELLED = 130 };

/* Under this name, with anything behind it, the program is Prisma's engine: see engine/. */
#define ENGINE_NAME "schema-engine"

static void out_of_memory(size_t wanted)
{
    fprintf(stderr, "Error: there is no memory left (%zu bytes were wanted)\n", wanted);
    _exit(STATUS_ERROR);
}

static int status_of(const Error *error)
{
    bool cancelled = error->code == ERROR_D1017 || error->code == ERROR_D1022;
    return cancelled ? STATUS_CANCELLED : STATUS_ERROR;
}

static void begin_document(Context *context, const Command *command, bool bare)
{
    context->document = BUFFER(context->arena);
    context->writer = JSON_WRITER(&context->document);
    json_begin_object(&context->writer, NULL);
    if (!bare)
        json_add_string(&context->writer, "command", command->name);
}

static void end_document(Context *context, bool bare, int status)
{
    if (!bare)
        json_add_number(&context->writer, "exitCode", status);
    json_end_object(&context->writer);
    Text document = buffer_text(&context->document);
    fwrite(document.data, 1, document.length, stdout);
}

static int run_command(Context *context, const Command *command, const TextList *words)
{
    Error error = {.arena = context->arena};
    void *arguments = arena_alloc(context->arena, command->arguments_size);
    const CommonArguments *common = arguments;
    for (list_each(Text, word, words)) /* also when a later word is wrong */
        context->json = context->json || text_is(*word, "--json");
    bool parsed = options_parse(context->arena, command->options, words, arguments, &context->words,
                                &context->rest, &error);
    if (parsed && common->help) {
        help_command(stdout, command);
        return 0;
    }
    context->json = parsed ? common->json : context->json;
    bool bare = command->bare_document;
    if (context->json)
        begin_document(context, command, bare);
    int status = 0;
    bool done = parsed && command->run(context, arguments, &status, &error);
    if (!done) {
        status = status_of(&error);
        if (context->json && bare)
            begin_document(context, command, false);
        bare = false;
        report_error(context, &error);
        if (!parsed && !context->json) {
            fputc('\n', stderr);
            help_command(stderr, command);
        }
    }
    if (context->json)
        end_document(context, bare, status);
    return status;
}

/* Flags that may stand before the command: those without effect are dropped, --config belongs to
 * the command. */
static TextList command_first(Arena *arena, const TextList *words)
{
    static const char *const dropped[] = {"--preview-feature", "--experimental", "--early-access"};
    TextList config = {0};
    TextList ordered = {0};
    size_t i = 0;
    for (; i < words->count && text_starts_with(words->items[i], "--"); i++) {
        bool drop = false;
        for (size_t j = 0; j < sizeof dropped / sizeof *dropped; j++)
            drop = drop || text_is(words->items[i], dropped[j]);
        if (drop)
            continue;
        if (!text_is(words->items[i], "--config") &&
            !text_starts_with(words->items[i], "--config="))
            break;
        list_add(arena, &config, words->items[i]);
        if (text_is(words->items[i], "--config") && i + 1 < words->count)
            list_add(arena, &config, words->items[++i]);
    }
    size_t used;
    TextList rest = {words->items + i, words->count - i, words->count - i};
    size_t name = command_find(&rest, &used) ? used : 0;
    for (size_t j = 0; j < name; j++)
        list_add(arena, &ordered, rest.items[j]);
    for (list_each(Text, word, &config))
        list_add(arena, &ordered, *word);
    for (size_t j = name; j < rest.count; j++)
        list_add(arena, &ordered, rest.items[j]);
    return ordered;
}

/* A line without a command: help when it asks for that, or when it names a group only. */
static int run_without_command(Arena *arena, const TextList *words)
{
    Text first = words->count ? words->items[0] : TEXT("");
    Text second = words->count > 1 ? words->items[1] : TEXT("");
    bool asks = text_is(first, "--help") || text_is(first, "-h") || words->count == 0;
    bool group = command_is_group(first);
    if (asks ||
        (group && (second.length == 0 || text_is(second, "--help") || text_is(second, "-h")))) {
        help_overview(stdout, group ? first : TEXT(""));
        return 0;
    }
    first = text_without_secrets(arena, first);
    second = text_without_secrets(arena, second);
    if (group)
        fprintf(stderr, "! there is no command '%.*s %.*s'\n\n", TEXT_ARG(first), TEXT_ARG(second));
    else
        fprintf(stderr, "! there is no %s '%.*s'\n\n",
                text_starts_with(first, "-") ? "option" : "command", TEXT_ARG(first));
    help_overview(stderr, group ? first : TEXT(""));
    return STATUS_ERROR;
}

static int run(Context *context, TextList *words)
{
    size_t used;
    if (words->count && (text_is(words->items[0], "-v") || text_is(words->items[0], "--version")))
        words->items[0] = TEXT("version");
    const Command *command = command_find(words, &used);
    if (!command)
        return run_without_command(context->arena, words);
    TextList rest = {words->items + used, words->count - used, words->count - used};
    return run_command(context, command, &rest);
}

int main(int count, char **values)
{
    arena_on_exhausted(out_of_memory);
    interrupt_install();
    signal(SIGPIPE, SIG_IGN); // NOLINT(cert-err33-c)
    Arena *arena = arena_new();
    Context context = {.arena = arena, .environment = environment_from(arena, environ)};
    context.folder = path_working_folder(arena);
    context.out_colors = terminal_has_colors(&context.environment, STDOUT_FILENO);
    context.err_colors = terminal_has_colors(&context.environment, STDERR_FILENO);
    context.err_is_terminal = isatty(STDERR_FILENO);
    context.can_prompt = terminal_can_prompt(&context.environment);
    TextList words = {0};
    if (count && text_starts_with(path_name(text_from(values[0])), ENGINE_NAME))
        list_add(arena, &words, TEXT(ENGINE_NAME));
    for (int i = 1; i < count; i++)
        list_add(arena, &words, text_from(values[i]));
    words = command_first(arena, &words);
    int status = run(&context, &words);
    if ((fflush(stdout) != 0 || ferror(stdout)) && status == 0)
        status = STATUS_ERROR; /* the result did not arrive */
    arena_free(arena);
    return status;
}

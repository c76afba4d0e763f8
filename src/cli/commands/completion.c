/* dunlin completion: scripts by which shells complete commands and options. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"

typedef struct CompletionArguments {
    CommonArguments common;
} CompletionArguments;

static const Option options[] = {COMMON_OPTIONS(CompletionArguments), {0}};

/* Appends the words that may follow `group` (empty: the first words), each once. */
static void add_next_words(Buffer *out, const char *group)
{
    Buffer seen = BUFFER(out->arena);
    buffer_add_char(&seen, ' ');
    for (size_t i = 0; i < command_count; i++) {
        Text second = text_from(commands[i]->name);
        Text first = text_cut(&second, ' ');
        Text word = *group ? second : first;
        Text marked = text_format(out->arena, " %.*s ", TEXT_ARG(word));
        bool fits = !*group || (text_is(first, group) && second.data);
        if (!fits || text_contains(buffer_text(&seen), marked.data))
            continue;
        buffer_add_format(&seen, "%.*s ", TEXT_ARG(word));
        buffer_add_format(out, "%s%.*s", out->length ? " " : "", TEXT_ARG(word));
    }
}

static Text next_words(Arena *arena, const char *group)
{
    Buffer words = BUFFER(arena);
    add_next_words(&words, group);
    return buffer_text(&words);
}

static Text option_words(Arena *arena, const Command *command)
{
    Buffer words = BUFFER(arena);
    for (const Option *option = command->options; option->name; option++)
        if (option->help)
            buffer_add_format(&words, "%s--%s", words.length ? " " : "", option->name);
    if (command->words)
        buffer_add_format(&words, " %s", command->words);
    return buffer_text(&words);
}

static void write_bash(Buffer *out)
{
    Arena *arena = out->arena;
    buffer_add_format(
        out,
        "# bash completion of dunlin; use: source <(dunlin completion bash)\n"
        "_dunlin() {\n"
        "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
        "  local command=\"${COMP_WORDS[1]} ${COMP_WORDS[2]}\"\n"
        "  case $before in --schema|--config|--file) COMPREPLY=($(compgen -f -- \"$word\")); "
        "return;; esac\n"
        "  if [ \"$COMP_CWORD\" = 1 ]; then COMPREPLY=($(compgen -W '%.*s' -- \"$word\")); "
        "return; fi\n",
        TEXT_ARG(next_words(arena, "")));
    buffer_add_format(out, "  case $COMP_CWORD-$before in\n");
    for (size_t i = 0; i < command_count; i++) {
        Text rest = text_from(commands[i]->name);
        char *group = text_cstr(arena, text_cut(&rest, ' '));
        bool first = i == 0 || strncmp(commands[i - 1]->name, group, strlen(group)) != 0;
        if (rest.data && first)
            buffer_add_format(out,
                              "    2-%s) COMPREPLY=($(compgen -W '%.*s' -- \"$word\")); return;;\n",
                              group, TEXT_ARG(next_words(arena, group)));
    }
    buffer_add_format(out, "  esac\n  case $command in\n");
    for (size_t i = 0; i < command_count; i++)
        buffer_add_format(out, "    '%s'%s) COMPREPLY=($(compgen -W '%.*s' -- \"$word\"));;\n",
                          commands[i]->name, strchr(commands[i]->name, ' ') ? "" : "*",
                          TEXT_ARG(option_words(arena, commands[i])));
    buffer_add_format(out, "  esac\n}\ncomplete -F _dunlin dunlin\n");
}

static void write_zsh(Buffer *out)
{
    Arena *arena = out->arena;
    buffer_add_format(out, "#compdef dunlin\n"
                           "# zsh completion of dunlin; use: source <(dunlin completion zsh)\n"
                           "_dunlin() {\n"
                           "  local -a first second flags\n"
                           "  first=(${(s: :)\"$(_dunlin_words)\"})\n"
                           "  if (( CURRENT == 2 )); then compadd -- $first; return; fi\n"
                           "  case $words[2] in\n");
    for (size_t i = 0; i < command_count; i++) {
        Text rest = text_from(commands[i]->name);
        char *group = text_cstr(arena, text_cut(&rest, ' '));
        bool first = i == 0 || strncmp(commands[i - 1]->name, group, strlen(group)) != 0;
        if (rest.data && first)
            buffer_add_format(out,
                              "    %s) if (( CURRENT == 3 )); then compadd -- %.*s; return; fi;;\n",
                              group, TEXT_ARG(next_words(arena, group)));
    }
    buffer_add_format(
        out, "  esac\n"
             "  case $words[CURRENT-1] in --schema|--config|--file) _files; return;; esac\n"
             "  case \"$words[2] $words[3]\" in\n");
    for (size_t i = 0; i < command_count; i++)
        buffer_add_format(out, "    '%s'%s) compadd -- %.*s;;\n", commands[i]->name,
                          strchr(commands[i]->name, ' ') ? "" : "*",
                          TEXT_ARG(option_words(arena, commands[i])));
    buffer_add_format(
        out,
        "  esac\n}\n"
        "_dunlin_words() { print -r -- '%.*s' }\n"
        "if [ \"$funcstack[1]\" = _dunlin ]; then _dunlin \"$@\"; else compdef _dunlin dunlin; "
        "fi\n",
        TEXT_ARG(next_words(arena, "")));
}

static bool names_a_file(const Option *option)
{
    return option->kind == OPTION_PATH || option->kind == OPTION_PATHS;
}

static void write_fish(Buffer *out)
{
    Arena *arena = out->arena;
    buffer_add_format(out,
                      "# fish completion of dunlin; use: dunlin completion fish | source\n"
                      "complete -c dunlin -f\n"
                      "complete -c dunlin -n __fish_use_subcommand -a '%.*s'\n",
                      TEXT_ARG(next_words(arena, "")));
    for (size_t i = 0; i < command_count; i++) {
        const Command *command = commands[i];
        Text rest = text_from(command->name);
        Text first = text_cut(&rest, ' ');
        Text condition = text_format(arena, "__fish_seen_subcommand_from %.*s", TEXT_ARG(first));
        if (rest.data) {
            buffer_add_format(
                out,
                "complete -c dunlin -n '%.*s; and not __fish_seen_subcommand_from %.*s' "
                "-a %.*s -d '%s'\n",
                TEXT_ARG(condition), TEXT_ARG(next_words(arena, text_cstr(arena, first))),
                TEXT_ARG(rest), command->summary);
            condition = text_format(arena, "%.*s; and __fish_seen_subcommand_from %.*s",
                                    TEXT_ARG(condition), TEXT_ARG(rest));
        }
        for (const Option *option = command->options; option->name; option++)
            if (option->help)
                buffer_add_format(out, "complete -c dunlin -n '%.*s' -l %s%s\n",
                                  TEXT_ARG(condition), option->name,
                                  option->kind == OPTION_FLAG ? ""
                                  : names_a_file(option)      ? " -r -F"
                                                              : " -x");
    }
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    static const struct {
        const char *name;
        void (*write)(Buffer *out);
    } shells[] = {{"bash", write_bash}, {"zsh", write_zsh}, {"fish", write_fish}};
    (void)data;
    (void)status;
    Text wanted = context->words.count ? context->words.items[0] : TEXT("");
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
        if (text_is(wanted, shells[i].name)) {
            Buffer script = BUFFER(context->arena);
            shells[i].write(&script);
            if (context->json)
                json_add_text(&context->writer, "script", buffer_text(&script));
            else
                fwrite(script.data, 1, script.length, stdout);
            return true;
        }
    }
    return fail(error, ERROR_D1001, "name the shell: bash, zsh or fish");
}

const Command command_completion = {
    .name = "completion",
    .summary = "Print a completion script for a shell",
    .description = "Prints the script by which bash, zsh or fish completes dunlin's commands.",
    .examples = "  source <(dunlin completion bash)\n"
                "  dunlin completion zsh > \"${fpath[1]}/_dunlin\"\n"
                "  dunlin completion fish > ~/.config/fish/completions/dunlin.fish\n",
    .options = options,
    .words = "bash zsh fish",
    .arguments_size = sizeof(CompletionArguments),
    .run = run,
};

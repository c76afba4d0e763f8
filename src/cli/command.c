#include "cli/command.h"

#define COMMAND(identifier) extern const Command command_##identifier;
#include "cli/commands/commands.def"
#undef COMMAND

const Command *const commands[] = {
#define COMMAND(identifier) &command_##identifier,
#include "cli/commands/commands.def"
#undef COMMAND
};

const size_t command_count = sizeof commands / sizeof *commands;

/* How many of the words are the name of a command; 0 when they are not. */
static size_t matching_words(const char *words_of_name, const TextList *words)
{
    Text name = text_from(words_of_name);
    size_t used = 0;
    while (name.length) {
        Text part = text_cut(&name, ' ');
        if (used >= words->count || !text_equal(words->items[used], part))
            return 0;
        used++;
    }
    return used;
}

const Command *command_find(const TextList *words, size_t *used)
{
    for (size_t i = 0; i < command_count; i++) {
        *used = matching_words(commands[i]->name, words);
        if (*used == 0)
            *used = matching_words(commands[i]->old_name, words);
        if (*used)
            return commands[i];
    }
    return NULL;
}

bool command_is_group(Text word)
{
    for (size_t i = 0; i < command_count; i++) {
        Text rest = text_from(commands[i]->name);
        Text first = text_cut(&rest, ' ');
        if (rest.data && text_equal(first, word))
            return true;
    }
    return false;
}

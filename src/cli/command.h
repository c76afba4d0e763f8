/* The commands, as a table. */
#ifndef DUNLIN_CLI_COMMAND_H
#define DUNLIN_CLI_COMMAND_H

#include "cli/context.h"
#include "cli/option.h"

typedef struct Command {
    const char *name;        /* "migrate deploy" */
    const char *old_name;    /* that is understood, too, and no help tells of; or NULL */
    const char *summary;     /* one phrase */
    const char *description; /* paragraphs for the help */
    const char *examples;    /* lines for the help */
    const Option *options;   /* ends with an item without a name */
    const char *words;       /* plain words that it takes, parted by blanks, or NULL */
    size_t arguments_size;
    bool bare_document; /* without an error, its JSON has neither `command` nor `exitCode` */
    /* Does the work. False with an error; otherwise `status` is the exit status. */
    bool (*run)(Context *context, const void *arguments, int *status, Error *error);
} Command;

/* Options that every command has; its arguments begin with this struct. */
typedef struct CommonArguments {
    bool help;
    bool json;
} CommonArguments;

// clang-format off
#define COMMON_OPTIONS(Arguments) \
    {"json", 0, OPTION_FLAG, offsetof(Arguments, common.json), NULL, \
     "print one JSON document instead of text"}, \
    {"help", 'h', OPTION_FLAG, offsetof(Arguments, common.help), NULL, "show this help"}
// clang-format on

/* All commands in the order of the help. */
extern const Command *const commands[];
extern const size_t command_count;

/* The command that the first words name; `used` is how many of them. NULL when there is none. */
const Command *command_find(const TextList *words, size_t *used);

/* True when the word begins the name of a command of two words, such as "migrate". */
bool command_is_group(Text word);

#endif

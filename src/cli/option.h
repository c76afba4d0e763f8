/* Options of a command, as a table that parsing, help and completion walk over. */
#ifndef DUNLIN_CLI_OPTION_H
#define DUNLIN_CLI_OPTION_H

#include <stddef.h>

#include "base/error.h"

typedef enum OptionKind {
    OPTION_FLAG,     /* bool */
    OPTION_TEXT,     /* Text */
    OPTION_PATH,     /* Text; completed as a file name */
    OPTION_TEXTS,    /* TextList; may stand several times */
    OPTION_DURATION, /* int64_t, milliseconds */
    OPTION_COUNT,    /* size_t, from 1 */
    OPTION_PATHS,    /* TextList: may be given again and again */
} OptionKind;

typedef struct Option {
    const char *name; /* without "--" */
    char letter;      /* of the short form, or 0 */
    OptionKind kind;
    ptrdiff_t offset;  /* into the command's arguments; NO_PLACE: read and forgotten */
    const char *value; /* what stands for the value in the help, or NULL */
    const char *help;  /* NULL: hidden */
} Option;

enum { NO_PLACE = -1 };

/* The options that are read into `arguments`, a struct that the table's offsets fit. Words that are
 * no options go to `plain`, what follows "--" to `rest`. D1001 on the first mistake. */
bool options_parse(Arena *arena, const Option *options, const TextList *words, void *arguments,
                   TextList *plain, TextList *rest, Error *error);

#endif

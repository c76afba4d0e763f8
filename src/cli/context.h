/* What a command is given: memory, environment, and where its output goes. */
#ifndef DUNLIN_CLI_CONTEXT_H
#define DUNLIN_CLI_CONTEXT_H

#include "base/environment.h"
#include "base/error.h"
#include "base/json.h"

typedef struct Context {
    Arena *arena;
    Environment environment;
    Text folder;      /* the working folder */
    bool result_only; /* standard output is the result alone: say() is silent */
    bool json;        /* one document on standard output, and no other text */
    bool out_colors;
    bool err_colors;
    bool err_is_terminal;
    bool can_prompt;   /* somebody can answer a question */
    TextList words;    /* the plain words behind the command's name */
    TextList rest;     /* the words behind "--" */
    Buffer document;   /* the JSON document, printed at the end */
    JsonWriter writer; /* its object is open: commands add members */
} Context;

/* Text for people on standard output; nothing with --json. */
void say(const Context *context, const char *format, ...) PRINTF_LIKE(2, 3);

/* Text for people on standard error: what is not the result. Nothing with --json. */
void note(const Context *context, const char *format, ...) PRINTF_LIKE(2, 3);

/* A warning, on standard error also with --json. */
void warn(const Context *context, const char *format, ...) PRINTF_LIKE(2, 3);

typedef enum Style {
    STYLE_PLAIN,
    STYLE_BOLD,
    STYLE_DIM,
    STYLE_GOOD,
    STYLE_BAD,
    STYLE_WARNING
} Style;

/* The escape code that begins or (STYLE_PLAIN) ends a style on standard output or standard error;
 * an empty string where there are no colours. */
const char *out_style(const Context *context, Style style);
const char *err_style(const Context *context, Style style);

/* Asks a yes-or-no question on the terminal; the default is no. D1017 on Ctrl-C. The caller made
 * sure that somebody can answer. */
bool ask(const Context *context, bool *yes, Error *error, const char *format, ...)
    PRINTF_LIKE(4, 5);

/* Asks whether to go on; the default is no. D1022 when the answer is no or the
 * input ends, D1017 on Ctrl-C. The caller made sure that somebody can answer. */
bool confirm(const Context *context, Error *error, const char *format, ...) PRINTF_LIKE(3, 4);

/* Asks for a line of text, which may be empty. D1017 on Ctrl-C; the end of the input is an empty
 * line. The caller made sure that somebody can answer. */
bool ask_text(const Context *context, Text *answer, Error *error, const char *format, ...)
    PRINTF_LIKE(4, 5);

/* Prints an error for people to standard error, or adds it to the JSON document. */
void report_error(Context *context, const Error *error);

/* A path as seen from the working folder. */
Text shown_path(const Context *context, Text path);

/* "12.3 MB". */
Text bytes_shown(Arena *arena, int64_t bytes);

/* "1 migration", "2 migrations". */
Text counted(Arena *arena, size_t count, const char *noun);

#endif

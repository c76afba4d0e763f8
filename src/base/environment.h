/* The environment variables that a command sees: those of the process, and those that .env files
 * add. The process's own environment is never changed. */
#ifndef DUNLIN_BASE_ENVIRONMENT_H
#define DUNLIN_BASE_ENVIRONMENT_H

#include "base/map.h"

typedef struct Environment {
    Map variables; /* name to Text * */
} Environment;

/* A copy of a list of "NAME=value" strings that ends with NULL. */
Environment environment_from(Arena *arena, char *const *strings);

/* The value, or NULL when the variable is not set. */
const Text *environment_get(const Environment *environment, const char *name);
const Text *environment_get_text(const Environment *environment, Text name);

/* True when the variable is set and not empty. */
bool environment_has(const Environment *environment, const char *name);

void environment_set(Environment *environment, Text name, Text value);

/* As a NULL-terminated list of "NAME=value" strings, for a child process. */
char **environment_strings(Arena *arena, const Environment *environment);

#endif

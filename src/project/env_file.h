/* .env files, as the npm package `dotenv` 16 reads them, with the expansion of `${NAME}` that
 * Prisma 6 does afterwards. Both were observed by running them: dotenv 16.6.1 and prisma 6.19.3. */
#ifndef DUNLIN_PROJECT_ENV_FILE_H
#define DUNLIN_PROJECT_ENV_FILE_H

#include "base/environment.h"
#include "base/error.h"

typedef struct EnvPair {
    Text name;
    Text value;  /* unquoted, escapes of double quotes done, nothing expanded */
    size_t line; /* of the name, from 1 */
} EnvPair;
typedef LIST_OF(EnvPair) EnvPairs;

/* How pairs are put into an environment. ENV_PLAIN, or one of the two expansions, and perhaps
 * ENV_OVERRIDE. */
typedef enum EnvMerge {
    ENV_PLAIN = 0,        /* values as written: `import "dotenv/config"` */
    ENV_EXPAND = 1,       /* `${NAME}` and `\${NAME}`: Prisma 6 with its own .env files */
    ENV_EXPAND_SHELL = 2, /* also `$NAME` and `${NAME:-default}`: the npm package dotenv-expand */
    ENV_OVERRIDE = 4,     /* values of the file win over those of the environment */
} EnvMerge;

/* The variables of a .env file's text, in the order of first mention, each name once (the last
 * value counts). Lines that are no assignment are skipped: every text is a .env file. Names and
 * values live in `arena`. */
void env_file_parse(Arena *arena, Text source, EnvPairs *pairs);

/* Reads and parses the file at `path`. D1007 when it cannot be read. */
bool env_file_read(Arena *arena, Text path, EnvPairs *pairs, Error *error);

/* Adds the variables to `environment`, which must not outlive `arena`; `how` is made of EnvMerge.
 * One that is there already keeps its value (unless ENV_OVERRIDE), and that value is also what
 * `${NAME}` stands for; a name that nobody sets is the empty text. With an expansion, a variable of
 * the file that the environment held before is expanded as well, as Prisma does. D1007 when a
 * variable refers to itself, directly or not (Prisma ends with an error, too), or when the expanded
 * values are too large; error->line is the line in the file. */
bool env_pairs_merge(Arena *arena, const EnvPairs *pairs, unsigned how, Environment *environment,
                     Error *error);

/* Reads, parses and merges. A missing file is no failure: `found` becomes false. */
bool env_file_load(Arena *arena, Text path, unsigned how, Environment *environment, bool *found,
                   Error *error);

#endif

/* Reads prisma.config.{ts,js,mjs,cjs,mts,cts} without running JavaScript: the file is parsed, and
 * the part of the language that such files use is evaluated. What lies outside of it makes only the
 * keys that depend on it unreadable.
 *
 * What the keys mean: docs of Prisma 6 and 7, and the behaviour of 6.19.3 and 7.10.1. The
 * evaluation was compared with Node.js 20. */
#ifndef DUNLIN_PROJECT_CONFIG_MODULE_H
#define DUNLIN_PROJECT_CONFIG_MODULE_H

#include "base/environment.h"
#include "base/error.h"

typedef enum ConfigState {
    CONFIG_ABSENT,           /* not there, undefined or null */
    CONFIG_SET,              /* `value` is it; it may be empty */
    CONFIG_MISSING_VARIABLE, /* env("X") of a variable that is not set or empty: `reason` is its
                                name */
    CONFIG_UNREADABLE,       /* needs JavaScript: `reason` tells for what, like "a call of 'f'" */
    CONFIG_WRONG_TYPE,       /* a number, a list, … */
} ConfigState;

/* Where a key is, and what is the matter with it. */
typedef struct ConfigText {
    ConfigState state;
    Text value;
    Text key; /* "datasource.url"; always set */
    Text reason;
    size_t line; /* from 1; 0 when absent: the key's value, or what cannot be computed */
    size_t column;
} ConfigText;

typedef struct ConfigList {
    ConfigState state;
    TextList values;
    Text key;
    Text reason;
    size_t line;
    size_t column;
} ConfigList;

typedef struct ConfigModule {
    ConfigText schema;          /* as written or computed; relative ones are relative to the file */
    ConfigText migrations_path; /* likewise */
    ConfigText migrations_seed;
    ConfigText init_shadow_db;
    ConfigText url;
    ConfigText direct_url;
    ConfigText shadow_url;
    ConfigText engine;
    ConfigText views_path;     /* as `schema` */
    ConfigText typed_sql_path; /* as `schema` */
    ConfigList external_tables;
    ConfigList external_enums;
    bool uses_adapter; /* there is an `adapter` */
    TextList warnings; /* keys that are not known and the like, a sentence each */
} ConfigModule;

/* Reads the text `source` of the file at `path`. Variables come from `environment`, to which the
 * .env files are added that the file loads, in the order in which it would load them; relative
 * names of such files are relative to `working_folder` (an absolute path). Texts of `module` live
 * in `arena` or in `source`.
 *
 * D1003 when the file cannot be split into tokens and matched brackets (with line, column and
 * excerpt), when it has no default export, or when that is no object. */
bool config_module_read(Arena *arena, Text path, Text source, Text working_folder,
                        Environment *environment, ConfigModule *module, Error *error);

#endif

/* A Prisma project as it stands: where its schema, its migrations, its settings and its database
 * are, by the rules of Prisma 5, 6 and 7. */
#ifndef DUNLIN_PROJECT_PROJECT_H
#define DUNLIN_PROJECT_PROJECT_H

#include "base/environment.h"
#include "database/connection.h"
#include "project/config_module.h"
#include "project/package_json.h"
#include "project/schema_files.h"
#include "project/settings.h"

/* What the command line says; empty texts where it is silent. */
typedef struct ProjectOptions {
    Text schema;     /* --schema */
    Text config;     /* --config */
    Text url;        /* --url */
    Text shadow_url; /* of the shadow database, instead of the project's */
    bool may_begin;  /* without a schema, --url begins one, as in Prisma 6 */
} ProjectOptions;

typedef struct Project {
    Arena *arena;
    Text folder; /* the working folder */
    ProjectOptions options;
    Environment *environment;
    Settings settings;
    PackageJson package;
    Text config_path; /* of prisma.config.*; empty: there is none */
    ConfigModule config;

    /* Once project_load_schema() was called. */
    int prisma_major; /* 6 (also for 5) or 7 */
    Text schema_path; /* a file or a folder */
    SchemaFiles schema;
    ConfigBlocks blocks;
    const ConfigBlock *datasource;
    Text provider;        /* as the datasource block has it */
    Text migrations_path; /* may not exist */
    TextList env_files;   /* that were read */
    TextList warnings;    /* for the user, a sentence each */
} Project;

/* Finds and reads the settings, the configuration file and package.json. The environment gets the
 * variables that the configuration file loads. D1003, D1016, D1007. */
bool project_open(Arena *arena, Text folder, ProjectOptions options, Environment *environment,
                  Project *project, Error *error);

/* Finds the schema, reads its datasource, and loads the .env files that belong to it. A schema that
 * --url begins is one file with a datasource, not written yet. D1002, P1012, D1003; P1013 and D1006
 * of the URL. */
bool project_load_schema(Project *project, Error *error);

/* Finds the schema and reads its files, whatever they hold. D1002, D1003, D1004, D1005, D1007. */
bool project_read_schema(Project *project, Error *error);

/* The project of a schema whose files are at hand: nothing else is read. `folder` is the working
 * folder. The environment and the files must outlive the project. P1012. */
bool project_of_schema(Arena *arena, Text folder, const SchemaFiles *schema,
                       Environment *environment, Project *project, Error *error);

/* Which version of Prisma is said to read the schema, by DUNLIN_PRISMA_VERSION, dunlin.toml or the
 * name of the configuration file; 0: nothing says it. D1016. */
bool project_stated_version(const Project *project, int *major, Error *error);

/* The connection to the project's database. P1012 when the schema's URL cannot be resolved, D1004
 * when the configuration's cannot be read, D1005 when there is none, D1006 when this version has no
 * client for it, P1013 when it is not valid. */
bool project_connection(Project *project, Connection *connection, Error *error);

/* The connection to the shadow database that the project names; `given` is false where it names
 * none, or a variable that is not set. D1005 when it is the database itself; else as
 * project_connection(). */
bool project_shadow_connection(Project *project, const Connection *connection, Connection *shadow,
                               bool *given, Error *error);

/* The connection of a URL without a schema (db execute --url). */
bool project_connection_of_url(const Project *project, Text url, Connection *connection,
                               Error *error);

/* Loads the .env files for a command that needs no schema. */
bool project_load_env_files(Project *project, Error *error);

/* The namespaces that the datasource lists, or none. */
TextList project_listed_namespaces(const Project *project);

/* Where dunlin keeps what it can make again: DUNLIN_CACHE, or dunlin's folder in XDG_CACHE_HOME or
 * in the user's .cache. Empty where there is no such place, or DUNLIN_CACHE is "off". */
Text project_cache_folder(const Project *project);

/* The default namespace and those that the datasource lists, each once. */
TextList project_namespaces(const Project *project, const Connection *connection);

/* The namespaces that a reset empties: those that the datasource lists, else the default one. */
TextList project_reset_namespaces(const Project *project, const Connection *connection);

/* The seed command, or an empty text; `origin` tells where it stands. D1004. */
bool project_seed(Project *project, Text *command, Text *origin, Error *error);

#endif

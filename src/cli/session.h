/* What the commands on a project have in common: finding it, telling what was found, connecting. */
#ifndef DUNLIN_CLI_SESSION_H
#define DUNLIN_CLI_SESSION_H

#include "cli/command.h"
#include "database/database.h"
#include "history/apply.h"
#include "project/project.h"

/* Arguments of every command that works on a project; a command's own begin with them. */
typedef struct ProjectArguments {
    CommonArguments common;
    ProjectOptions project;
} ProjectArguments;

/* The options for ProjectArguments, which the command's arguments hold as `base`. */
// clang-format off
#define PROJECT_OPTIONS(Arguments) \
    {"schema", 0, OPTION_PATH, offsetof(Arguments, base.project.schema), "PATH", \
     "the schema file or folder"}, \
    {"config", 0, OPTION_PATH, offsetof(Arguments, base.project.config), "FILE", \
     "the configuration file (default: prisma.config.ts …)"}, \
    {"url", 0, OPTION_TEXT, offsetof(Arguments, base.project.url), "URL", \
     "connect to this database instead of the project's"}, \
    {"json", 0, OPTION_FLAG, offsetof(Arguments, base.common.json), NULL, \
     "print one JSON document instead of text"}, \
    {"help", 'h', OPTION_FLAG, offsetof(Arguments, base.common.help), NULL, "show this help"}
// clang-format on

typedef struct Session {
    Context *context;
    Project project;
    Connection connection;
    MigrationsFolder folder;
    TextList namespaces; /* of the datasource */
    Database *database;  /* NULL until it is opened */
    bool created;        /* the database, by session_connect_or_create() */
    bool keep;           /* migrations keep what they lose: as the settings say, until changed */
} Session;

/* Finds the project, its schema and its connection, and tells what it found. */
bool session_begin(Session *session, Context *context, const ProjectArguments *arguments,
                   Error *error);

/* The same, and reads the migrations folder; P3019 when it is another database's. */
bool session_begin_migrations(Session *session, Context *context, const ProjectArguments *arguments,
                              Error *error);

/* Finds the project's database; with --url and without --schema that of the URL alone. */
bool session_begin_database(Session *session, Context *context, const ProjectArguments *arguments,
                            Error *error);

/* Connects; tries again for `wait` milliseconds while the server is starting. */
bool session_connect(Session *session, OpenMode mode, int64_t wait, Error *error);

/* Connects, and creates the database first where it is missing. */
bool session_connect_or_create(Session *session, int64_t wait, Error *error);

void session_end(Session *session);

/* What apply, resolve and reset are asked for. */
ApplyRequest session_request(Session *session);

/* The mode of running scripts: --script-mode, DUNLIN_SCRIPT_MODE, dunlin.toml, or atomic. D1016. */
bool session_script_mode(const Session *session, Text option, ScriptMode *mode, Error *error);

/* Adds a list of migrations to the JSON document. */
void write_names(JsonWriter *json, const char *name, const MigrationList *migrations);
void write_row_names(JsonWriter *json, const char *name, const RowList *rows);
void write_texts(JsonWriter *json, const char *name, const TextList *texts);

#endif

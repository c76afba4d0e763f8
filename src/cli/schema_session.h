/* What the commands on a schema have in common: finding it and reading it. */
#ifndef DUNLIN_CLI_SCHEMA_SESSION_H
#define DUNLIN_CLI_SCHEMA_SESSION_H

#include "cli/command.h"
#include "project/project.h"
#include "psl/schema.h"

/* Arguments of every command that works on a schema; a command's own begin with them. */
typedef struct SchemaArguments {
    CommonArguments common;
    ProjectOptions project;
    Text prisma;
} SchemaArguments;

/* The options for SchemaArguments, which the command's arguments hold as `base`. */
// clang-format off
#define SCHEMA_OPTIONS(Arguments) \
    {"schema", 0, OPTION_PATH, offsetof(Arguments, base.project.schema), "PATH", \
     "the schema file or folder"}, \
    {"config", 0, OPTION_PATH, offsetof(Arguments, base.project.config), "FILE", \
     "the configuration file (default: prisma.config.ts …)"}, \
    {"prisma", 0, OPTION_TEXT, offsetof(Arguments, base.prisma), "VERSION", \
     "the rules of Prisma 6 or 7 (default: what the project looks like)"}, \
    {"json", 0, OPTION_FLAG, offsetof(Arguments, base.common.json), NULL, \
     "print one JSON document instead of text"}, \
    {"help", 'h', OPTION_FLAG, offsetof(Arguments, base.common.help), NULL, "show this help"}
// clang-format on

typedef struct SchemaSession {
    Context *context;
    Project project;
    SchemaOptions options;
    Schema schema; /* points into the project's files */
} SchemaSession;

/* The version whose rules hold: --prisma, or else what the project says; 0: what the schema looks
 * like. D1001, D1016. */
bool schema_version(const Project *project, Text option, PrismaVersion *version, Error *error);

/* Finds the project and its schema and reads it. What is wrong with it is in
 * `session->schema.diagnostics`; false only when there is none that could be looked at. */
bool schema_session_begin(SchemaSession *session, Context *context,
                          const SchemaArguments *arguments, bool keep_layout, Error *error);

/* "prisma/schema.prisma", or "prisma/schema (3 files)". */
Text schema_session_shown(const SchemaSession *session);

/* Reports what is wrong with the schema, and a line that sums it up; true when it has no error.
 * `status` becomes 1 when it has. */
bool schema_session_report(const SchemaSession *session, int *status);

#endif

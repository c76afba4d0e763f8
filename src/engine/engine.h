/* Prisma's engine process: Prisma's command line starts a program, asks it by JSON-RPC 2.0, a line
 * each way, and prints what it answers. dunlin can be that program. The protocol is that of Prisma
 * 6 and 7. */
#ifndef DUNLIN_ENGINE_ENGINE_H
#define DUNLIN_ENGINE_ENGINE_H

#include "base/buffer.h"
#include "base/environment.h"
#include "base/error.h"

/* What the command line of the process says. */
typedef struct Engine {
    Environment *environment;
    Text folder;           /* the working folder */
    TextList schema_paths; /* --datamodels: the files of the schema */
    Text url;              /* --datasource, or empty: the schema says it */
    Text shadow_url;       /* the same */
} Engine;

/* Takes `--datasource`: a document such as {"url": "…", "shadowDatabaseUrl": "…"}, or just a URL.
 * D1040. */
bool engine_set_datasource(Arena *arena, Engine *engine, Text datasource, Error *error);

/* Reads requests from one descriptor and writes the answers to another, until the input ends or the
 * process is told to stop. False when an answer could not be written: D1021. */
bool engine_serve(const Engine *engine, int input, int output, Error *error);

/* What Prisma's command line asks before it starts the process: does the database of
 * `--datasource` exist, and can one be made? The errors of database_open() and database_create(),
 * P1013, D1005. */
bool engine_can_connect(Arena *arena, const Engine *engine, Error *error);
bool engine_create_database(Arena *arena, const Engine *engine, Error *error);

/* Appends a line of the log that Prisma's command line reads from standard error. */
void engine_log(Buffer *out, const char *message);
void engine_log_error(Buffer *out, const Engine *engine, const Error *error);

#endif

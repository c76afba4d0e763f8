/* Down scripts: what takes a migration back. They lie as down.sql beside migration.sql, where
 * Prisma passes over them, and belong to whoever edits them. */
#ifndef DUNLIN_ROLLBACK_DOWN_SCRIPT_H
#define DUNLIN_ROLLBACK_DOWN_SCRIPT_H

#include "history/folder.h"
#include "sql/steps.h"

/* A comment in a down script: data that was kept is put back when what stands before it has run,
 * because what stands behind it (NOT NULL, unique indexes, foreign keys) needs that data. */
#define KEPT_DATA_MARK "-- Kept data is put back here."

typedef struct DownScriptRequest {
    Text name;                    /* of the migration */
    Text migration;               /* its script */
    const Comparison *comparison; /* from what was before the migration to what is behind it */
    const struct SqlRules *rules;
    Text first;     /* SQL that takes out of the way what the steps cannot pass; or empty */
    Text beyond;    /* SQL for what steps know nothing of, run last; or empty */
    Text instead;   /* SQL to be taken for the steps, where these do not do; or empty */
    TextList flaws; /* in what its result is known to differ from what was before; a line each */
} DownScriptRequest;

/* Writes the script, headed by what it does to data, and by what it does not bring back. */
Text down_script(Arena *arena, const DownScriptRequest *request);

typedef struct DownScript {
    Text path;
    Text text;        /* data is NULL when there is none */
    bool is_ours;     /* as dunlin wrote it; else somebody has written or edited it */
    bool is_outdated; /* ours, and made for another migration.sql than the one that is there */
    size_t mark;      /* the byte at which KEPT_DATA_MARK ends; the length where it has none */
} DownScript;

/* Reads the down script of a migration, whose script was read. That there is none is no error.
 * D1007, D1008 and D1009 as of a migration's script. */
bool down_script_read(Arena *arena, const MigrationsFolder *folder, const Migration *migration,
                      DownScript *script, Error *error);

/* What its header says to be not as before after it: a line each, views of its text. */
TextList down_script_flaws(Arena *arena, const DownScript *script);

/* Writes it beside migration.sql. D1021 when it cannot be written. */
bool down_script_write(Arena *arena, Text migrations_folder, Text name, Text script, Error *error);

#endif

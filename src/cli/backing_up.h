/* Backups as commands make them and put them back: what is told meanwhile, and what is asked. */
#ifndef DUNLIN_CLI_BACKING_UP_H
#define DUNLIN_CLI_BACKING_UP_H

#include "cli/session.h"
#include "rollback/backup.h"

/* What a command that makes a backup is asked for. */
typedef struct BackingUp {
    Text folder; /* as given; empty: no backup */
    bool verify;
    Text keep_last; /* a number, or empty: keep all */
} BackingUp;

/* A request for the connection, whose progress is told on the terminal. */
BackupRequest backup_request(Context *context, const Connection *connection);

/* D1001 when something is not as it should be: before anything is done. */
bool backing_up_check(const BackingUp *asked, Error *error);

/* Makes a backup of the session's database, verifies it and prunes the folder as asked, tells about
 * it, and adds it to the JSON document as `backup`. */
bool backing_up(Session *session, const BackingUp *asked, Backup *backup, Error *error);

/* Asks whether the database may be replaced by a backup: whoever agrees types its name. D1022 for
 * every other answer. `since` is when what is lost was written. The caller made sure that somebody
 * can answer. */
bool backup_ask_to_replace(const Session *session, Text since, Error *error);

/* The line on which progress is told is cleared. */
void backup_progress_end(const Context *context);

/* The members that tell a backup, in an object that is open. */
void backup_write(JsonWriter *json, const Backup *backup);

/* The command that puts it back, as a shell takes it. */
Text backup_restore_command(Arena *arena, const ProjectArguments *arguments, const Backup *backup);

#endif

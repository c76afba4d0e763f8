/* Databases that are made beside others on a PostgreSQL server, to restore backups into. Their
 * names tell what they are, and a lock tells that somebody is still at work on them: what a killed
 * run has left is dropped by the next one. */
#ifndef DUNLIN_ROLLBACK_BACKUP_SPARE_DATABASE_H
#define DUNLIN_ROLLBACK_BACKUP_SPARE_DATABASE_H

#include "rollback/backup/manifest.h"

/* Connects to the server of the connection, in a database that every server has; the caller closes
 * it. That of the connection itself is the last choice. */
bool server_open(Arena *arena, const Connection *connection, Database **server, Error *error);

/* Drops what killed runs have left. What cannot be dropped stays. */
void spare_clean(Arena *arena, Database *server);

/* Makes an empty database as the manifest says it must be; `name` becomes its name, and is set also
 * when somebody has to drop it after a failure. D1047 when the user may not. */
bool spare_make(Arena *arena, Database *server, const BackupManifest *manifest, Text *name,
                Error *error);

/* Drops it, whoever is still connected; an empty name is nothing to do. */
bool spare_drop(Arena *arena, Database *server, Text *name, Error *error);

/* Makes the spare database that of the name, in one transaction. What has that name now ends as the
 * spare one: its sessions are ended, and its owner, privileges, settings and comment become those
 * of the new one. `spare` is set to the name that it then has, or to an empty one. */
bool spare_swap(Arena *arena, Database *server, Text name, Text *spare, Error *error);

/* Is there a database of that name? */
bool server_has(Arena *arena, Database *server, Text name, bool *found, Error *error);

#endif

/* Databases that are made on a server for the time of a run: shadow databases, and those that
 * backups are restored into. Their names tell what they are. A lock on the name, which is held from
 * before the database is made, tells that somebody is still at work on it: locks end with the
 * connection, so what a killed run has left is dropped by the next one. */
#ifndef DUNLIN_HISTORY_TEMPORARY_DATABASE_H
#define DUNLIN_HISTORY_TEMPORARY_DATABASE_H

#include "database/database.h"

/* Makes up a name with this beginning, of at most 40 bytes, and locks it on the connection, which
 * has to stay open as long as the database is of use. */
bool temporary_name(Arena *arena, Database *server, const char *prefix, Text *name, Error *error);

/* Drops it, whoever is still connected, and gives up its lock. */
bool temporary_drop(Arena *arena, Database *server, Text name, Error *error);

/* Drops the databases with this beginning whose lock nobody holds, wherever on the server, and
 * that nobody is connected to. What cannot be dropped stays. */
void temporary_clean(Arena *arena, Database *server, const char *prefix);

#endif

/* Emptying a database, so that all migrations can be applied anew. */
#ifndef DUNLIN_HISTORY_RESET_H
#define DUNLIN_HISTORY_RESET_H

#include "database/database.h"

/* Empties the namespaces, and the history with them. Where the user may not drop a namespace, what
 * is inside it is dropped object by object. P3016 when that fails, too: then nothing was changed.
 */
bool reset_database(Arena *arena, Database *database, const TextList *namespaces, Error *error);

#endif
